package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.MovingTasks.History;
import io.github.crstasks.testkit.MovingTasks.Sight;
import io.github.crstasks.waiting.Polling;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;

/** What is waited for and watched in a soak. For use by one thread. */
final class SoakWaiting {
    private final SoakCall call;

    SoakWaiting(SoakCall call) {
        this.call = call;
    }

    TaskQuery of(History own) {
        return TaskQuery.instanceId(own.submitted().instanceId())
                .and(TaskQuery.submittedSince(own.submitted().submittedAt()));
    }

    /** The task ends at the second poll. */
    WaitOptions inTime(History own) {
        return WaitOptions.standard()
                .within(SoakClients.PATIENCE)
                .withPolling(Polling.standard().every(Duration.ofMillis(20)))
                .withProgress(progress -> call.tasks().become(own, 2));
    }

    interface Waiting {
        WaitOutcome on(History own) throws Exception;
    }

    Option<TaskError> await(Waiting waiting) throws Exception {
        History own = call.tasks().submitOne();
        try {
            WaitOutcome outcome = waiting.on(own);
            call.sight().assertSeen(outcome.tasks(), task -> isOwn(own, task));
            if (outcome instanceof WaitOutcome.Failed failed) {
                return call.named(failed.error());
            }
            if (outcome instanceof WaitOutcome.Done done) {
                assertThat(done.succeeded()).hasSize(1);
            } else {
                assertThat(outcome).isInstanceOfAny(WaitOutcome.TimedOut.class, WaitOutcome.Interrupted.class);
                call.tally().count(outcome.getClass().getSimpleName());
            }
            return Option.none();
        } finally {
            call.tasks().forget(own);
        }
    }

    static boolean isOwn(History own, Task task) {
        return task.instanceId().equals(own.submitted().instanceId());
    }

    Option<TaskError> awaitCancelled() throws Exception {
        History own = call.tasks().submitOne();
        try {
            call.endedOrCancelled(call.line().patient().async().await(of(own), inTime(own)));
            return Option.none();
        } finally {
            call.tasks().forget(own);
        }
    }

    Option<TaskError> watch() throws InterruptedException {
        History own = call.tasks().submitOne();
        QuerySample watched = call.sample().or(new QuerySample(of(own), task -> isOwn(own, task)));
        Map<List<Object>, Task> known = new HashMap<>();
        try (Inbox<TaskChange> inbox = watching(call.line().hasty()::watch, watched)) {
            for (Task task = own.submitted(); task.statusCode().contains(0) || !isOwn(own, task); ) {
                TaskChange change = call.next(inbox).get();
                learn(known, change);
                task = change.task();
                if (isOwn(own, task) && task.statusCode().contains(0)) {
                    call.tasks().become(own, 2);
                }
            }
            Sight sight = call.sight();
            assertThat(sight.throughout(watched.meaning()))
                    .filteredOn(
                            task -> task.submittedAt().isBefore(own.submitted().submittedAt()))
                    .extracting(MovingListProperties::key)
                    .filteredOn(key -> !known.containsKey(key))
                    .as("not reported")
                    .isEmpty();
            sight.assertSeen(List.copyOf(known.values()), watched.meaning());
            return Option.none();
        } catch (TaskException thrown) {
            return call.named(thrown.error());
        } finally {
            call.tasks().forget(own);
        }
    }

    interface Watch {
        Flow.Publisher<TaskChange> of(TaskQuery query, Polling polling);
    }

    Inbox<TaskChange> watching(Watch watch, QuerySample watched) {
        return new Inbox<>(watch.of(watched.query(), Polling.standard().every(Duration.ofMillis(20))), call.demand());
    }

    /** A change must fit to those before it. */
    void learn(Map<List<Object>, Task> known, TaskChange change) {
        List<Object> key = MovingListProperties.key(change.task());
        Option<Task> before = Option.of(known.get(key));
        if (change instanceof TaskChange.Appeared appeared) {
            assertThat(before).isEmpty();
            known.put(key, appeared.task());
        } else if (change instanceof TaskChange.StatusChanged changed) {
            assertThat(before).contains(changed.before());
            known.put(key, changed.task());
        } else {
            assertThat(before).contains(change.task());
            known.remove(key);
        }
    }

    Option<TaskError> watchCancelled() throws InterruptedException {
        Map<List<Object>, Task> known = new HashMap<>();
        try (Inbox<TaskChange> inbox = watching(call.line().patient()::watch, call.sample())) {
            int enough = call.random().nextInt(200);
            Option<Option<TaskChange>> change = inbox.poll(call.aMoment());
            for (int taken = 0; change.isDefined() && taken < enough; taken++) {
                learn(known, change.get().get());
                change = inbox.poll(call.aMoment());
            }
        } catch (TaskException thrown) {
            return call.named(thrown.error());
        }
        call.sight().assertSeen(List.copyOf(known.values()), call.sample().meaning());
        return Option.none();
    }
}
