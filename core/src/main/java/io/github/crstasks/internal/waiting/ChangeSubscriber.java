package io.github.crstasks.internal.waiting;

import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.waiting.TaskChange;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * Passes the changes of a watch to a consumer, one at a time: the next change is requested when the consumer has returned.
 */
public final class ChangeSubscriber implements Flow.Subscriber<TaskChange> {
    private final Consumer<? super TaskChange> consumer;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Option<Flow.Subscription> subscription = Option.none();

    private ChangeSubscriber(Consumer<? super TaskChange> consumer) {
        this.consumer = consumer;
    }

    /**
     * Starts a watch.
     *
     * @param watch publishes the changes
     * @param consumer called for each change
     * @return the end of the watch, which fails if the watch fails or the consumer throws; completing or cancelling it ends
     *     the watch
     */
    public static CompletableFuture<Void> subscribe(
            Flow.Publisher<TaskChange> watch, Consumer<? super TaskChange> consumer) {
        ChangeSubscriber subscriber = new ChangeSubscriber(consumer);
        watch.subscribe(subscriber);
        return subscriber.end;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = Option.some(started);
        // Runs at once if the caller has ended the watch already.
        end.whenComplete((nothing, thrown) -> started.cancel());
        started.request(1);
    }

    @Override
    public void onNext(TaskChange change) {
        if (end.isDone()) {
            return;
        }
        try {
            consumer.accept(change);
        } catch (Throwable thrown) {
            end.completeExceptionally(Rethrow.describable(thrown));
            return;
        }
        subscription.forEach(running -> running.request(1));
    }

    @Override
    public void onError(Throwable thrown) {
        end.completeExceptionally(Rethrow.describable(thrown));
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
