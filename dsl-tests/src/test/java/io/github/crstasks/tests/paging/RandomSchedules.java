package io.github.crstasks.tests.paging;

import io.github.crstasks.paging.Paging;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.paging.SimulatedService.Quirk;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.TaskFixtures;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;

/**
 * Inputs with most tasks in one to three seconds, so that seconds fill pages, and with tasks that have no time. A number
 * determines an input, which takes a fraction of the time of an arbitrary.
 */
final class RandomSchedules {
    private static final Instant FIRST = Instant.parse("2017-02-08T08:46:30Z");
    private static final int MAX_TASKS = 20;
    private static final int MAX_PAGE_SIZE = 12;
    private static final int MAX_PAGES_IN_FLIGHT = 5;
    private static final int SAMPLES = 500;

    private final List<Task> tasks = samples(TaskArbitraries.tasks());
    private final List<QuerySample> queries = samples(QueryArbitraries.queries());

    /** Returns the same samples in each run. */
    private static <T> List<T> samples(Arbitrary<T> arbitrary) {
        return arbitrary.generator(SAMPLES).stream(new Random(SAMPLES))
                .map(Shrinkable::value)
                .limit(SAMPLES)
                .toList();
    }

    SimulationInput of(long seed) {
        Random random = new Random(seed);
        int seconds = 1 + random.nextInt(3);
        boolean twins = random.nextBoolean();
        boolean timeless = random.nextBoolean();
        List<Task> submitted = IntStream.range(0, random.nextInt(MAX_TASKS))
                .mapToObj(index -> task(random, seconds, twins ? random.nextInt(3) : index, timeless))
                .toList();
        Paging paging = Paging.builder()
                .strategy(pick(random, List.of(Paging.Strategy.values())))
                .pagesInFlight(1 + random.nextInt(MAX_PAGES_IN_FLIGHT))
                .pageSize(1 + random.nextInt(MAX_PAGE_SIZE))
                .build();
        byte[] decisions = new byte[150];
        random.nextBytes(decisions);
        // withApi raises the cap so that pages can overlap; one in twenty goes without.
        SimulationInput input = new SimulationInput(
                        ApiVersion.V2,
                        submitted,
                        twins,
                        pick(random, queries),
                        paging,
                        1 + random.nextInt(MAX_PAGE_SIZE),
                        quirks(random),
                        new DecisionTape(decisions))
                .withApi(pick(random, List.of(ApiVersion.values())));
        return random.nextInt(20) == 0 ? input.withCap(1) : input;
    }

    private Task task(Random random, int seconds, int instance, boolean timeless) {
        Task.Builder task = TaskFixtures.copyOf(pick(random, tasks)).instanceId("crs-" + instance);
        return timeless && random.nextInt(4) == 0
                ? task.submittedAt(Option.none()).build()
                : task.submittedAt(FIRST.plusSeconds(random.nextInt(seconds))).build();
    }

    private static Set<Quirk> quirks(Random random) {
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        if (random.nextBoolean()) {
            quirks.add(Quirk.UNSTABLE_TIES);
        }
        if (random.nextInt(4) == 0) {
            quirks.add(Quirk.IGNORES_STATUS);
        }
        return quirks;
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
