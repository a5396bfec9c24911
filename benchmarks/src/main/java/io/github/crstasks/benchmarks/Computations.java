package io.github.crstasks.benchmarks;

import static io.github.crstasks.benchmarks.CostWorks.ONE_HASH;
import static io.github.crstasks.benchmarks.CostWorks.OURS_V2;
import static io.github.crstasks.benchmarks.CostWorks.OURS_V3;
import static io.github.crstasks.benchmarks.CostWorks.SDK_V2;
import static io.github.crstasks.benchmarks.CostWorks.SDK_V3;
import static io.github.crstasks.benchmarks.CostWorks.TOKENS_V2;
import static io.github.crstasks.benchmarks.CostWorks.TOKENS_V3;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.benchmarks.PlannerBenchmark.Shape;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The competitors of works that need no network: signing, decoding and planning; and the calls that a plan takes. */
final class Computations {
    static final String GROWTH = "last step / n log n";
    static final String CALLS = "calls";
    static final String CALLS_OF_BOUND = "calls / (instances + 1)";

    private static final int SIGNATURES = 5000;
    private static final int PAGES = 500;
    /** The numbers of conditions in a query. */
    private static final List<Integer> SIZES = List.of(10, 100, 1000, 10_000);
    /** The number of all conditions that a sample plans, for each size. */
    private static final int CONDITIONS = 100_000;

    private Computations() {}

    static List<Competitor> signing() {
        SigningBenchmark benchmark = new SigningBenchmark();
        return List.of(
                Competitor.repeated(SDK_V2, SDK_V2, SIGNATURES, benchmark::qcloudSdk),
                Competitor.repeated(OURS_V2, SDK_V2, SIGNATURES, benchmark::crsTasksV2),
                Competitor.repeated(SDK_V3, SDK_V3, SIGNATURES, benchmark::officialSdk),
                Competitor.repeated(OURS_V3, SDK_V3, SIGNATURES, benchmark::crsTasksV3),
                Competitor.repeated(ONE_HASH, SDK_V2, SIGNATURES, benchmark::bareMac));
    }

    static List<Competitor> decoding() {
        DecodingBenchmark benchmark = new DecodingBenchmark();
        return List.of(
                Competitor.repeated(SDK_V3, SDK_V3, PAGES, benchmark::officialSdk),
                Competitor.repeated(OURS_V3, SDK_V3, PAGES, benchmark::crsTasksV3),
                Competitor.repeated(OURS_V2, SDK_V3, PAGES, benchmark::crsTasksV2),
                Competitor.repeated(TOKENS_V3, SDK_V3, PAGES, benchmark::gsonTokenWalkV3),
                Competitor.repeated(TOKENS_V2, SDK_V3, PAGES, benchmark::gsonTokenWalkV2));
    }

    /** Returns a competitor for each shape of a query, with a measure for each size. */
    static List<Competitor> planning() {
        return Stream.of(Shape.values())
                .map(shape -> {
                    List<PlannerBenchmark> sizes =
                            SIZES.stream().map(size -> query(shape, size)).toList();
                    return new Competitor(
                            shape.name().toLowerCase(Locale.ROOT).replace('_', ' '), "", () -> growth(sizes));
                })
                .toList();
    }

    private static PlannerBenchmark query(Shape shape, int size) {
        PlannerBenchmark benchmark = new PlannerBenchmark();
        benchmark.shape = shape;
        benchmark.conditions = size;
        benchmark.build();
        return benchmark;
    }

    /** Plans a query of each size, and compares the growth from the last size but one to the last with that of n log n. */
    private static List<Figure> growth(List<PlannerBenchmark> sizes) throws Throwable {
        List<Figure> figures = new ArrayList<>();
        double growth = 0;
        double previous = 1;
        for (PlannerBenchmark size : sizes) {
            int conditions = size.conditions;
            double nanos = Competitor.nanosOf(size::plan, CONDITIONS / conditions);
            figures.add(new Figure("µs, " + CostTable.number(conditions) + " conditions", nanos / 1000));
            double unit = nanos / (conditions * Math.log(conditions));
            growth = unit / previous;
            previous = unit;
        }
        figures.add(new Figure(GROWTH, growth));
        return figures;
    }

    /** Returns a competitor for each number of alternatives in a query, whose lists have one page each. */
    static List<Competitor> calls(String endpoint) {
        return CostWorks.ALTERNATIVES.stream()
                .map(count -> new Competitor(CostWorks.alternatives(count), "", () -> {
                    double calls = callsOf(endpoint, Shape.ANY_INSTANCE.of(count));
                    return List.of(new Figure(CALLS, calls), new Figure(CALLS_OF_BOUND, calls / (count + 1)));
                }))
                .toList();
    }

    private static int callsOf(String endpoint, TaskQuery query) {
        AtomicInteger calls = new AtomicInteger();
        try (Transport transport = new JdkTransport();
                TaskClient client = ClientListing.builder(ApiV2.create(), endpoint, transport)
                        .listener(new TaskClientListener() {
                            @Override
                            public void onAttempt(AttemptEvent event) {
                                calls.incrementAndGet();
                            }
                        })
                        .build()) {
            client.list(query).get();
        }
        return calls.get();
    }
}
