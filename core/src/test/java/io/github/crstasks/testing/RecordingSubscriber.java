package io.github.crstasks.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records the signals of a publisher, and requests only what the test requests. Signals may arrive on any thread.
 *
 * @param <T> the type of the items
 */
public final class RecordingSubscriber<T> implements Flow.Subscriber<T> {
    private final List<Flow.Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<T> items = new CopyOnWriteArrayList<>();
    private final BlockingQueue<T> notTaken = new LinkedBlockingQueue<>();
    private final List<Optional<Throwable>> ends = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Optional<Throwable>> endsNotTaken = new LinkedBlockingQueue<>();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicLong excess = new AtomicLong();

    /** Subscribes a new subscriber. */
    public static <T> RecordingSubscriber<T> of(Flow.Publisher<T> publisher) {
        RecordingSubscriber<T> subscriber = new RecordingSubscriber<>();
        publisher.subscribe(subscriber);
        return subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriptions.add(subscription);
    }

    @Override
    public void onNext(T item) {
        excess.addAndGet(demand.getAndDecrement() > 0 ? 0 : 1);
        items.add(item);
        notTaken.add(item);
    }

    @Override
    public void onError(Throwable thrown) {
        end(Optional.of(thrown));
    }

    @Override
    public void onComplete() {
        end(Optional.empty());
    }

    private void end(Optional<Throwable> error) {
        ends.add(error);
        endsNotTaken.add(error);
    }

    /** Requests items, and counts them as demanded if their number is positive. */
    public void request(long number) {
        demand.updateAndGet(before -> {
            long after = before + Math.max(number, 0);
            return after < 0 ? Long.MAX_VALUE : after;
        });
        subscription().request(number);
    }

    /** Cancels the subscription. */
    public void cancel() {
        subscription().cancel();
    }

    /** Returns the only subscription. */
    public Flow.Subscription subscription() {
        if (subscriptions.size() != 1) {
            throw new AssertionError("expected 1 subscription, but there are " + subscriptions.size());
        }
        return subscriptions.get(0);
    }

    /** Returns all items so far. */
    public List<T> items() {
        return items;
    }

    /** Waits for the next items and returns them; each item is returned once. */
    public List<T> take(int number) throws InterruptedException {
        List<T> taken = new ArrayList<>();
        while (taken.size() < number) {
            taken.add(notTaken.take());
        }
        return taken;
    }

    /** Returns how many items were emitted beyond the demand. */
    public long excess() {
        return excess.get();
    }

    /** Waits for the next terminal signal; empty for completion. */
    public Optional<Throwable> takeEnd() throws InterruptedException {
        return endsNotTaken.take();
    }

    /** Returns the terminal signals so far, of which there must never be more than one; empty stands for completion. */
    public List<Optional<Throwable>> ends() {
        return ends;
    }

    /** Returns the errors so far. */
    public List<Throwable> errors() {
        return ends.stream().flatMap(Optional::stream).toList();
    }
}
