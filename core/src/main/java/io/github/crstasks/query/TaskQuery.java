package io.github.crstasks.query;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which tasks to ask for: a predicate that can be tested on a task and compiled to a request alike.
 *
 * <pre>{@code
 * TaskQuery broken = instanceId("crs-izbob1wh").and(status(FAILED, ERRORED)).and(submittedSince(monday));
 * }</pre>
 *
 * <p>Moments are compared with {@link Task#submittedAt()}, so no time zone is involved; both ends of a range belong to
 * it, and their years must be 0..9999 in UTC, which is what the service can express.
 *
 * <p>Bad input is refused by the factory with an {@link IllegalArgumentException} that names the parameter, the value
 * and the accepted range. Immutable, and safe for use by any number of threads if the lambdas in it are. Source: API
 * document, section 2.
 */
public sealed interface TaskQuery extends Predicate<Task> permits Term {
    /**
     * Every task.
     *
     * @return the query that a conjunction with leaves unchanged
     */
    static TaskQuery all() {
        return Leaf.Constant.ALL;
    }

    /**
     * No task.
     *
     * @return the query that a disjunction with leaves unchanged; answering it sends nothing
     */
    static TaskQuery none() {
        return Leaf.Constant.NONE;
    }

    /**
     * Tasks of one instance.
     *
     * @param instanceId the instance id, for example {@code crs-izbob1wh}; not blank
     * @return the query
     */
    static TaskQuery instanceId(String instanceId) {
        return new Leaf.InstanceId(nonBlank("instanceId", instanceId));
    }

    /**
     * Tasks of the instances with exactly this name.
     *
     * @param instanceName the instance name; not blank
     * @return the query
     */
    static TaskQuery instanceName(String instanceName) {
        return new Leaf.InstanceName(nonBlank("instanceName", instanceName));
    }

    /**
     * Tasks in one of several statuses.
     *
     * @param statuses at least one
     * @return the query
     */
    static TaskQuery status(TaskStatus... statuses) {
        return new Leaf.StatusIn(OrderedSet.nonEmpty("status", statuses));
    }

    /**
     * Tasks of one of several types.
     *
     * @param types at least one
     * @return the query
     */
    static TaskQuery type(TaskType... types) {
        return new Leaf.TypeIn(OrderedSet.nonEmpty("type", types));
    }

    /**
     * Tasks submitted in a closed interval.
     *
     * @param from the first moment
     * @param to the last moment, not before {@code from}
     * @return the query
     */
    static TaskQuery submittedBetween(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new Invalid("submittedBetween", from + " to " + to, "an interval whose end is not before its start")
                    .asException();
        }
        return new Leaf.Submitted(
                Option.some(expressible("submittedBetween from", from)),
                Option.some(expressible("submittedBetween to", to)));
    }

    /**
     * Tasks submitted at a moment or later.
     *
     * @param from the first moment
     * @return the query
     */
    static TaskQuery submittedSince(Instant from) {
        return new Leaf.Submitted(Option.some(expressible("submittedSince", from)), Option.none());
    }

    /**
     * Tasks submitted at a moment or earlier.
     *
     * @param to the last moment
     * @return the query
     */
    static TaskQuery submittedUntil(Instant to) {
        return new Leaf.Submitted(Option.none(), Option.some(expressible("submittedUntil", to)));
    }

    /**
     * Tasks of the instances of one project; checked on the client.
     *
     * @param projectId the project id, 0 for the default project
     * @return the query
     */
    static TaskQuery project(int projectId) {
        return new Leaf.Project(projectId);
    }

    /**
     * Tasks that the service calls finished, well or badly; checked on the client.
     *
     * @return the query
     */
    static TaskQuery finished() {
        return Leaf.Finished.FINISHED;
    }

    /**
     * Tasks that a predicate accepts; checked on the client, one task at a time.
     *
     * @param predicate what to check, which must be safe for use by any number of threads
     * @return the query
     */
    static TaskQuery where(Predicate<? super Task> predicate) {
        return predicate instanceof TaskQuery query
                ? query
                : new Leaf.Where(Objects.requireNonNull(predicate, "predicate"));
    }

    /**
     * Tasks that this query and another both accept.
     *
     * @param other a query, or any predicate: that becomes the part that is checked on the client
     * @return the query
     */
    @Override
    default TaskQuery and(Predicate<? super Task> other) {
        return Composite.And.of((Term) this, (Term) where(other));
    }

    /**
     * Tasks that this query or another accepts.
     *
     * @param other a query, or any predicate: that is checked on the client, so the whole list must be read
     * @return the query
     */
    @Override
    default TaskQuery or(Predicate<? super Task> other) {
        return Composite.Or.of((Term) this, (Term) where(other));
    }

    /**
     * Tasks that this query rejects.
     *
     * @return the query
     */
    @Override
    default TaskQuery negate() {
        return Composite.Not.of((Term) this);
    }

    /**
     * The query that a text describes, for configuration files.
     *
     * <pre>{@code
     * status in (failed, errored) and type = backupInstance and submitted >= "2017-02-08T16:46:34+08:00"
     * }</pre>
     *
     * <p>The grammar stands in the README. Names are those of the service: {@code pending}, {@code running}, and so on
     * for a status, {@code backupInstance} and so on for a type.
     *
     * @param text one query
     * @return the query, or what is wrong and at which column, the first being 1
     */
    static Either<TaskError, TaskQuery> parse(String text) {
        return QueryParser.parse(text);
    }

    /**
     * This query in the form that {@link #parse} reads: parsing it makes an equal query.
     *
     * @return the text; or why there is none, which is the case only if the query holds a lambda
     *     or is nested deeper than 1000 levels, each a {@code not} or a pair of parentheses
     */
    default Either<TaskError, String> text() {
        return QueryText.of((Term) this);
    }

    /**
     * Works out what to ask a service for.
     *
     * @param pushdown what the service can filter by
     * @return scans that together hold every task of this query, and what is left to check
     */
    default QueryPlan plan(Pushdown pushdown) {
        return Planner.plan((Term) this, pushdown);
    }

    private static String nonBlank(String parameter, String value) {
        if (value.isBlank()) {
            throw new Invalid(parameter, '"' + value + '"', "a text that is not blank").asException();
        }
        return value;
    }

    private static Instant expressible(String parameter, Instant moment) {
        if (moment.isBefore(Leaf.Submitted.FIRST) || moment.isAfter(Leaf.Submitted.LAST)) {
            throw new Invalid(parameter, moment.toString(), Leaf.Submitted.FIRST + ".." + Leaf.Submitted.LAST)
                    .asException();
        }
        return moment;
    }
}
