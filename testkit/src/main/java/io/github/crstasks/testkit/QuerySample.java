package io.github.crstasks.testkit;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import java.util.function.Predicate;

/**
 * A query together with its meaning, written down independently of the query DSL as an oracle for tests.
 *
 * @param query the query
 * @param meaning accepts exactly the tasks that the query must accept
 */
public record QuerySample(TaskQuery query, Predicate<Task> meaning) {
    /**
     * Returns the conjunction of this sample and another.
     *
     * @param other the other sample
     * @return the conjunction
     */
    public QuerySample and(QuerySample other) {
        return new QuerySample(query.and(other.query), meaning.and(other.meaning));
    }

    /**
     * Returns the disjunction of this sample and another.
     *
     * @param other the other sample
     * @return the disjunction
     */
    public QuerySample or(QuerySample other) {
        return new QuerySample(query.or(other.query), meaning.or(other.meaning));
    }

    /**
     * Returns the negation of this sample.
     *
     * @return the negation
     */
    public QuerySample negate() {
        return new QuerySample(query.negate(), meaning.negate());
    }

    /** Returns the text of the query; the meaning has none. */
    @Override
    public String toString() {
        return query.toString();
    }
}
