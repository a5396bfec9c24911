package io.github.crstasks.tests.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.TaskArbitraries;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Queries obey the laws of a Boolean algebra: equivalent queries accept the same tasks. */
class QueryAlgebraProperties {
    /** Queries with relative times are compared for calls at one moment. */
    private static final Instant MOMENT = Instant.parse("2017-02-08T08:46:43.123456789Z");

    @Provide
    Arbitrary<TaskQuery> queries() {
        return QueryArbitraries.queries(MOMENT).map(QuerySample::query);
    }

    @Provide
    Arbitrary<TaskQuery> queriesWithText() {
        return QueryArbitraries.combined(
                        Arbitraries.oneOf(QueryArbitraries.conditions(), QueryArbitraries.relativeConditions(MOMENT)))
                .map(QuerySample::query);
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    private static void assertAcceptTheSame(List<Task> tasks, TaskQuery one, TaskQuery other) {
        assertThat(tasks.stream().filter(one.at(MOMENT)))
                .containsExactlyElementsOf(
                        tasks.stream().filter(other.at(MOMENT)).toList());
    }

    @Property
    void conjunctionAndDisjunctionAreAssociative(
            @ForAll("lists") List<Task> tasks,
            @ForAll("queries") TaskQuery a,
            @ForAll("queries") TaskQuery b,
            @ForAll("queries") TaskQuery c) {
        assertAcceptTheSame(tasks, a.and(b).and(c), a.and(b.and(c)));
        assertAcceptTheSame(tasks, a.or(b).or(c), a.or(b.or(c)));
    }

    @Property
    void conjunctionAndDisjunctionAreCommutative(
            @ForAll("lists") List<Task> tasks, @ForAll("queries") TaskQuery a, @ForAll("queries") TaskQuery b) {
        assertAcceptTheSame(tasks, a.and(b), b.and(a));
        assertAcceptTheSame(tasks, a.or(b), b.or(a));
    }

    @Property
    void conjunctionAndDisjunctionDistributeOverEachOther(
            @ForAll("lists") List<Task> tasks,
            @ForAll("queries") TaskQuery a,
            @ForAll("queries") TaskQuery b,
            @ForAll("queries") TaskQuery c) {
        assertAcceptTheSame(tasks, a.and(b.or(c)), a.and(b).or(a.and(c)));
        assertAcceptTheSame(tasks, a.or(b.and(c)), a.or(b).and(a.or(c)));
    }

    @Property
    void negationFollowsDeMorganAndCancelsItself(
            @ForAll("lists") List<Task> tasks, @ForAll("queries") TaskQuery a, @ForAll("queries") TaskQuery b) {
        assertAcceptTheSame(tasks, a.and(b).negate(), a.negate().or(b.negate()));
        assertAcceptTheSame(tasks, a.or(b).negate(), a.negate().and(b.negate()));
        assertThat(a.negate().negate()).isEqualTo(a);
    }

    @Property
    void conjunctionAndDisjunctionAbsorbAndAreIdempotent(
            @ForAll("lists") List<Task> tasks, @ForAll("queries") TaskQuery a, @ForAll("queries") TaskQuery b) {
        assertAcceptTheSame(tasks, a.and(a.or(b)), a);
        assertAcceptTheSame(tasks, a.or(a.and(b)), a);
        assertAcceptTheSame(tasks, a.and(a), a);
        assertAcceptTheSame(tasks, a.or(a), a);
    }

    @Property
    void allAndNoneAreIdentitiesAndNegationIsTheComplement(
            @ForAll("lists") List<Task> tasks, @ForAll("queries") TaskQuery a) {
        assertThat(a.and(TaskQuery.all())).isEqualTo(a);
        assertThat(a.or(TaskQuery.none())).isEqualTo(a);
        assertThat(a.and(TaskQuery.none())).isEqualTo(TaskQuery.none());
        assertThat(a.or(TaskQuery.all())).isEqualTo(TaskQuery.all());
        assertAcceptTheSame(tasks, a.and(a.negate()), TaskQuery.none());
        assertAcceptTheSame(tasks, a.or(a.negate()), TaskQuery.all());
    }

    @Property(tries = 300)
    void momentOfACombinationIsThatOfItsParts(@ForAll("queries") TaskQuery a, @ForAll("queries") TaskQuery b) {
        assertThat(a.and(b).at(MOMENT)).isEqualTo(a.at(MOMENT).and(b.at(MOMENT)));
        assertThat(a.or(b).at(MOMENT)).isEqualTo(a.at(MOMENT).or(b.at(MOMENT)));
        assertThat(a.negate().at(MOMENT)).isEqualTo(a.at(MOMENT).negate());
    }

    @Property(tries = 300)
    void queryWithAMomentKeepsIt(@ForAll("queries") TaskQuery a) {
        TaskQuery absolute = a.at(MOMENT);

        assertThat(absolute.at(MOMENT.plusSeconds(1))).isSameAs(absolute);
        assertThat(absolute.toString()).doesNotContain("submittedWithin", "submittedBeforeLast");
    }

    @Property(tries = 300)
    void textKeepsItsMeaningAtEveryMoment(
            @ForAll("queriesWithText") TaskQuery query,
            @ForAll @LongRange(min = -62167219200L, max = 253402300799L) long second) {
        Instant moment = Instant.ofEpochSecond(second);
        String text = query.text().get();

        assertThat(TaskQuery.parse(text).get().at(moment)).isEqualTo(query.at(moment));
        assertThat(TaskQuery.parse(text).get().text()).isEqualTo(Either.right(text));
    }

    @Property
    void everyDurationHasAText(
            @ForAll @LongRange(max = 3652424L * 86400 - 1) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Duration duration = Duration.ofSeconds(seconds, nanos);
        TaskQuery query = TaskQuery.submittedWithin(duration).or(TaskQuery.submittedBeforeLast(duration));

        assertThat(query.text().flatMap(TaskQuery::parse)).isEqualTo(Either.right(query));
    }

    @Property
    void textOfAQueryParsesToAnEqualQuery(@ForAll("queriesWithText") TaskQuery query) {
        String text = query.text().get();

        assertThat(TaskQuery.parse(text)).as(text).isEqualTo(Either.right(query));
        assertThat(TaskQuery.parse(text).get()).hasSameHashCodeAs(query).hasToString(query.toString());
    }
}
