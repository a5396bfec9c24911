package io.github.crstasks.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** Keeps what a watch tells, and asks for nothing by itself. */
final class Told implements Flow.Subscriber<TaskChange> {
    final List<TaskChange> changes = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();
    private final List<Flow.Subscription> subscriptions = new ArrayList<>();

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscriptions.add(given);
    }

    @Override
    public void onNext(TaskChange change) {
        changes.add(change);
    }

    @Override
    public void onError(Throwable thrown) {
        errors.add(thrown);
    }

    @Override
    public void onComplete() {
        throw new AssertionError("a watch never completes");
    }

    /** The subscription, which must be the only one. */
    Flow.Subscription subscription() {
        if (subscriptions.size() != 1) {
            throw new AssertionError(subscriptions.size() + " subscriptions");
        }
        return subscriptions.get(0);
    }
}
