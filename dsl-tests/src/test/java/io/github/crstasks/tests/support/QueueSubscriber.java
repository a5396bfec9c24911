package io.github.crstasks.tests.support;

import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Queues the signals of a publisher for one consuming thread. Elements are requested in batches or, with a batch of 0, by
 * {@link #request} alone.
 */
public final class QueueSubscriber<T> implements Flow.Subscriber<T>, AutoCloseable {
    /** Longer than any signal of a test takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BlockingQueue<Supplier<Option<T>>> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final long batch;
    private final boolean requestsFromOnNext;
    private volatile boolean terminated;
    private long received;
    private long taken;

    private QueueSubscriber(Flow.Publisher<T> publisher, long batch, boolean requestsFromOnNext) {
        this.batch = batch;
        this.requestsFromOnNext = requestsFromOnNext;
        publisher.subscribe(this);
        request(batch);
    }

    /** Subscribes without requesting anything. */
    public static <T> QueueSubscriber<T> withoutDemand(Flow.Publisher<T> publisher) {
        return new QueueSubscriber<>(publisher, 0, false);
    }

    /** Subscribes and requests a batch, and the next batch whenever the consumer has taken one. */
    public static <T> QueueSubscriber<T> inBatches(Flow.Publisher<T> publisher, long batch) {
        return new QueueSubscriber<>(publisher, batch, false);
    }

    /** Returns all elements of a publisher, requesting each further batch from within {@code onNext}. */
    public static <T> List<T> collect(Flow.Publisher<T> publisher, long batch) throws InterruptedException {
        QueueSubscriber<T> subscriber = new QueueSubscriber<>(publisher, batch, true);
        List<T> elements = new ArrayList<>();
        for (Option<T> next = subscriber.next(); next.isDefined(); next = subscriber.next()) {
            elements.add(next.get());
        }
        return elements;
    }

    public void request(long number) {
        if (number > 0) {
            subscription.join().request(number);
        }
    }

    /** Returns whether the publisher has signalled its end or a failure. */
    public boolean isTerminated() {
        return terminated;
    }

    /**
     * Waits for the next signal.
     *
     * @return the next element, or {@code Some(None)} at the end; {@code None} if no signal arrives in time
     * @throws RuntimeException the failure of the publisher
     */
    public Option<Option<T>> poll(Duration timeout) throws InterruptedException {
        Option<Option<T>> element =
                Option.of(signals.poll(timeout.toNanos(), TimeUnit.NANOSECONDS)).map(Supplier::get);
        if (element.exists(Option::isDefined) && !requestsFromOnNext && batch > 0 && ++taken % batch == 0) {
            request(batch);
        }
        return element;
    }

    /** Waits for the next element; returns empty at the end. */
    public Option<T> next() throws InterruptedException {
        return poll(PATIENCE).getOrElseThrow(() -> new AssertionError("no signal arrived within " + PATIENCE));
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
    }

    @Override
    public void onNext(T element) {
        signals.add(() -> Option.some(element));
        if (requestsFromOnNext && ++received % batch == 0) {
            request(batch);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        terminated = true;
        signals.add(() -> {
            throw thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
        });
    }

    @Override
    public void onComplete() {
        terminated = true;
        signals.add(Option::none);
    }

    /** Cancels the subscription. */
    @Override
    public void close() {
        subscription.join().cancel();
    }
}
