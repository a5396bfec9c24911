package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.concurrent.Demand;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.concurrent.SerialExecutor;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.Objects;
import java.util.concurrent.Flow;

/** Publishes the tasks of a query; each subscriber has a traversal of its own. */
final class TaskPublisher implements Flow.Publisher<Task> {
    private final TraversalFactory traversals;
    private final CallFunction calls;
    private final TaskQuery query;

    TaskPublisher(TraversalFactory traversals, CallFunction calls, TaskQuery query) {
        this.traversals = traversals;
        this.calls = calls;
        this.query = query;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Task> subscriber) {
        new TraversalSubscription(Objects.requireNonNull(subscriber, "subscriber")).start();
    }

    private final class TraversalSubscription implements Flow.Subscription, OperationDriver.Output {
        private final Flow.Subscriber<? super Task> subscriber;
        private final SerialExecutor signals = new SerialExecutor();
        private final OperationDriver driver =
                new OperationDriver(traversals.of(query), calls, signals, Option.none(), false, this);

        TraversalSubscription(Flow.Subscriber<? super Task> subscriber) {
            this.subscriber = subscriber;
        }

        void start() {
            // Run onSubscribe inside the serial executor, so that no onNext can overtake it (rule 1.3).
            signals.execute(() -> signal(() -> subscriber.onSubscribe(this)));
        }

        /** Signals the subscriber. If it throws, the subscription counts as cancelled (rule 2.13). */
        private void signal(Runnable signal) {
            try {
                signal.run();
            } catch (Throwable thrown) {
                driver.cancel();
                throw Rethrow.unchecked(thrown);
            }
        }

        @Override
        public void request(long tasks) {
            if (tasks > 0) {
                driver.request(tasks);
            } else {
                driver.end(() -> subscriber.onError(Demand.nonPositive(tasks)));
            }
        }

        @Override
        public void cancel() {
            driver.cancel();
        }

        @Override
        public void onTask(Task task) {
            signal(() -> subscriber.onNext(task));
        }

        @Override
        public void onEnd(Option<TaskError> failure) {
            if (failure.isDefined()) {
                subscriber.onError(new TaskException(failure.get()));
            } else {
                subscriber.onComplete();
            }
        }

        @Override
        public void onThrown(Throwable thrown) {
            subscriber.onError(thrown);
        }
    }
}
