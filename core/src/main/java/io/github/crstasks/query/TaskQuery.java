package io.github.crstasks.query;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
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
        return Term.All.INSTANCE;
    }

    /**
     * Tasks of one instance.
     *
     * @param instanceId the instance id, for example {@code crs-izbob1wh}; not blank
     * @return the query
     */
    static TaskQuery instanceId(String instanceId) {
        return new Term.InstanceId(nonBlank("instanceId", instanceId));
    }

    /**
     * Tasks of the instances with exactly this name.
     *
     * @param instanceName the instance name; not blank
     * @return the query
     */
    static TaskQuery instanceName(String instanceName) {
        return new Term.InstanceName(nonBlank("instanceName", instanceName));
    }

    /**
     * Tasks in one of several statuses.
     *
     * @param statuses at least one
     * @return the query
     */
    static TaskQuery status(TaskStatus... statuses) {
        return new Term.StatusIn(OrderedSet.nonEmpty("status", statuses));
    }

    /**
     * Tasks of one of several types.
     *
     * @param types at least one
     * @return the query
     */
    static TaskQuery type(TaskType... types) {
        return new Term.TypeIn(OrderedSet.nonEmpty("type", types));
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
        return new Term.Submitted(
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
        return new Term.Submitted(Option.some(expressible("submittedSince", from)), Option.none());
    }

    /**
     * Tasks submitted at a moment or earlier.
     *
     * @param to the last moment
     * @return the query
     */
    static TaskQuery submittedUntil(Instant to) {
        return new Term.Submitted(Option.none(), Option.some(expressible("submittedUntil", to)));
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
                : new Term.Where(Objects.requireNonNull(predicate, "predicate"));
    }

    /**
     * Tasks that this query and another both accept.
     *
     * @param other a query, or any predicate: that becomes the part that is checked on the client
     * @return the query
     */
    @Override
    default TaskQuery and(Predicate<? super Task> other) {
        return Term.And.of((Term) this, (Term) where(other));
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
        if (moment.isBefore(Term.Submitted.FIRST) || moment.isAfter(Term.Submitted.LAST)) {
            throw new Invalid(parameter, moment.toString(), Term.Submitted.FIRST + ".." + Term.Submitted.LAST)
                    .asException();
        }
        return moment;
    }
}
