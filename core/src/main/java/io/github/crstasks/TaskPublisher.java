package io.github.crstasks;

import io.github.crstasks.error.TaskException;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import java.util.Objects;
import java.util.concurrent.Flow;

/** Begins a traversal for each subscriber. */
record TaskPublisher(Session session, TaskQuery query) implements Flow.Publisher<Task> {
    @Override
    public void subscribe(Flow.Subscriber<? super Task> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        WalkPump pump = new WalkPump(
                session.traversal(query, session.paging()),
                session.exchange()::sendAsync,
                subscriber::onNext,
                failure -> failure.peek(error -> subscriber.onError(new TaskException(error)))
                        .onEmpty(subscriber::onComplete),
                subscriber::onError);
        Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long tasks) {
                if (tasks > 0) {
                    pump.request(tasks);
                } else {
                    // The words are those of rule 3.9.
                    pump.end(() -> subscriber.onError(new IllegalArgumentException(
                            "non-positive subscription request: must be 1.." + Long.MAX_VALUE + ", but was " + tasks)));
                }
            }

            @Override
            public void cancel() {
                pump.cancel();
            }
        };
        // As a turn of the pump, or what is requested meanwhile could arrive before this signal has ended.
        pump.interject(() -> subscriber.onSubscribe(subscription));
    }
}
