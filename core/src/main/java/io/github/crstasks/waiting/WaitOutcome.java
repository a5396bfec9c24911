package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;

/**
 * How a wait ended, one case for each thing that a caller would do differently.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public sealed interface WaitOutcome {
    /**
     * The tasks that matched when the list was last read.
     *
     * @return unmodifiable, newest first; empty if no poll was answered
     */
    List<Task> tasks();

    /**
     * How long the wait took.
     *
     * @return the time from its beginning to its end
     */
    Duration elapsed();

    /**
     * The outcome in one sentence for a person.
     *
     * @return plain English
     */
    String message();

    /**
     * At least as many tasks as expected match, and all that match have ended, well or badly.
     *
     * @param tasks the tasks
     * @param elapsed how long it took
     */
    record Done(List<Task> tasks, Duration elapsed) implements WaitOutcome {
        /**
         * The tasks that ended well.
         *
         * @return those with {@link TaskStatus#SUCCEEDED}, newest first
         */
        public List<Task> succeeded() {
            return tasks.stream()
                    .filter(task -> task.status() == TaskStatus.SUCCEEDED)
                    .toList();
        }

        /**
         * The tasks that ended badly.
         *
         * @return those with {@link TaskStatus#FAILED} or {@link TaskStatus#ERRORED}, newest first
         */
        public List<Task> failed() {
            return tasks.stream()
                    .filter(task -> task.status() != TaskStatus.SUCCEEDED)
                    .toList();
        }

        /**
         * Whether no task ended badly.
         *
         * @return true if all tasks succeeded
         */
        public boolean allSucceeded() {
            return failed().isEmpty();
        }

        @Override
        public String message() {
            return succeeded().size() + " of " + tasks.size() + " tasks succeeded after " + seconds(elapsed);
        }
    }

    /**
     * Time ran out.
     *
     * @param tasks the last state seen
     * @param elapsed how long it took
     * @param limit which of the two limits ended it
     * @param error why the latest poll brought no list, if it did not
     */
    record TimedOut(List<Task> tasks, Duration elapsed, Limit limit, Option<TaskError> error) implements WaitOutcome {
        @Override
        public String message() {
            String what = limit == Limit.APPEARING
                    ? "only " + tasks.size() + " tasks appeared within "
                    : ended(tasks) + " of the " + tasks.size() + " tasks seen had ended after ";
            return what
                    + seconds(elapsed)
                    + error.map(why -> ", and the last poll failed: " + why.message())
                            .getOrElse("");
        }
    }

    /** The limits of a wait. */
    enum Limit {
        /** {@link WaitOptions#timeLimit()}. */
        TOTAL,
        /** {@link WaitOptions#appearingLimit()}. */
        APPEARING
    }

    /**
     * The client, or the transport under it, was closed. A future that is cancelled has no outcome.
     *
     * @param tasks the last state seen
     * @param elapsed how long it took
     */
    record Cancelled(List<Task> tasks, Duration elapsed) implements WaitOutcome {
        @Override
        public String message() {
            return "the client was closed after " + seconds(elapsed);
        }
    }

    /**
     * The thread that waited was interrupted; its flag is set.
     *
     * @param tasks the last state seen
     * @param elapsed how long it took
     */
    record Interrupted(List<Task> tasks, Duration elapsed) implements WaitOutcome {
        @Override
        public String message() {
            return "the waiting thread was interrupted after " + seconds(elapsed);
        }
    }

    /**
     * A poll failed, and another one would fail as well.
     *
     * @param tasks the last state seen
     * @param elapsed how long it took
     * @param error why
     */
    record Failed(List<Task> tasks, Duration elapsed, TaskError error) implements WaitOutcome {
        @Override
        public String message() {
            return error.message();
        }
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }

    private static long ended(List<Task> tasks) {
        return tasks.stream().filter(task -> task.status().isTerminal()).count();
    }
}
