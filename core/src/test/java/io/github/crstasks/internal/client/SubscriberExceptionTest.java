package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A subscriber that throws is cancelled, receives nothing more and is not held by its client. */
@Timeout(60)
class SubscriberExceptionTest {
    private final List<String> signals = new ArrayList<>();
    private final ManualScheduler scheduler = ManualScheduler.create();
    private final FakeTransport service =
            FakeTransport.answering(Responses.page(3, Tasks.of("a"), Tasks.of("b"), Tasks.of("c")));
    private final TaskClient client = service.client().scheduler(scheduler).build();

    /** Records the names of its signals, and throws in one of them. */
    private final class ThrowingSubscriber implements Flow.Subscriber<Object> {
        private final String throwing;
        private final Throwable thrown;

        ThrowingSubscriber(String throwing, Throwable thrown) {
            this.throwing = throwing;
            this.thrown = thrown;
        }

        private void signal(String name) {
            signals.add(name);
            if (name.equals(throwing)) {
                throw Rethrow.unchecked(thrown);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
            signal("onSubscribe");
        }

        @Override
        public void onNext(Object item) {
            signal("onNext");
        }

        @Override
        public void onError(Throwable error) {
            signal("onError");
        }

        @Override
        public void onComplete() {
            signal("onComplete");
        }
    }

    static Stream<Arguments> signalsOfTasksAndExceptions() {
        return withExceptions("onSubscribe", "onNext", "onError", "onComplete");
    }

    /** A watch never completes. */
    static Stream<Arguments> signalsOfChangesAndExceptions() {
        return withExceptions("onSubscribe", "onNext", "onError");
    }

    private static Stream<Arguments> withExceptions(String... signals) {
        return Stream.of(signals)
                .flatMap(signal -> Stream.of(
                                new IllegalStateException("unchecked"),
                                new IOException("checked"),
                                new AssertionError("error"))
                        .map(thrown -> Arguments.of(signal, thrown)));
    }

    private WeakReference<Object> subscribe(
            Consumer<Flow.Subscriber<Object>> publisher, String signal, Throwable thrown) throws InterruptedException {
        ThrowingSubscriber subscriber = new ThrowingSubscriber(signal, thrown);
        List<Throwable> uncaught = new ArrayList<>();
        Thread thread = new Thread(() -> {
            publisher.accept(subscriber);
            // A watch polls after a delay.
            scheduler.pending().forEach(delay -> delay.complete(null));
        });
        thread.setUncaughtExceptionHandler((where, what) -> uncaught.add(what));
        thread.start();
        thread.join();
        assertThat(uncaught).containsExactly(thrown);
        return new WeakReference<>(subscriber);
    }

    private void assertReleased(WeakReference<Object> subscriber, String signal) {
        assertThat(signals).endsWith(signal).containsOnlyOnce(signal);
        assertThat(scheduler.pending()).isEmpty();
        while (subscriber.get() != null && !Thread.currentThread().isInterrupted()) {
            System.gc();
        }
        assertThat(subscriber.get()).isNull();
        assertThat(client.list(TaskQuery.all()).isRight()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("signalsOfTasksAndExceptions")
    void subscriberOfTasksThatThrowsIsReleased(String signal, Throwable thrown) throws InterruptedException {
        TaskQuery query = signal.equals("onError")
                ? TaskQuery.where(task -> {
                    throw new ArithmeticException("thrown by the predicate");
                })
                : TaskQuery.all();

        assertReleased(subscribe(subscriber -> client.publisher(query).subscribe(subscriber), signal, thrown), signal);
    }

    @ParameterizedTest
    @MethodSource("signalsOfChangesAndExceptions")
    void subscriberOfChangesThatThrowsIsReleased(String signal, Throwable thrown) throws InterruptedException {
        TaskQuery query = signal.equals("onError") ? TaskQuery.none() : TaskQuery.all();

        assertReleased(subscribe(subscriber -> client.watch(query).subscribe(subscriber), signal, thrown), signal);
    }
}
