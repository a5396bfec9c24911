package io.github.crstasks.waiting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.format.Durations;
import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a wait ended, with one case for each thing that a caller does differently.
 *
 * <p>Gson, Jackson 2 and Jackson 3 write and read it in one JSON form without settings, which Java serialization writes
 * too.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
@JsonAdapter(WaitOutcomeJson.class)
public sealed interface WaitOutcome extends Serializable {
    /**
     * Returns the tasks that matched at the latest successful poll.
     *
     * @return unmodifiable, newest first; empty if no poll succeeded
     */
    List<Task> tasks();

    /**
     * Returns the duration of the wait.
     *
     * @return the time from its start to its end
     */
    Duration elapsed();

    /**
     * Returns the outcome as one sentence for a person.
     *
     * @return plain English
     */
    String message();

    /**
     * At least the expected number of tasks match, and all that match have ended, successfully or not.
     *
     * @param tasks the tasks
     * @param elapsed the duration of the wait
     * @param reasons why tasks did not succeed, newest first: one for each task of {@link #failed()} and {@link #unknown()} if
     *     {@link WaitOptions#reasons()} is set; otherwise empty
     */
    @JsonAdapter(WaitOutcomeJson.class)
    record Completed(List<Task> tasks, Duration elapsed, List<Reason> reasons) implements WaitOutcome {
        private static final int MAX_REASONS_IN_MESSAGE = 5;

        /**
         * Creates an outcome without reasons.
         *
         * @param tasks the tasks
         * @param elapsed the duration of the wait
         */
        public Completed(List<Task> tasks, Duration elapsed) {
            this(tasks, elapsed, List.of());
        }

        /**
         * Returns the tasks that succeeded.
         *
         * @return the tasks with {@link TaskStatus#SUCCEEDED}, newest first
         */
        public List<Task> succeeded() {
            return tasks.stream()
                    .filter(task -> task.status() == TaskStatus.SUCCEEDED)
                    .toList();
        }

        /**
         * Returns the tasks that failed.
         *
         * @return the tasks with {@link TaskStatus#FAILED} or {@link TaskStatus#ERRORED}, newest first
         */
        public List<Task> failed() {
            return tasks.stream()
                    .filter(task -> task.status() != TaskStatus.SUCCEEDED && !hasUnknownStatus(task))
                    .toList();
        }

        /**
         * Returns the tasks that ended with a status that this library does not know, so that it cannot say whether they
         * succeeded.
         *
         * @return the tasks with {@link TaskStatus#UNKNOWN_STATUS}, newest first
         */
        public List<Task> unknown() {
            return tasks.stream().filter(Completed::hasUnknownStatus).toList();
        }

        private static boolean hasUnknownStatus(Task task) {
            return task.status() == TaskStatus.UNKNOWN_STATUS;
        }

        /**
         * Returns whether all tasks succeeded.
         *
         * @return true if {@link #failed()} and {@link #unknown()} are empty
         */
        public boolean allSucceeded() {
            return succeeded().size() == tasks.size();
        }

        @Override
        public String toString() {
            return "Completed[" + message() + "]";
        }

        @Override
        public String message() {
            String unknown = unknown().isEmpty() ? "" : ", " + unknown().size() + " ended with an unknown status";
            return succeeded().size() + " of " + count(tasks) + " succeeded after " + seconds(elapsed) + unknown
                    + reasons.stream()
                            .limit(MAX_REASONS_IN_MESSAGE)
                            .map(reason -> "; " + reason)
                            .collect(Collectors.joining())
                    + furtherReasons();
        }

        private String furtherReasons() {
            int further = reasons.size() - MAX_REASONS_IN_MESSAGE;
            long missing = reasons.stream()
                    .skip(MAX_REASONS_IN_MESSAGE)
                    .filter(reason -> reason.details().isLeft())
                    .count();
            return (further > 0 ? "; " + further + " more did not succeed" : "")
                    + (missing > 0 ? ", of which " + missing + " without a known reason" : "");
        }

        @JsonCreator
        private static Completed fromJson(Map<String, Object> fields) {
            return WaitOutcomeJson.FORM.read(fields, Completed.class);
        }

        private Object writeReplace() {
            return WaitOutcomeJson.FORM.serialized(this);
        }
    }

    /**
     * Why a task did not succeed, or why that is not known.
     *
     * @param task the task
     * @param details its details, or why they could not be fetched: {@link TaskError.Cancelled} if the timeout of the wait
     *     passed
     */
    @JsonAdapter(ReasonJson.class)
    record Reason(Task task, Either<TaskError, TaskDetails> details) implements Serializable {
        private static final int MAX_NAME_LENGTH = 60;
        private static final int MAX_ERROR_LENGTH = 300;

        /**
         * Returns the reason in the words of the service.
         *
         * @return the text, which may have several lines; empty if the service sent none or the details are missing
         */
        public Option<String> text() {
            return details.toOption().map(TaskDetails::message).filter(message -> !message.isBlank());
        }

        /** Returns the task and the reason in one line, with at most 500 characters of the text of the service. */
        @Override
        public String toString() {
            String end = task.status() == TaskStatus.UNKNOWN_STATUS ? " ended with an unknown status" : " failed";
            return "task " + task.taskId().map(id -> id + " ").getOrElse("") + "(" + name() + ")" + end + why();
        }

