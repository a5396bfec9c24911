package io.github.crstasks.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs benchmarks with the arguments of JMH, and prints each result with its ratio to the official SDK in the same run. */
public final class BenchmarkTable {
    private static final String BASELINE = "officialSdk";

    private BenchmarkTable() {}

    /**
     * Runs the program.
     *
     * @param arguments the command line of JMH: which benchmarks to run, and how
     * @throws RunnerException if a benchmark cannot be run
     * @throws CommandLineOptionException if an argument is unknown
     */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        Map<String, List<RunResult>> tables = new LinkedHashMap<>();
        results.forEach(result -> tables.merge(title(result.getParams()), List.of(result), BenchmarkTable::concat));
        tables.forEach(BenchmarkTable::print);
    }

    private static List<RunResult> concat(List<RunResult> first, List<RunResult> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static void print(String title, List<RunResult> rows) {
        Optional<Double> baseline = rows.stream()
                .filter(row -> name(row.getParams()).equals(BASELINE))
                .map(row -> row.getPrimaryResult().getScore())
                .findFirst();
        String unit = rows.get(0).getPrimaryResult().getScoreUnit();
        System.out.printf("%n%s%n%-24s %12s %10s %8s %12s%n", title, "", unit, "+-", "/ SDK", "KB/op");
        rows.stream()
                .sorted(Comparator.comparingDouble(row -> row.getPrimaryResult().getScore()))
                .forEach(row -> System.out.printf(
                        Locale.ROOT,
                        "%-24s %12.2f %10.2f %8s %12s%n",
                        name(row.getParams()),
                        row.getPrimaryResult().getScore(),
                        row.getPrimaryResult().getScoreError(),
                        baseline.map(score ->
                                        "%.2f".formatted(row.getPrimaryResult().getScore() / score))
                                .orElse(""),
                        allocatedBytes(row)
                                .map(bytes -> "%.1f".formatted(bytes / 1000))
                                .orElse("")));
    }

    private static Optional<Double> allocatedBytes(RunResult row) {
        return row.getSecondaryResults().keySet().stream()
                .filter(measure -> measure.endsWith("gc.alloc.rate.norm"))
                .map(measure -> Objects.requireNonNull(row.getSecondaryResults().get(measure))
                        .getScore())
                .findFirst();
    }

    private static String name(BenchmarkParams benchmark) {
        return benchmark.getBenchmark().substring(benchmark.getBenchmark().lastIndexOf('.') + 1);
    }

    private static String title(BenchmarkParams benchmark) {
        String path =
                benchmark.getBenchmark().substring(0, benchmark.getBenchmark().lastIndexOf('.'));
        StringBuilder title = new StringBuilder(path.substring(path.lastIndexOf('.') + 1));
        benchmark
                .getParamsKeys()
                .forEach(key -> title.append(", ").append(key).append(' ').append(benchmark.getParam(key)));
        return title.toString();
    }
}
