package io.github.crstasks;

import io.github.crstasks.error.TaskError.Invalid;
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
                session.exchange(),
                subscriber::onNext,
                failure -> failure.peek(error -> subscriber.onError(new TaskException(error)))
                        .onEmpty(subscriber::onComplete));
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long tasks) {
                if (tasks > 0) {
                    pump.request(tasks);
                } else {
                    pump.end(() -> subscriber.onError(
                            new Invalid("request", Long.toString(tasks), "1.." + Long.MAX_VALUE).asException()));
                }
            }

            @Override
            public void cancel() {
                pump.cancel();
            }
        });
    }
}