        private String name() {
            boolean isUnknown =
                    task.type() == TaskType.UNKNOWN_TYPE && !task.typeName().isEmpty();
            String type = isUnknown
                    ? "type " + Excerpt.of(task.typeName(), MAX_NAME_LENGTH)
                    : task.type().toString();
            return task.instanceId().isEmpty() ? type : type + " of " + Excerpt.of(task.instanceId(), MAX_NAME_LENGTH);
        }

        private String why() {
            return details.fold(
                    error -> "; its reason is missing: " + Excerpt.of(error.message(), MAX_ERROR_LENGTH),
                    found -> text().map(text -> ": " + Excerpt.of(text.strip()))
                            .getOrElse("; the service sent no reason"));
        }

        @JsonCreator
        private static Reason fromJson(Map<String, Object> fields) {
            return ReasonJson.FORM.read(fields);
        }

        @JsonValue
        private Map<String, Object> toJson() {
            return ReasonJson.FORM.write(this);
        }

        private Object writeReplace() {
            return ReasonJson.FORM.serialized(this);
        }
    }

    /**
     * A timeout passed.
     *
     * @param tasks the tasks that matched at the latest successful poll
     * @param elapsed the duration of the wait
     * @param limit which timeout passed
     * @param error why the latest poll failed, if it did
     */
    @JsonAdapter(WaitOutcomeJson.class)
    record TimedOut(List<Task> tasks, Duration elapsed, Limit limit, Option<TaskError> error) implements WaitOutcome {
        @Override
        public String toString() {
            return "TimedOut[" + message() + "]";
        }

        @Override
        public String message() {
            long ended = tasks.stream().filter(Task::hasEnded).count();
            String state = tasks.isEmpty()
                    ? "no matching task appeared within "
                    : limit == Limit.APPEAR
                            ? "only " + count(tasks) + " appeared within "
                            : ended + " of " + count(tasks) + " had ended after ";
            return state
                    + seconds(elapsed)
                    + error.map(why -> ", and the latest poll failed: " + why.message())
                            .getOrElse("");
        }

        @JsonCreator
        private static TimedOut fromJson(Map<String, Object> fields) {
            return WaitOutcomeJson.FORM.read(fields, TimedOut.class);
        }

        private Object writeReplace() {
            return WaitOutcomeJson.FORM.serialized(this);
        }
    }

    /** The timeouts of a wait. */
    enum Limit {
        /** {@link WaitOptions#timeout()}. */
        TOTAL,
        /** {@link WaitOptions#appearTimeout()}. */
        APPEAR
    }

    /**
     * The client or its transport was closed. A future that is cancelled has no outcome.
     *
     * @param tasks the tasks that matched at the latest successful poll
     * @param elapsed the duration of the wait
     */
    @JsonAdapter(WaitOutcomeJson.class)
    record Cancelled(List<Task> tasks, Duration elapsed) implements WaitOutcome {
        @Override
        public String toString() {
            return "Cancelled[" + message() + "]";
        }

        @Override
        public String message() {
            return "the client was closed after " + seconds(elapsed);
        }

        @JsonCreator
        private static Cancelled fromJson(Map<String, Object> fields) {
            return WaitOutcomeJson.FORM.read(fields, Cancelled.class);
        }

        private Object writeReplace() {
            return WaitOutcomeJson.FORM.serialized(this);
        }
    }

    /**
     * The waiting thread was interrupted; its interrupt flag is set.
     *
     * @param tasks the tasks that matched at the latest successful poll
     * @param elapsed the duration of the wait
     */
    @JsonAdapter(WaitOutcomeJson.class)
    record Interrupted(List<Task> tasks, Duration elapsed) implements WaitOutcome {
        @Override
        public String toString() {
            return "Interrupted[" + message() + "]";
        }

        @Override
        public String message() {
            return "the waiting thread was interrupted after " + seconds(elapsed);
        }

        @JsonCreator
        private static Interrupted fromJson(Map<String, Object> fields) {
            return WaitOutcomeJson.FORM.read(fields, Interrupted.class);
        }

        private Object writeReplace() {
            return WaitOutcomeJson.FORM.serialized(this);
        }
    }

    /**
     * A poll failed, and later polls would fail too.
     *
     * @param tasks the tasks that matched at the latest successful poll
     * @param elapsed the duration of the wait
     * @param error why the poll failed
     */
    @JsonAdapter(WaitOutcomeJson.class)
    record PollFailed(List<Task> tasks, Duration elapsed, TaskError error) implements WaitOutcome {
        @Override
        public String toString() {
            return "PollFailed[" + message() + "]";
        }

        @Override
        public String message() {
            return error.message();
        }

        @JsonCreator
        private static PollFailed fromJson(Map<String, Object> fields) {
            return WaitOutcomeJson.FORM.read(fields, PollFailed.class);
        }

        private Object writeReplace() {
            return WaitOutcomeJson.FORM.serialized(this);
        }
    }

    private static String count(List<Task> tasks) {
        return tasks.size() + (tasks.size() == 1 ? " task" : " tasks");
    }

    private static String seconds(Duration time) {
        return time.toSeconds() == 0 ? Durations.text(time) : time.toSeconds() + " s";
    }

    @JsonCreator
    private static WaitOutcome fromJson(Map<String, Object> fields) {
        return WaitOutcomeJson.FORM.read(fields);
    }

    @JsonValue
    private Map<String, Object> toJson() {
        return WaitOutcomeJson.FORM.write(this);
    }
}
