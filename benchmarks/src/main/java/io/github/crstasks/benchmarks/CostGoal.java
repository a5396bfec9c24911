package io.github.crstasks.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A bound of what may be measured, of one competitor or of several, in one work or in several.
 *
 * @param subject what the goal is about
 * @param works the works
 * @param competitors the competitors
 * @param measure the measure
 * @param comparedWith the competitors of which the fastest is the divisor; empty if the bound is one of the measure itself
 * @param isUpperBound whether the bound is the largest value rather than the smallest
 * @param bound the bound
 */
record CostGoal(
        String subject,
        List<String> works,
        List<String> competitors,
        String measure,
        List<String> comparedWith,
        boolean isUpperBound,
        double bound) {

    private static final List<String> OURS = List.of(CostWorks.GOOGLE, CostWorks.JDK);

    /** Returns the goals of this project. */
    static List<CostGoal> all() {
        List<String> lists = List.of(
                CostWorks.LIST_V2_HTTP, CostWorks.LIST_V2_HTTPS, CostWorks.LIST_V3_HTTP, CostWorks.LIST_V3_HTTPS);
        List<String> heap = List.of(CostWorks.HEAP);
        List<String> waits = List.of(CostWorks.WAITS);
        List<String> jars = List.of(CostWorks.JARS);
        List<String> jdk = List.of(CostWorks.JDK);
        return List.of(
                ratio("list, no delay", lists, OURS, Figure.MILLIS, List.of(CostWorks.HTTP_CLIENT), 1.10),
                ratio("list, no delay", lists, OURS, Figure.PROCESSOR_MILLIS, List.of(CostWorks.HTTP_CLIENT), 1.10),
                ratio(
                        "list by API 3.0, no delay",
                        List.of(CostWorks.LIST_BOTH_APIS),
                        List.of(CostWorks.JDK_V3),
                        Figure.MILLIS,
                        jdk,
                        1.15),
                ratio(
                        "list, 20 ms, one in flight",
                        List.of(CostWorks.LIST_ONE_IN_FLIGHT),
                        OURS,
                        Figure.MILLIS,
                        List.of(CostWorks.SDK_V2, CostWorks.SDK_V3),
                        1.01),
                ratio(
                        "list, 20 ms, eight in flight",
                        List.of(CostWorks.LIST_EIGHT_IN_FLIGHT),
                        OURS,
                        Figure.MILLIS,
                        List.of(CostWorks.URL_CONNECTION, CostWorks.HTTP_CLIENT),
                        1.05),
                ratio(
                        "fresh JVM, https, JDK",
                        List.of(CostWorks.FIRST_PAGE_HTTPS),
                        jdk,
                        Figure.MILLIS,
                        List.of(CostWorks.HTTP_CLIENT),
                        1.08),
                ratio(
                        "fresh JVM, https, Google",
                        List.of(CostWorks.FIRST_PAGE_HTTPS),
                        List.of(CostWorks.GOOGLE),
                        Figure.MILLIS,
                        List.of(CostWorks.URL_CONNECTION),
                        1.20),
                ratio(
                        "fresh JVM, https",
                        List.of(CostWorks.FIRST_PAGE_HTTPS),
                        OURS,
                        Figure.MILLIS,
                        List.of(CostWorks.SDK_V3),
                        1.00),
                ratio(
                        "sign, API 2.0",
                        List.of(CostWorks.SIGN),
                        List.of(CostWorks.OURS_V2),
                        Figure.MICROS,
                        List.of(CostWorks.SDK_V2),
                        1 / 4.8),
                ratio(
                        "decode, API 3.0",
                        List.of(CostWorks.DECODE),
                        List.of(CostWorks.OURS_V3),
                        Figure.MICROS,
                        List.of(CostWorks.SDK_V3),
                        0.60),
                new CostGoal(
                        "1,000,000 tasks, -Xmx48m",
                        heap,
                        List.of(CostWorks.JDK, CostWorks.GOOGLE, CostWorks.PUBLISHER),
                        MillionTasks.TASKS,
                        List.of(),
                        false,
                        CostServer.MANY_TASKS),
                atMost("jars, JDK", jars, jdk, "jars", 6),
                atMost("jars, JDK", jars, jdk, "MB", 2),
                atMost("10,000 waits", waits, jdk, ManyWaits.CALLS, 100),
                atMost("10,000 waits", waits, jdk, ManyWaits.THREADS, 1),
                atMost("10,000 waits", waits, jdk, ManyWaits.BYTES, 4096),
                atMost(
                        "plan a query",
                        List.of(CostWorks.PLAN),
                        Computations.planning().stream().map(Competitor::name).toList(),
                        Computations.GROWTH,
                        1),
                atMost(
                        "list alternatives",
                        List.of(CostWorks.CALLS),
                        CostWorks.ALTERNATIVES.stream()
                                .map(CostWorks::alternatives)
                                .toList(),
                        Computations.CALLS_OF_BOUND,
                        1));
    }

    private static CostGoal ratio(
            String subject,
            List<String> works,
            List<String> competitors,
            String measure,
            List<String> comparedWith,
            double bound) {
        return new CostGoal(subject, works, competitors, measure, comparedWith, true, bound);
    }

    private static CostGoal atMost(
            String subject, List<String> works, List<String> competitors, String measure, double bound) {
        return ratio(subject, works, competitors, measure, List.of(), bound);
    }

    /** Returns the medians that the goal is about, one for each work and competitor that was measured. */
    private double[] medians(CostResults results) {
        return works.stream()
                .flatMap(work -> competitors.stream().flatMap(competitor -> median(results, work, competitor).stream()))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private Optional<Double> median(CostResults results, String work, String competitor) {
        return comparedWith.isEmpty()
                ? results.samples(work, competitor, measure).map(Ratio::median)
                : fastest(results, work)
                        .flatMap(fastest -> results.ratio(work, competitor, measure, fastest))
                        .map(Ratio::median);
    }

    /** Returns the competitor to compare with. */
    private Optional<String> fastest(CostResults results, String work) {
        return comparedWith.stream()
                .filter(competitor -> results.samples(work, competitor, measure).isPresent())
                .min(Comparator.comparingDouble(competitor -> results.samples(work, competitor, measure)
                        .map(Ratio::median)
                        .orElseThrow()));
    }

    /** Returns whether all that was measured is within the bound. */
    boolean isMet(CostResults results) {
        double[] medians = medians(results);
        return medians.length == works.size() * competitors.size()
                && DoubleStream.of(medians).allMatch(median -> isUpperBound ? median <= bound : median >= bound);
    }

    /** Returns a row of the table of goals: the subject, the bound, the smallest and the largest median, whether it is met. */
    String row(CostResults results) {
        double[] medians = DoubleStream.of(medians(results)).sorted().toArray();
        String measured = medians.length == 0
                ? "not measured"
                : Stream.of(medians[0], medians[medians.length - 1])
                        .map(this::text)
                        .distinct()
                        .reduce((least, most) -> least + "–" + most)
                        .orElseThrow();
        String fastest = works.stream()
                .flatMap(work -> fastest(results, work).stream())
                .findFirst()
                .map(competitor -> " of " + competitor)
                .orElse("");
        List<String> cells = new ArrayList<>();
        cells.add(subject + ": " + measure);
        cells.add((isUpperBound ? "at most " : "at least ") + text(bound) + fastest);
        cells.add(measured);
        cells.add(isMet(results) ? "yes" : "**no**");
        return CostTable.row(cells);
    }

    private String text(double value) {
        return comparedWith.isEmpty() ? CostTable.number(value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
