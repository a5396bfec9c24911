package io.github.crstasks.testkit;

import io.vavr.control.Option;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Brings what a publisher sends to one thread, which takes it when it likes; asks for so many elements at a time. */
final class Inbox<T> implements Flow.Subscriber<T>, AutoCloseable {
    private final BlockingQueue<Supplier<Option<T>>> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final long demand;
    private long taken;

    Inbox(Flow.Publisher<T> publisher, long demand) {
        this.demand = demand;
        publisher.subscribe(this);
        subscription.join().request(demand);
    }

    /** The next element, none at the end; no signal at all if none comes in time. Throws what the publisher says is wrong. */
    Option<Option<T>> poll(Duration within) throws InterruptedException {
        Option<Option<T>> element =
                Option.of(signals.poll(within.toNanos(), TimeUnit.NANOSECONDS)).map(Supplier::get);
        if (element.exists(Option::isDefined) && ++taken % demand == 0) {
            subscription.join().request(demand);
        }
        return element;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription.complete(subscription);
    }

    @Override
    public void onNext(T element) {
        signals.add(() -> Option.some(element));
    }

    @Override
    public void onError(Throwable thrown) {
        signals.add(() -> {
            throw thrown instanceof RuntimeException told ? told : new IllegalStateException(thrown);
        });
    }

    @Override
    public void onComplete() {
        signals.add(Option::none);
    }

    /** Cancels the subscription. */
    @Override
    public void close() {
        subscription.join().cancel();
    }
}
