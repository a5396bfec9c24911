package io.github.crstasks.testkit;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Queries that hit the tasks of {@link TaskArbitraries} often enough to tell right from wrong.
 *
 * <p>Safe for use by any number of threads.
 */
public final class QueryArbitraries {
    private QueryArbitraries() {}

    /**
     * Queries of one condition that API 2.0 can answer.
     *
     * @return {@code all()} among them
     */
    public static Arbitrary<QuerySample> leaves() {
        return Arbitraries.oneOf(
                Arbitraries.just(new QuerySample(TaskQuery.all(), task -> true)),
                TaskArbitraries.instanceIds()
                        .map(id -> new QuerySample(TaskQuery.instanceId(id), task -> id.equals(task.instanceId()))),
                TaskArbitraries.instanceNames()
                        .map(name -> new QuerySample(
                                TaskQuery.instanceName(name), task -> name.equals(task.instanceName()))),
                statuses(),
                types(),
                intervals());
    }

    /**
     * Conjunctions of up to four such conditions, some of which no task can satisfy.
     *
     * @return the queries
     */
    public static Arbitrary<QuerySample> conjunctions() {
        return leaves().list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(leaves -> leaves.stream().reduce(QuerySample::and).orElseThrow());
    }

    private static Arbitrary<QuerySample> statuses() {
        return Arbitraries.subsetOf(TaskStatus.values())
                .ofMinSize(1)
                .map(chosen -> new QuerySample(
                        TaskQuery.status(chosen.toArray(TaskStatus[]::new)), task -> chosen.contains(task.status())));
    }

    private static Arbitrary<QuerySample> types() {
        return Arbitraries.subsetOf(TaskType.values())
                .ofMinSize(1)
                .map(chosen -> new QuerySample(
                        TaskQuery.type(chosen.toArray(TaskType[]::new)), task -> chosen.contains(task.type())));
    }

    private static Arbitrary<QuerySample> intervals() {
        Arbitrary<Instant> moments = Combinators.combine(
                        TaskArbitraries.seconds(), Arbitraries.of(Set.of(0, 1, 500, 999)))
                .as((second, millis) -> second.plusMillis(millis));
        Arbitrary<QuerySample> since = moments.map(from -> new QuerySample(
                TaskQuery.submittedSince(from), task -> task.submittedAt().compareTo(from) >= 0));
        Arbitrary<QuerySample> until = moments.map(to -> new QuerySample(
                TaskQuery.submittedUntil(to), task -> task.submittedAt().compareTo(to) <= 0));
        Arbitrary<QuerySample> between = Combinators.combine(moments, moments)
                .filter((from, to) -> !to.isBefore(from))
                .as((from, to) -> new QuerySample(
                        TaskQuery.submittedBetween(from, to),
                        task -> task.submittedAt().compareTo(from) >= 0
                                && task.submittedAt().compareTo(to) <= 0));
        return Arbitraries.oneOf(since, until, between);
    }
}
