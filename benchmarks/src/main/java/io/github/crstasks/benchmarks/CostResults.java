package io.github.crstasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The samples of all competitors, by work. Written to a file, one line for each competitor. */
final class CostResults {
    /** The works and the competitors keep the order in which they were added. */
    private final Map<String, Map<String, Samples>> works = new LinkedHashMap<>();

    /**
     * The samples of one competitor, one of each kind for each round.
     *
     * @param millis the times in milliseconds
     * @param processorMillis the processor times in milliseconds
     */
    record Samples(List<Double> millis, List<Double> processorMillis) {
        Samples() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * A ratio of two competitors: the median of the ratios of all rounds, with its confidence interval of 95 % at least.
     *
     * @param low the lower bound
     * @param median the median
     * @param high the upper bound
     */
    record Ratio(double low, double median, double high) {
        static Ratio of(List<Double> samples, List<Double> baseline) {
            double[] ratios = IntStream.range(0, samples.size())
                    .mapToDouble(round -> samples.get(round) / baseline.get(round))
                    .sorted()
                    .toArray();
            int rank = rankOfBound(ratios.length);
            return new Ratio(ratios[rank], CostResults.median(samples(ratios)), ratios[ratios.length - 1 - rank]);
        }

        private static List<Double> samples(double[] sorted) {
            return Arrays.stream(sorted).boxed().toList();
        }

        /**
         * Returns the largest rank whose order statistics contain the median with a probability of 95 %; the number of
         * samples below the median is distributed binomially.
         */
        private static int rankOfBound(int samples) {
            int rank = 0;
            double probability = Math.pow(0.5, samples);
            double below = probability;
            while (true) {
                probability *= (samples - rank) / (rank + 1.0);
                below += probability;
                if (below > 0.025 || rank + 1 > (samples - 1) / 2) {
                    return rank;
                }
                rank++;
            }
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, low, high);
        }
    }

    /** Returns the samples of a competitor, which takes its place in the tables when this is first called. */
    private Samples samples(String work, String competitor) {
        return works.computeIfAbsent(work, name -> new LinkedHashMap<>())
                .computeIfAbsent(competitor, name -> new Samples());
    }

    /** Adds the competitors of a work in the order in which the tables list them. */
    void addCompetitors(String work, Iterable<String> competitors) {
        competitors.forEach(competitor -> samples(work, competitor));
    }

    void add(String work, String competitor, double millis, double processorMillis) {
        Samples samples = samples(work, competitor);
        samples.millis().add(millis);
        samples.processorMillis().add(processorMillis);
    }

    Map<String, Map<String, Samples>> works() {
        return works;
    }

    static double median(List<Double> samples) {
        List<Double> sorted = samples.stream().sorted().toList();
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    /** Returns the competitor that another is compared with: the bare program over the same HTTP stack. */
    static Optional<String> baseline(Map<String, Samples> competitors, String competitor) {
        String baseline = switch (competitor) {
            case CostBenchmark.GOOGLE, CostBenchmark.JDK, CostBenchmark.JDK_V3 -> CostBenchmark.HTTP_CLIENT;
            default -> CostBenchmark.URL_CONNECTION;
        };
        return competitors.containsKey(baseline)
                ? Optional.of(baseline)
                : Optional.of(CostBenchmark.JDK).filter(competitors::containsKey);
    }

    /** Returns a table of one work in Markdown. */
    String table(String work) {
        Map<String, Samples> competitors = Objects.requireNonNull(works.get(work));
        boolean hasProcessorTimes =
                competitors.values().stream().allMatch(samples -> median(samples.processorMillis()) >= 1);
        StringBuilder table = new StringBuilder("| " + work + " | ms | times as long |"
                + (hasProcessorTimes ? " times the processor time |" : "") + " as |\n|---|---|---|---|"
                + (hasProcessorTimes ? "---|" : "") + "\n");
        competitors.forEach((competitor, samples) -> {
            String baseline = baseline(competitors, competitor).orElseThrow();
            Samples compared = Objects.requireNonNull(competitors.get(baseline));
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %s |%s %s |\n",
                    competitor,
                    median(samples.millis()),
                    Ratio.of(samples.millis(), compared.millis()),
                    hasProcessorTimes
                            ? " " + Ratio.of(samples.processorMillis(), compared.processorMillis()) + " |"
                            : "",
                    baseline));
        });
        return table.toString();
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        works.forEach((work, competitors) -> competitors.forEach((competitor, samples) -> lines.add(
                String.join(";", work, competitor, text(samples.millis()), text(samples.processorMillis())))));
        Files.write(file, lines);
    }

    private static String text(List<Double> samples) {
        return samples.stream()
                .map(sample -> String.format(Locale.ROOT, "%.1f", sample))
                .collect(Collectors.joining(" "));
    }

    static CostResults read(Path file) throws IOException {
        CostResults results = new CostResults();
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.split(";", -1);
            results.works
                    .computeIfAbsent(columns[0], name -> new LinkedHashMap<>())
                    .put(columns[1], new Samples(samples(columns[2]), samples(columns[3])));
        }
        return results;
    }

    private static List<Double> samples(String column) {
        return Arrays.stream(column.split(" ")).map(Double::valueOf).toList();
    }
}
