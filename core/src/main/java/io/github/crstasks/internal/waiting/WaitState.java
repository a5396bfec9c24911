package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The observations of a wait so far. Elapsed times are measured from the start of the wait.
 *
 * @param options the options of the wait
 * @param polls how many polls have ended
 * @param appeared whether a poll returned the expected number of tasks
 * @param tasks the tasks of the latest successful poll
 * @param error why the latest poll failed, if it did
 */
record WaitState(WaitOptions options, int polls, boolean appeared, List<Task> tasks, Option<TaskError> error) {
    static WaitState initial(WaitOptions options) {
        return new WaitState(options, 0, false, List.of(), Option.none());
    }

    /** Returns the state after one more poll. */
    WaitState after(Either<TaskError, List<Task>> poll) {
        return poll.fold(
                failure -> new WaitState(options, polls + 1, appeared, tasks, Option.some(failure)),
                list -> new WaitState(
                        options, polls + 1, appeared || list.size() >= options.expectedCount(), list, Option.none()));
    }

    /** Returns how the latest poll ends the wait; empty if another poll follows. */
    Option<WaitOutcome> outcome(Duration elapsed) {
        if (error.isDefined()) {
            return error.filter(failure -> !failure.retryable()).map(failure -> failed(failure, elapsed));
        }
        if (tasks.size() >= options.expectedCount() && tasks.stream().allMatch(Task::hasEnded)) {
            return Option.some(new WaitOutcome.Completed(tasks, elapsed));
        }
        return Option.when(
                !appeared && elapsed.compareTo(options.appearTimeout()) >= 0,
                () -> timedOut(elapsed, WaitOutcome.Limit.APPEAR));
    }

    private WaitOutcome failed(TaskError failure, Duration elapsed) {
        return failure instanceof TaskError.Cancelled
                ? new WaitOutcome.Cancelled(tasks, elapsed)
                : new WaitOutcome.PollFailed(tasks, elapsed, failure);
    }

    WaitOutcome timedOut(Duration elapsed, WaitOutcome.Limit limit) {
        return new WaitOutcome.TimedOut(tasks, elapsed, limit, error);
    }

    /** Shortens an interval so that a poll is made when the appear timeout passes. */
    Duration nextDelay(Duration interval, Duration elapsed) {
        Duration remaining = options.appearTimeout().minus(elapsed);
        boolean isShorter = remaining.compareTo(Duration.ZERO) > 0 && remaining.compareTo(interval) < 0;
        return !appeared && isShorter ? remaining : interval;
    }

    WaitProgress progress(Duration elapsed, Duration nextPoll) {
        Map<TaskStatus, Integer> byStatus = new EnumMap<>(TaskStatus.class);
        tasks.forEach(task -> byStatus.merge(task.status(), 1, Integer::sum));
        return new WaitProgress(tasks.size(), Collections.unmodifiableMap(byStatus), elapsed, nextPoll, error);
    }
}
