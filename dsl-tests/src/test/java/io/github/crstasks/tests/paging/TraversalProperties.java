package io.github.crstasks.tests.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.ReferenceModel;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.paging.SimulatedService.Quirk;
import io.github.crstasks.tests.paging.SimulationInput.Run;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.TaskKey;
import io.vavr.control.Option;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A traversal keeps its promises however the list changes between its pages and during them. */
class TraversalProperties {
    private final RandomSchedules schedules = new RandomSchedules();

    @Provide
    Arbitrary<SimulationInput> inputsWithoutTwins() {
        return inputs(
                TaskArbitraries.tasks().list().uniqueElements(TaskKey::of).ofMaxSize(40),
                false,
                strategiesForChangingLists(),
                looseFilters());
    }

    @Provide
    Arbitrary<SimulationInput> inputsWithTwins() {
        return inputs(TaskArbitraries.lists(), true, strategiesForChangingLists(), looseFilters());
    }

    @Provide
    Arbitrary<SimulationInput> inputsWithQuirks() {
        return inputs(
                TaskArbitraries.lists(),
                true,
                Arbitraries.of(Paging.Strategy.class),
                Arbitraries.subsetOf(EnumSet.complementOf(EnumSet.of(Quirk.UNSTABLE_TIES))));
    }

    /** Leaves out paging by offset, which does not support changing lists. */
    private static Arbitrary<Paging.Strategy> strategiesForChangingLists() {
        return Arbitraries.of(Paging.Strategy.AUTO, Paging.Strategy.KEYSET);
    }

    private static Arbitrary<Set<Quirk>> looseFilters() {
        return Arbitraries.subsetOf(Quirk.IGNORES_STATUS, Quirk.IGNORES_TYPE, Quirk.FUZZY_NAMES);
    }

    private static Arbitrary<SimulationInput> inputs(
            Arbitrary<List<Task>> lists,
            boolean twins,
            Arbitrary<Paging.Strategy> strategies,
            Arbitrary<Set<Quirk>> quirks) {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(2, 12);
        Arbitrary<Paging> pagings = Combinators.combine(
                        strategies, Arbitraries.integers().between(1, 5), sizes)
                .as((strategy, inFlight, size) -> Paging.builder()
                        .strategy(strategy)
                        .pagesInFlight(inFlight)
                        .pageSize(size)
                        .build());
        Arbitrary<DecisionTape> decisions = DecisionTape.tapes(60, 300);
        Arbitrary<SimulationInput> inputs = Combinators.combine(
                        Arbitraries.just(ApiVersion.V2),
                        lists,
                        Arbitraries.just(twins),
                        queries(),
                        pagings,
                        sizes,
                        quirks,
                        decisions)
                .as(SimulationInput::new);
        return Combinators.combine(Arbitraries.of(ApiVersion.class), inputs).as((api, input) -> input.withApi(api));
    }

    /** About half of the plans have one scan, and half have several. */
    private static Arbitrary<QuerySample> queries() {
        Arbitrary<QuerySample> conditions = QueryArbitraries.filterableConditions();
        Arbitrary<QuerySample> conjunctions =
                Combinators.combine(conditions, conditions).as(QuerySample::and);
        Arbitrary<QuerySample> unions = Combinators.combine(conjunctions, conjunctions, conjunctions)
                .as((one, other, third) -> one.or(other).or(third));
        return Arbitraries.oneOf(QueryArbitraries.queries(), QueryArbitraries.filterableConditions(), unions);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void taskThatMatchesThroughoutIsEmittedExactlyOnce(@ForAll("inputsWithoutTwins") SimulationInput input) {
        Run run = input.runTraversal();

        assertThat(run.faults()).isEmpty();
        assertThat(run.failure()).allMatch(error -> error instanceof TaskError.UnstableList);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void twinsThatMatchThroughoutAreAllEmittedOrTheTraversalSaysThatSomeMayBeMissing(
            @ForAll("inputsWithTwins") SimulationInput input) {
        assertRightOrSaid(input);
    }

    /** Runs 30,000 schedules, or as many as the system property {@code schedules} says. */
    @Example
    void noScheduleWithFullSecondsIsWrongAndUnsaid() {
        long first = System.nanoTime();
        LongStream.range(first, first + Long.getLong("schedules", 30_000)).forEach(seed -> {
            SimulationInput input = schedules.of(seed);
            Run run = input.runTraversal();

            boolean isExcused = input.api() == ApiVersion.V3 ? run.isUnstable() : run.isDoubtful();
            assertThat(isExcused ? List.of() : run.faults())
                    .as("seed %d: %s", seed, input)
                    .isEmpty();
        });
    }

    private static void assertRightOrSaid(SimulationInput input) {
        Run run = input.runTraversal();

        assertThat(run.isDoubtful() ? List.of() : run.faults()).isEmpty();
        assertThat(run.failure()).allMatch(error -> error instanceof TaskError.UnstableList);
    }

    @Example
    void fullSecondsOfAnUnchangingListAreEmittedExactlyIfTheirRowsCanBeToldApart() {
        long first = System.nanoTime();
        LongStream.range(first, first + 2_000).forEach(seed -> {
            SimulationInput input = schedules.of(seed).withoutChanges();
            // Without an id, a row without a time looks like another one of its instance in any second.
            boolean canTellApart = input.api() == ApiVersion.V3
                    || (!input.quirks().contains(Quirk.UNSTABLE_TIES)
                            && input.submitted().stream()
                                    .allMatch(task -> task.submittedAt().isDefined()));
            Run run = input.runTraversal();

            assertThat(canTellApart || !run.isDoubtful() ? run.faults() : List.of())
                    .as("seed %d: %s", seed, input)
                    .isEmpty();
            assertThat(canTellApart ? run.failure() : Option.none())
                    .as("seed %d: %s", seed, input)
                    .isEmpty();
            assertThat(input.api() == ApiVersion.V3 && run.isDoubtful())
                    .as("seed %d: %s %s", seed, input, run.events())
                    .isFalse();
        });
    }

    @Example
    void naiveLoopFailsInOneOfFiveRunsAndTheTraversalInNone() {
        List<SimulationInput> inputs = inputsWithoutTwins()
                .sampleStream()
                .filter(input -> input.api() == ApiVersion.V2)
                .limit(2_000)
                .toList();

        assertThat(inputs.stream().filter(SimulationInput::naiveLoopFails).count())
                .isGreaterThan(400);
        assertThat(inputs.stream().filter(SimulationInput::traversalFails).count())
                .isZero();
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void unchangingListIsReadCompletelyWhateverItsOrderAndIgnoredFilters(
            @ForAll("inputsWithQuirks") SimulationInput input) {
        Run run = input.withoutChanges().runTraversal();

        assertThat(run.failure()).isEmpty();
        assertThat(run.taken())
                .as("%s %s %s %s", input.plan(), input.quirks(), input.paging(), input.cap())
                .containsExactlyInAnyOrderElementsOf(
                        ReferenceModel.list(input.submitted(), input.sample().meaning()));
    }
}
