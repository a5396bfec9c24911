package io.github.crstasks.testkit;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.SimulatedLists.Reply;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitOutcome.Limit;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What becomes of a wait, said a second time, as one loop over the moments of its polls. */
final class WaitByHand {
    static final TaskError LATER = new TaskError.Unreachable("no reply", Option.none(), true, Option.none());
    static final TaskError NEVER =
            new TaskError.Rejected(ErrorCode.ACCESS_DENIED, "4300", "", "", Option.none(), Option.none());
    static final TaskError CLOSED = new TaskError.Cancelled("closed", Option.none());

    private final WaitOutcome outcome;
    private int polls;
    private int followed;

    WaitByHand(Function<Duration, List<Task>> tasks, List<Reply> replies, QuerySample sample, WaitOptions options) {
        Duration limit = options.timeLimit();
        List<Task> seen = List.of();
        Option<TaskError> error = Option.none();
        boolean appeared = false;
        Duration now = Duration.ofMillis(50);
        Duration pause = options.polling().firstPause();
        while (true) {
            if (now.compareTo(limit) >= 0) {
                outcome = new WaitOutcome.TimedOut(seen, limit, Limit.TOTAL, error);
                return;
            }
            Reply reply = polls < replies.size() ? replies.get(polls) : new Reply(0, Option.none());
            polls++;
            now = now.plusMillis(reply.takes());
            if (now.compareTo(limit) >= 0) {
                outcome = new WaitOutcome.TimedOut(seen, limit, Limit.TOTAL, error);
                return;
            }
            error = reply.error();
            if (error.isEmpty()) {
                seen = tasks.apply(now).stream().filter(sample.meaning()).toList();
                appeared |= seen.size() >= options.expected();
            }
            if (error.contains(CLOSED)) {
                outcome = new WaitOutcome.Cancelled(seen, now);
                return;
            }
            if (error.contains(NEVER)) {
                outcome = new WaitOutcome.Failed(seen, now, NEVER);
                return;
            }
            boolean ended = seen.size() >= options.expected()
                    && seen.stream()
                            .map(task -> task.statusCode().get())
                            .allMatch(status -> status != 0 && status != 1 && status != 42);
            if (error.isEmpty() && ended) {
                outcome = new WaitOutcome.Done(seen, now);
                return;
            }
            Duration patience = options.appearingLimit().minus(now);
            boolean impatient = patience.isNegative() || patience.isZero();
            if (error.isEmpty() && !appeared && impatient) {
                outcome = new WaitOutcome.TimedOut(seen, now, Limit.APPEARING, error);
                return;
            }
            followed++;
            boolean cut = !appeared && !impatient && patience.compareTo(pause) < 0;
            now = now.plus(cut ? patience : pause);
            long longer = (long) (pause.toNanos() * options.polling().factor());
            pause = Duration.ofNanos(
                    Math.min(longer, options.polling().longestPause().toNanos()));
        }
    }

    WaitOutcome outcome() {
        return outcome;
    }

    int polls() {
        return polls;
    }

    int pollsFollowed() {
        return followed;
    }
}
