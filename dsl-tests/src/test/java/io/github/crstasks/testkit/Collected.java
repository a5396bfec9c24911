package io.github.crstasks.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Collects what a publisher sends, so many elements at a time. */
final class Collected<T> implements Flow.Subscriber<T> {
    private final CompletableFuture<List<T>> all = new CompletableFuture<>();
    private final List<T> elements = new ArrayList<>();
    private final int demand;
    private CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    private Collected(int demand) {
        this.demand = demand;
    }

    static <T> List<T> from(Flow.Publisher<T> publisher, int demand) {
        Collected<T> collected = new Collected<>(demand);
        publisher.subscribe(collected);
        return collected.all.join();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription.complete(subscription);
        subscription.request(demand);
    }

    @Override
    public void onNext(T element) {
        elements.add(element);
        if (elements.size() % demand == 0) {
            subscription.join().request(demand);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        all.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        all.complete(elements);
    }
}
