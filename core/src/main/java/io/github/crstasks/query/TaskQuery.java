package io.github.crstasks.query;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.plan.Bound;
import io.github.crstasks.internal.plan.Composite;
import io.github.crstasks.internal.plan.Condition;
import io.github.crstasks.internal.plan.OrderedEnumSet;
import io.github.crstasks.internal.plan.QueryNode;
import io.github.crstasks.internal.plan.RelativeTimes;
import io.github.crstasks.internal.text.QueryParser;
import io.github.crstasks.internal.text.QueryText;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A condition on tasks that can be tested on a {@link Task} and compiled to request parameters.
 *
 * <pre>{@code
 * TaskQuery broken = instanceId("crs-izbob1wh").and(status(FAILED, ERRORED)).and(submittedSince(monday));
 * }</pre>
 *
 * <p>The factories are meant for static import, as are the constants of {@link TaskStatus} and {@link TaskType}.
 *
 * <p>Times are compared with {@link Task#submittedAt()}, so no time zone is involved. Both ends of an interval belong to it.
 * A task without a time is in no interval.
 * Years must be 0..9999 in UTC, which is what the service can express.
 *
 * <p>A time can be relative to the moment of the call, as in {@link #submittedWithin}. Each call of a client
 * fixes the moment once. Anywhere else, {@link #at} gives the query a moment: without one, {@link #test} throws an
 * {@link IllegalStateException}, because the same task would be accepted now and rejected later.
 *
 * <p>The factories throw an {@link IllegalArgumentException} that names the parameter, the value and the accepted range.
 * Immutable, and safe for use by any number of threads if the predicates in it are. Source:
 * docs/api/get-redis-task-list.md, section 4; docs/api/describe-task-list.md, section 2.
 */
public sealed interface TaskQuery extends Predicate<Task> permits QueryNode {
    /**
     * Matches every task.
     *
     * @return the identity of {@link #and}
     */
    static TaskQuery all() {
        return Condition.Constant.ALL;
    }

    /**
     * Matches no task.
     *
     * @return the identity of {@link #or}; a query that sends nothing
     */
    static TaskQuery none() {
        return Condition.Constant.NONE;
    }

    /**
     * Matches the tasks that match every one of several queries.
     *
     * @param queries any number; {@link #all()} if there are none
     * @return the query
     */
    static TaskQuery allOf(Collection<? extends TaskQuery> queries) {
        TaskQuery all = all();
        for (TaskQuery query : Objects.requireNonNull(queries, "queries")) {
            all = all.and(Objects.requireNonNull(query, "query"));
        }
        return all;
    }

    /**
     * Matches the tasks that match at least one of several queries.
     *
     * @param queries any number; {@link #none()} if there are none
     * @return the query
     */
    static TaskQuery anyOf(Collection<? extends TaskQuery> queries) {
        TaskQuery any = none();
        for (TaskQuery query : Objects.requireNonNull(queries, "queries")) {
            any = any.or(Objects.requireNonNull(query, "query"));
        }
        return any;
    }

    /**
     * Matches the tasks of one instance.
     *
     * @param instanceId the instance id, for example {@code crs-izbob1wh}; not blank
     * @return the query
     */
    static TaskQuery instanceId(String instanceId) {
        return new Condition.InstanceId(Objects.requireNonNull(instanceId, "instanceId"));
    }

    /**
     * Matches the tasks of several instances.
     *
     * @param instanceIds at least one instance id; none of them blank
     * @return the query, which reads one list for each instance, or one list of all instances if there are more than eight
     */
    static TaskQuery instanceIds(String... instanceIds) {
        return instanceIds(Arrays.asList(Objects.requireNonNull(instanceIds, "instanceIds")));
    }

    /**
     * Matches the tasks of several instances.
     *
     * @param instanceIds at least one instance id; none of them blank
     * @return the query, as for {@link #instanceIds(String...)}
     */
    static TaskQuery instanceIds(Collection<String> instanceIds) {
        Objects.requireNonNull(instanceIds, "instanceIds");
        Invalid.unless(!instanceIds.isEmpty(), "instanceIds", "an empty list", "a list of at least one instance id");
        return anyOf(instanceIds.stream().distinct().map(TaskQuery::instanceId).toList());
    }

    /**
     * Matches the tasks of instances with exactly this name.
     *
     * @param instanceName the instance name; not blank
     * @return the query
     */
    static TaskQuery instanceName(String instanceName) {
        return new Condition.InstanceName(Objects.requireNonNull(instanceName, "instanceName"));
    }

    /**
     * Matches tasks in one of several statuses.
     *
     * @param statuses at least one
     * @return the query
     */
    static TaskQuery status(TaskStatus... statuses) {
        return status(Arrays.asList(Objects.requireNonNull(statuses, "statuses")));
    }

    /**
     * Matches tasks in one of several statuses.
     *
     * @param statuses at least one
     * @return the query
     */
    static TaskQuery status(Collection<TaskStatus> statuses) {
        return new Condition.StatusIn(OrderedEnumSet.nonEmpty("status", Objects.requireNonNull(statuses, "statuses")));
    }

    /**
     * Matches tasks of one of several types.
     *
     * @param types at least one
     * @return the query
     */
    static TaskQuery type(TaskType... types) {
        return type(Arrays.asList(Objects.requireNonNull(types, "types")));
    }

    /**
     * Matches tasks of one of several types.
     *
     * @param types at least one
     * @return the query
     */
    static TaskQuery type(Collection<TaskType> types) {
        return new Condition.TypeIn(OrderedEnumSet.nonEmpty("type", Objects.requireNonNull(types, "types")));
    }

    /**
     * Matches tasks submitted in a closed interval.
     *
     * @param from the first moment
     * @param to the last moment, not before {@code from}
     * @return the query
     */
    static TaskQuery submittedBetween(Instant from, Instant to) {
        return new Condition.Submitted(
                Option.some(Objects.requireNonNull(from, "from")), Option.some(Objects.requireNonNull(to, "to")));
    }

    /**
     * Matches tasks submitted at a moment or later.
     *
     * @param from the first moment
     * @return the query
     */
    static TaskQuery submittedSince(Instant from) {
        return new Condition.Submitted(Option.some(Objects.requireNonNull(from, "from")), Option.none());
    }

    /**
     * Matches tasks submitted at a moment or earlier.
     *
     * @param to the last moment
     * @return the query
     */
    static TaskQuery submittedUntil(Instant to) {
        return new Condition.Submitted(Option.none(), Option.some(Objects.requireNonNull(to, "to")));
    }

    /**
     * Matches tasks submitted in the last hours or days: a duration before the moment of the call, or later.
     *
     * <pre>{@code
     * TaskQuery recentFailures = status(FAILED, ERRORED).and(submittedWithin(Duration.ofDays(7)));
     * }</pre>
     *
     * @param duration 0..3652424 days, to the nanosecond
     * @return the query, which is {@link #submittedSince} once {@link #at} has given it a moment
     */
    static TaskQuery submittedWithin(Duration duration) {
        return Condition.submitted(
                Option.some(Bound.Ago.of(Objects.requireNonNull(duration, "duration"))), Option.none());
    }

    /**
     * Matches tasks submitted before the last hours or days: a duration before the moment of the call, or
     * earlier.
     *
     * <pre>{@code
     * TaskQuery stuck = status(PENDING, RUNNING).and(submittedBeforeLast(Duration.ofHours(2)));
     * }</pre>
     *
     * @param duration 0..3652424 days, to the nanosecond
     * @return the query, which is {@link #submittedUntil} once {@link #at} has given it a moment
     */
    static TaskQuery submittedBeforeLast(Duration duration) {
        return Condition.submitted(
                Option.none(), Option.some(Bound.Ago.of(Objects.requireNonNull(duration, "duration"))));
    }

    /**
     * Matches the tasks of the instances of one project; checked on the client.
     *
     * @param projectId the project id, 0 for the default project
     * @return the query
     */
    static TaskQuery project(long projectId) {
        return new Condition.Project(projectId);
    }

    /**
     * Matches tasks that have ended, successfully or not.
     *
     * @return the query for every {@linkplain TaskStatus#isTerminal() terminal} status
     */
    static TaskQuery ended() {
        return status(Arrays.stream(TaskStatus.values())
                .filter(TaskStatus::isTerminal)
                .toList());
    }

    /**
     * Matches tasks whose progress the service reports as complete; checked on the client.
     *
     * <p>A failed task may have ended without it: use {@link #ended()} for the tasks that no longer run.
     *
     * @return the query for {@link Task#isProgressComplete()}
     */
    static TaskQuery progressComplete() {
        return Condition.ProgressComplete.PROGRESS_COMPLETE;
    }

    /**
     * Matches the tasks that a predicate accepts; checked on the client, one task at a time.
     *
     * @param predicate the predicate, which must be safe for use by any number of threads; what it throws ends the call
     * @return the query
     */
    static TaskQuery where(Predicate<? super Task> predicate) {
        return predicate instanceof TaskQuery query
                ? query
                : new Condition.Where(Objects.requireNonNull(predicate, "predicate"));
    }

    /**
     * Matches the tasks that match both this query and another.
     *
     * @param other a query, or any predicate, which is checked on the client
     * @return the query
     */
    @Override
    default TaskQuery and(Predicate<? super Task> other) {
        return Composite.And.of((QueryNode) this, (QueryNode) where(Objects.requireNonNull(other, "other")));
    }

    /**
     * Matches the tasks that match this query or another.
     *
     * @param other a query, or any predicate, which is checked on the client, so that the whole list must be read
     * @return the query
     */
    @Override
    default TaskQuery or(Predicate<? super Task> other) {
        return Composite.Or.of((QueryNode) this, (QueryNode) where(Objects.requireNonNull(other, "other")));
    }

    /**
     * Matches the tasks that this query does not match.
     *
     * @return the query
     */
    @Override
    default TaskQuery negate() {
        return Composite.Not.of((QueryNode) this);
    }

    /**
     * Returns this query for a call at a moment: every relative time is replaced by an absolute one.
     *
     * <pre>{@code
     * TaskQuery lastWeek = submittedWithin(Duration.ofDays(7)).at(Instant.now());
     * }</pre>
     *
     * <p>An interval is clipped to the years 0..9999, and matches no task if it then ends before it begins. A query within a
     * predicate of {@link #where} is not replaced.
     *
     * @param moment the moment, in the years 0..9999
     * @return the query without relative times; this query if it has none
     */
    default TaskQuery at(Instant moment) {
        Condition.Submitted.requireExpressible("moment", Objects.requireNonNull(moment, "moment"));
        return RelativeTimes.resolve((QueryNode) this, moment);
    }

    /**
     * Parses the text form of a query, which is meant for configuration files.
     *
     * <pre>{@code
     * status in (failed, errored) and type = backupInstance and submitted >= "2017-02-08T16:46:34+08:00"
     * }</pre>
     *
     * <p>The grammar:
     *
     * <pre>
     * query      = and { "or" and }
     * and        = primary { "and" primary }
     * primary    = "not" primary | "(" query ")" | condition
     * condition  = "all" | "none" | "ended" | "progressComplete" | "project" "=" number
     *            | "instanceId" "=" text | "instanceName" "=" text
     *            | "status" ( "=" status | "in" "(" status { "," status } ")" )
     *            | "type" ( "=" type | "in" "(" type { "," type } ")" )
     *            | "submitted" ( "&gt;=" time | "&lt;=" time | "between" time "and" time )
     * time       = a text in ISO 8601 with its offset | "now" [ "-" duration ]
     * duration   = numbers with units, the largest first, without spaces, such as 7d or 1d12h
     * </pre>
     *
     * <p>Statuses and types are the constants of {@link TaskStatus} and {@link TaskType} in camel case. All words may be in
     * any case, with or without underscores. A text is in double quotes, with the escapes of Java. The units are {@code w},
     * {@code d} for 24 hours, {@code h}, {@code m} for minutes, {@code s}, {@code ms} and {@code ns}.
     *
     * @param text one query
     * @return the query, or what is wrong and in which column, counted from 1
     */
    static Either<TaskError, TaskQuery> parse(String text) {
        return QueryParser.parse(Objects.requireNonNull(text, "text"));
    }

    /**
     * Parses the text form of a query, as {@link #parse} does, for programs that prefer exceptions.
     *
     * @param text one query
     * @return the query
     * @throws TaskException with what is wrong and in which column
     */
    static TaskQuery parseOrThrow(String text) {
        return parse(text).getOrElseThrow(TaskException::new);
    }

    /**
     * Returns this query in the form that {@link #parse} reads; parsing it returns an equal query. Relative times are
     * printed as they were parsed: {@code now - 168h} is equal to {@code now - 7d}, but keeps its text.
     *
     * @return the text, or an error if the query contains a predicate of {@link #where} or is nested deeper than 1000 levels,
     *     each a {@code not} or a pair of parentheses
     */
    default Either<TaskError, String> text() {
        return QueryText.of((QueryNode) this);
    }

    /**
     * Returns this query as a text, as {@link #text} does, for programs that prefer exceptions.
     *
     * @return the text
     * @throws TaskException if the query has no text form
     */
    default String textOrThrow() {
        return text().getOrElseThrow(TaskException::new);
    }
}
