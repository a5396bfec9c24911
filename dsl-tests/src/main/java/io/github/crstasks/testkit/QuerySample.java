package io.github.crstasks.testkit;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import java.util.function.Predicate;

/**
 * A query and, beside it, what it means: said a second time and without the DSL, so that the two can disagree.
 *
 * @param query the query
 * @param meaning accepts the tasks that the query should accept
 */
public record QuerySample(TaskQuery query, Predicate<Task> meaning) {
    /**
     * Both must hold.
     *
     * @param other the other sample
     * @return the conjunction
     */
    public QuerySample and(QuerySample other) {
        return new QuerySample(query.and(other.query), meaning.and(other.meaning));
    }

    /**
     * One of them must hold.
     *
     * @param other the other sample
     * @return the disjunction
     */
    public QuerySample or(QuerySample other) {
        return new QuerySample(query.or(other.query), meaning.or(other.meaning));
    }

    /**
     * It must not hold.
     *
     * @return the negation
     */
    public QuerySample negate() {
        return new QuerySample(query.negate(), meaning.negate());
    }

    /** The query alone: the meaning has no text. */
    @Override
    public String toString() {
        return query.toString();
    }
}
