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

    /** The query alone: the meaning has no text. */
    @Override
    public String toString() {
        return query.toString();
    }
}
