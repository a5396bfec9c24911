package io.github.crstasks.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.tests.soak.ChangingTasks.Observation;
import io.github.crstasks.tests.soak.ChangingTasks.TaskHistory;
import io.github.crstasks.tests.support.QueueSubscriber;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Waits for tasks and watches them in a soak test. For use by one thread. */
final class SoakWaitCalls {
    private final SoakCall call;

    SoakWaitCalls(SoakCall call) {
        this.call = call;
    }

    TaskQuery queryFor(TaskHistory own) {
        return TaskQuery.instanceId(own.submitted().instanceId())
                .and(TaskQuery.submittedSince(own.submitted().submittedAt().get()));
    }

    /** Lets the task succeed after the first poll. */
    Consumer<WaitProgress> succeeding(TaskHistory own) {
        return progress -> call.tasks().changeStatus(own, 2);
    }

    WaitOptions options() {
        return WaitOptions.defaults()
                .withTimeout(SoakClients.LONG_TIMEOUT)
                .withPollSchedule(PollSchedule.of(Duration.ofMillis(20)));
    }

    interface WaitCall {
        WaitOutcome on(TaskHistory own) throws Exception;
    }

    Option<TaskError> await(WaitCall wait) throws Exception {
        TaskHistory own = call.tasks().submitOwn();
        try {
            WaitOutcome outcome = wait.on(own);
            call.observation().assertReported(outcome.tasks(), task -> isOwn(own, task));
            if (outcome instanceof WaitOutcome.PollFailed failed) {
                return call.explained(failed.error());
            }
            if (outcome instanceof WaitOutcome.Completed done) {
                assertThat(done.succeeded()).isNotEmpty();
                assertThat(done.succeeded().size() == 1 || !call.isExact())
                        .as("%d tasks of one", done.succeeded().size())
                        .isTrue();
            } else {
                assertThat(outcome).isInstanceOfAny(WaitOutcome.TimedOut.class, WaitOutcome.Interrupted.class);
                call.events().count(outcome.getClass().getSimpleName());
            }
            return Option.none();
        } finally {
            call.tasks().forget(own);
        }
    }

    static boolean isOwn(TaskHistory own, Task task) {
        return task.instanceId().equals(own.submitted().instanceId());
    }

    Option<TaskError> awaitCancelled() throws Exception {
        TaskHistory own = call.tasks().submitOwn();
        try {
            call.awaitOrCancel(call.route().patient().async().await(queryFor(own), options(), succeeding(own)));
            return Option.none();
        } finally {
            call.tasks().forget(own);
        }
    }

    Option<TaskError> watch() throws InterruptedException {
        TaskHistory own = call.tasks().submitOwn();
        QuerySample watched = call.sample().or(new QuerySample(queryFor(own), task -> isOwn(own, task)));
        WatchedTasks known = watchedTasks();
        try (QueueSubscriber<TaskChange> subscriber = subscribe(call.route().hasty()::watch, watched)) {
            for (Task task = own.submitted(); task.statusCode().contains(0L) || !isOwn(own, task); ) {
                TaskChange change = subscriber.next().get();
                known.apply(change);
                task = change.task();
                if (isOwn(own, task) && task.statusCode().contains(0L)) {
                    call.tasks().changeStatus(own, 2);
                }
            }
            Observation observation = call.observation();
            if (call.isExact()) {
                Instant submitted = own.submitted().submittedAt().get();
                observation.assertHasAll(
                        known.toList(),
                        watched.meaning(),
                        task -> task.submittedAt().exists(submitted::isAfter));
            }
            observation.assertReported(known.toList(), watched.meaning());
            return Option.none();
        } catch (TaskException thrown) {
            return call.explained(thrown.error());
        } finally {
            call.tasks().forget(own);
        }
    }

    private WatchedTasks watchedTasks() {
        return new WatchedTasks(call.tasks().shape().hasTwins(call.route().api()));
    }

    interface WatchCall {
        Flow.Publisher<TaskChange> of(TaskQuery query, PollSchedule polling);
    }

    QueueSubscriber<TaskChange> subscribe(WatchCall watch, QuerySample watched) {
        return QueueSubscriber.inBatches(
                watch.of(watched.query(), PollSchedule.of(Duration.ofMillis(20))), call.demand());
    }

    Option<TaskError> watchCancelled() throws InterruptedException {
        WatchedTasks known = watchedTasks();
        try (QueueSubscriber<TaskChange> subscriber = subscribe(call.route().patient()::watch, call.sample())) {
            int limit = call.random().nextInt(200);
            Option<Option<TaskChange>> change = subscriber.poll(call.shortDelay());
            for (int taken = 0; change.isDefined() && taken < limit; taken++) {
                known.apply(change.get().get());
                change = subscriber.poll(call.shortDelay());
            }
        } catch (TaskException thrown) {
            return call.explained(thrown.error());
        }
        call.observation().assertReported(known.toList(), call.sample().meaning());
        return Option.none();
    }
}
