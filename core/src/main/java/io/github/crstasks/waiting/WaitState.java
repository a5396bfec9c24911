package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;

/**
 * What a wait knows, and what follows from it; time is what has passed since the wait began.
 *
 * @param polls how many polls have ended
 * @param appeared whether a poll has shown as many tasks as expected
 * @param tasks what the latest list showed
 * @param error why the latest poll brought no list
 */
record WaitState(WaitOptions options, int polls, boolean appeared, List<Task> tasks, Option<TaskError> error) {
    static WaitState initial(WaitOptions options) {
        return new WaitState(options, 0, false, List.of(), Option.none());
    }

    /** What is known after one more poll. */
    WaitState polled(Either<TaskError, List<Task>> brought) {
        return brought.fold(
                failure -> new WaitState(options, polls + 1, appeared, tasks, Option.some(failure)),
                list -> new WaitState(
                        options, polls + 1, appeared || list.size() >= options.expected(), list, Option.none()));
    }

    /** How the wait ends with this poll, none if another one follows. */
    Option<WaitOutcome> outcome(Duration elapsed) {
        if (error.isDefined()) {
            return error.filter(why -> !why.retryable()).map(why -> failed(why, elapsed));
        }
        if (tasks.size() >= options.expected()
                && tasks.stream().allMatch(task -> task.status().isTerminal())) {
            return Option.some(new WaitOutcome.Done(tasks, elapsed));
        }
        return Option.when(
                !appeared && elapsed.compareTo(options.appearingLimit()) >= 0,
                () -> timedOut(elapsed, WaitOutcome.Limit.APPEARING));
    }

    private WaitOutcome failed(TaskError why, Duration elapsed) {
        return why instanceof TaskError.Cancelled
                ? new WaitOutcome.Cancelled(tasks, elapsed)
                : new WaitOutcome.Failed(tasks, elapsed, why);
    }

    WaitOutcome timedOut(Duration elapsed, WaitOutcome.Limit limit) {
        return new WaitOutcome.TimedOut(tasks, elapsed, limit, error);
    }

    /** How long to wait for the next poll: the limit for appearing is not passed without looking. */
    Duration pause(Duration elapsed) {
        Duration pause = options.polling().pauseAfter(polls);
        Duration left = options.appearingLimit().minus(elapsed);
        return !appeared && left.compareTo(Duration.ZERO) > 0 && left.compareTo(pause) < 0 ? left : pause;
    }

    WaitProgress progress(Duration elapsed, Duration pause) {
        return WaitProgress.of(tasks, elapsed, pause, error);
    }
}
