package io.github.crstasks.tests.waiting;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.tests.waiting.SimulatedTaskLists.Reply;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitOutcome.Limit;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The simplest implementation of a wait: one loop over the times of its polls. */
final class WaitModel {
    static final TaskError TRANSIENT = new TaskError.Unreachable("no reply", Option.none(), true, Option.none());
    static final TaskError PERMANENT =
            new TaskError.Rejected(ErrorCode.ACCESS_DENIED, "4300", "", "", Option.none(), Option.none());
    static final TaskError CLOSING = new TaskError.Cancelled("closed", Option.none());

    private final WaitOutcome outcome;
    private int polls;
    private int pollsWithSuccessor;

    WaitModel(Function<Duration, List<Task>> tasks, List<Reply> replies, QuerySample sample, WaitOptions options) {
        Duration limit = options.timeout();
        List<Task> lastRead = List.of();
        Option<TaskError> error = Option.none();
        boolean appeared = false;
        Duration now = Duration.ofMillis(50);
        Duration delay = options.pollSchedule().initialInterval();
        while (true) {
            if (now.compareTo(limit) >= 0) {
                outcome = new WaitOutcome.TimedOut(lastRead, limit, Limit.TOTAL, error);
                return;
            }
            Reply reply = polls < replies.size() ? replies.get(polls) : new Reply(0, Option.none());
            polls++;
            now = now.plusMillis(reply.takes());
            if (now.compareTo(limit) >= 0) {
                outcome = new WaitOutcome.TimedOut(lastRead, limit, Limit.TOTAL, error);
                return;
            }
            error = reply.error();
            if (error.isEmpty()) {
                lastRead = tasks.apply(now).stream().filter(sample.meaning()).toList();
                appeared |= lastRead.size() >= options.expectedCount();
            }
            if (error.contains(CLOSING)) {
                outcome = new WaitOutcome.Cancelled(lastRead, now);
                return;
            }
            if (error.contains(PERMANENT)) {
                outcome = new WaitOutcome.PollFailed(lastRead, now, PERMANENT);
                return;
            }
            boolean ended = lastRead.size() >= options.expectedCount()
                    && lastRead.stream()
                            .map(task -> task.statusCode().get())
                            .allMatch(status -> status != 0 && status != 1 && status != 42);
            if (error.isEmpty() && ended) {
                outcome = new WaitOutcome.Completed(lastRead, now);
                return;
            }
            Duration appearTime = options.appearTimeout().minus(now);
            boolean appearTimeout = appearTime.isNegative() || appearTime.isZero();
            if (error.isEmpty() && !appeared && appearTimeout) {
                outcome = new WaitOutcome.TimedOut(lastRead, now, Limit.APPEAR, error);
                return;
            }
            pollsWithSuccessor++;
            boolean shortened = !appeared && !appearTimeout && appearTime.compareTo(delay) < 0;
            now = now.plus(shortened ? appearTime : delay);
            long next = (long) (delay.toNanos() * options.pollSchedule().multiplier());
            delay = Duration.ofNanos(
                    Math.min(next, options.pollSchedule().maxInterval().toNanos()));
        }
    }

    WaitOutcome outcome() {
        return outcome;
    }

    int polls() {
        return polls;
    }

    /** Returns the number of polls after which the wait went on. */
    int pollsWithSuccessor() {
        return pollsWithSuccessor;
    }
}
