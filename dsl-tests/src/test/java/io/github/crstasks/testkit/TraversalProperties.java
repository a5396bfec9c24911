package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.PagingStrategy;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.SimulatedService.Quirk;
import io.github.crstasks.testkit.World.Run;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a traversal promises, whatever becomes of the list between its pages and during them. */
class TraversalProperties {
    @Provide
    Arbitrary<World> worldsWithoutTwins() {
        return worlds(
                TaskArbitraries.tasks()
                        .list()
                        .uniqueElements(MovingListProperties::key)
                        .ofMaxSize(40),
                false,
                promised(),
                looseFilters());
    }

    @Provide
    Arbitrary<World> worldsWithTwins() {
        return worlds(TaskArbitraries.lists(), true, promised(), looseFilters());
    }

    @Provide
    Arbitrary<World> oddServices() {
        return worlds(
                TaskArbitraries.lists(),
                true,
                Arbitraries.of(PagingStrategy.class),
                Arbitraries.of(Quirk.class).set());
    }

    /** To go by offset through a list that tasks leave is a caller's own risk. */
    private static Arbitrary<PagingStrategy> promised() {
        return Arbitraries.of(PagingStrategy.AUTO, PagingStrategy.KEYSET);
    }

    private static Arbitrary<Set<Quirk>> looseFilters() {
        return Arbitraries.subsetOf(Quirk.IGNORES_STATUS, Quirk.IGNORES_TYPE, Quirk.FUZZY_NAMES);
    }

    private static Arbitrary<World> worlds(
            Arbitrary<List<Task>> lists,
            boolean twins,
            Arbitrary<PagingStrategy> strategies,
            Arbitrary<Set<Quirk>> quirks) {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(2, 12);
        Arbitrary<Paging> pagings = Combinators.combine(
                        strategies, Arbitraries.integers().between(1, 5), sizes)
                .as(Paging::new);
        Arbitrary<Choices> choices = Arbitraries.bytes()
                .between(Byte.MIN_VALUE, Byte.MAX_VALUE)
                .array(byte[].class)
                .ofMinSize(60)
                .ofMaxSize(300)
                .map(Choices::new);
        Arbitrary<World> worlds = Combinators.combine(
                        Arbitraries.just(Api.V2),
                        lists,
                        Arbitraries.just(twins),
                        queries(),
                        pagings,
                        sizes,
                        quirks,
                        choices)
                .as(World::new);
        return Combinators.combine(Arbitraries.of(Api.class), worlds).as((api, world) -> world.over(api));
    }

    /** Half of them plans of one scan, half of several. */
    private static Arbitrary<QuerySample> queries() {
        Arbitrary<QuerySample> leaves = QueryArbitraries.leaves();
        Arbitrary<QuerySample> conjunctions =
                Combinators.combine(leaves, leaves).as(QuerySample::and);
        Arbitrary<QuerySample> unions = Combinators.combine(conjunctions, conjunctions, conjunctions)
                .as((one, other, third) -> one.or(other).or(third));
        return Arbitraries.oneOf(QueryArbitraries.queries(), QueryArbitraries.leaves(), unions);
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void a_task_that_matches_throughout_is_given_exactly_once(@ForAll("worldsWithoutTwins") World world) {
        assertThat(world.traversal().faults()).isEmpty();
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void of_tasks_alike_as_many_are_given_as_match_throughout(@ForAll("worldsWithTwins") World world) {
        Run run = world.traversal();

        Assume.that(!run.aSecondFillsAPage());
        assertThat(run.faults()).isEmpty();
    }

    @Example
    void the_naive_loop_breaks_the_same_promise_in_one_of_five_schedules() {
        List<World> worlds = worldsWithoutTwins()
                .sampleStream()
                .filter(world -> world.api() == Api.V2)
                .limit(2_000)
                .toList();

        assertThat(worlds.stream().filter(World::naiveLoopIsWrong).count()).isGreaterThan(400);
        assertThat(worlds.stream().filter(World::traversalIsWrong).count()).isZero();
    }

    /** The limit that is stated, at its worst: pages of one row show no more than the total of what moved. */
    @Example
    void where_every_second_fills_a_page_of_one_row_few_schedules_go_wrong_and_many_by_the_naive_loop() {
        List<World> worlds = worldsWithTwins()
                .sampleStream()
                .filter(world -> world.api() == Api.V2)
                .map(world -> world.withCap(1))
                .limit(2_000)
                .toList();

        assertThat(worlds.stream().filter(World::naiveLoopIsWrong).count()).isGreaterThan(400);
        assertThat(worlds.stream().filter(World::traversalIsWrong).count()).isBetween(1L, 150L);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void a_list_that_rests_is_read_whole_whatever_its_order_and_whatever_filter_is_ignored(
            @ForAll("oddServices") World world) {
        Run run = world.atRest().traversal();

        assertThat(run.taken())
                .as("%s %s %s %s", world.plan(), world.quirks(), world.paging(), world.cap())
                .containsExactlyInAnyOrderElementsOf(
                        ReferenceModel.answer(world.submitted(), world.sample().meaning()));
    }
}
