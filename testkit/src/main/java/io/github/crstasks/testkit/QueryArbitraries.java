package io.github.crstasks.testkit;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary queries that match a fair share of the tasks of {@link TaskArbitraries}.
 *
 * <p>Safe for use by several threads.
 */
public final class QueryArbitraries {
    private QueryArbitraries() {}

    /**
     * Returns queries of one condition that a service can filter by.
     *
     * @return the queries, {@code all()} among them
     */
    public static Arbitrary<QuerySample> filterableConditions() {
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
     * Returns queries of one condition, including conditions that only the client can check, but no lambdas.
     *
     * @return the queries, {@code all()} and {@code none()} among them
     */
    public static Arbitrary<QuerySample> conditions() {
        return Arbitraries.oneOf(
                filterableConditions(),
                Arbitraries.just(new QuerySample(TaskQuery.none(), task -> false)),
                Arbitraries.just(new QuerySample(TaskQuery.progressComplete(), Task::isProgressComplete)),
                Arbitraries.of(0L, 1L, 2L, 1L << 32, Long.MIN_VALUE)
                        .map(id -> new QuerySample(TaskQuery.project(id), task -> task.projectId() == id)));
    }

    /**
     * Returns queries of one condition with a time relative to the moment of the call.
     *
     * @param moment the moment at which the queries have the meaning of their samples, at or after the times of
     *     {@link TaskArbitraries#seconds()}: the clock of a client must stand still there
     * @return the queries, some of them with one absolute end
     */
    public static Arbitrary<QuerySample> relativeConditions(Instant moment) {
        Arbitrary<Instant> times = moments().filter(time -> !time.isAfter(moment));
        Arbitrary<QuerySample> since = times.map(from -> new QuerySample(
                TaskQuery.submittedWithin(Duration.between(from, moment)),
                task -> task.submittedAt().exists(at -> at.compareTo(from) >= 0)));
        Arbitrary<QuerySample> until = times.map(to -> new QuerySample(
                TaskQuery.submittedBeforeLast(Duration.between(to, moment)),
                task -> task.submittedAt().exists(at -> at.compareTo(to) <= 0)));
        Arbitrary<QuerySample> between = Combinators.combine(times, times, Arbitraries.of("both", "from", "to"))
                .filter((from, to, relative) -> !to.isBefore(from))
                .as((from, to, relative) -> new QuerySample(
                        between(
                                relative.equals("to") ? quoted(from) : ago(from, moment),
                                relative.equals("from") ? quoted(to) : ago(to, moment)),
                        task -> task.submittedAt().exists(at -> at.compareTo(from) >= 0 && at.compareTo(to) <= 0)));
        return Arbitraries.oneOf(since, until, between);
    }

    private static TaskQuery between(String from, String to) {
        return TaskQuery.parse("submitted between " + from + " and " + to).get();
    }

    private static String quoted(Instant time) {
        return '"' + time.toString() + '"';
    }

    /** Spells a duration as nobody does by hand, so that the spelling is kept or lost, but never computed. */
    private static String ago(Instant time, Instant moment) {
        Duration duration = Duration.between(time, moment);
        return "now - " + duration.toSeconds() + "s" + duration.toNanosPart() + "ns";
    }

    /**
     * Returns queries of one lambda, which have no text form.
     *
     * @return the queries
     */
    public static Arbitrary<QuerySample> lambdas() {
        return Arbitraries.of("a", "&", "🚀").map(part -> {
            Predicate<Task> meaning = task -> task.instanceName().contains(part);
            return new QuerySample(TaskQuery.where(meaning), meaning);
        });
    }

    /**
     * Returns conditions combined by {@code and}, {@code or} and {@code negate}, up to four levels deep.
     *
     * @param conditions the conditions to combine
     * @return the queries
     */
    public static Arbitrary<QuerySample> combined(Arbitrary<QuerySample> conditions) {
        return combined(conditions, 4);
    }

    private static Arbitrary<QuerySample> combined(Arbitrary<QuerySample> conditions, int levels) {
        if (levels == 0) {
            return conditions;
        }
        Arbitrary<QuerySample> inner = combined(conditions, levels - 1);
        return Arbitraries.oneOf(
                conditions,
                inner.map(QuerySample::negate),
                Combinators.combine(inner, inner).as(QuerySample::and),
                Combinators.combine(inner, inner).as(QuerySample::or));
    }

    /**
     * Returns conditions and lambdas, combined up to four levels deep.
     *
     * @return the queries
     */
    public static Arbitrary<QuerySample> queries() {
        return combined(Arbitraries.oneOf(conditions(), lambdas()));
    }

    /**
     * Returns conditions, also with relative times, and lambdas, combined up to four levels deep.
     *
     * @param moment the moment at which the queries have the meaning of their samples, as for {@link #relativeConditions}
     * @return the queries
     */
    public static Arbitrary<QuerySample> queries(Instant moment) {
        return combined(Arbitraries.oneOf(conditions(), relativeConditions(moment), lambdas()));
    }

    private static Arbitrary<QuerySample> statuses() {
        return subsets(List.of(TaskStatus.values()))
                .map(chosen -> new QuerySample(
                        TaskQuery.status(chosen.toArray(TaskStatus[]::new)), task -> chosen.contains(task.status())));
    }

    private static Arbitrary<QuerySample> types() {
        return subsets(TaskArbitraries.types())
                .map(chosen -> new QuerySample(
                        TaskQuery.type(chosen.toArray(TaskType[]::new)), task -> chosen.contains(task.type())));
    }

    /** Maps numbers to subsets, since the shrinker of jqwik confuses a query made of a collection with the collection. */
    private static <E extends Enum<E>> Arbitrary<Set<E>> subsets(List<E> values) {
        return Arbitraries.integers().between(1, (1 << values.size()) - 1).map(bits -> {
            Set<E> chosen = EnumSet.noneOf(values.get(0).getDeclaringClass());
            for (int i = 0; i < values.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    chosen.add(values.get(i));
                }
            }
            return chosen;
        });
    }

    private static Arbitrary<QuerySample> intervals() {
        Arbitrary<Instant> moments = moments();
        Arbitrary<QuerySample> since = moments.map(from -> new QuerySample(
                TaskQuery.submittedSince(from), task -> task.submittedAt().exists(at -> at.compareTo(from) >= 0)));
        Arbitrary<QuerySample> until = moments.map(to -> new QuerySample(
                TaskQuery.submittedUntil(to), task -> task.submittedAt().exists(at -> at.compareTo(to) <= 0)));
        Arbitrary<QuerySample> between = Combinators.combine(moments, moments)
                .filter((from, to) -> !to.isBefore(from))
                .as((from, to) -> new QuerySample(
                        TaskQuery.submittedBetween(from, to),
                        task -> task.submittedAt().exists(at -> at.compareTo(from) >= 0 && at.compareTo(to) <= 0)));
        return Arbitraries.oneOf(since, until, between);
    }

    private static Arbitrary<Instant> moments() {
        return Combinators.combine(TaskArbitraries.seconds(), Arbitraries.of(0, 1, 500, 999))
                .as((second, millis) -> second.plusMillis(millis));
    }
}
