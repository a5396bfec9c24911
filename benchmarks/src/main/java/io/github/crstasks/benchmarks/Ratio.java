package io.github.crstasks.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A ratio of two competitors: the median of the ratios of all rounds, with its confidence interval of 95 % at least.
 *
 * @param low the lower bound
 * @param median the median
 * @param high the upper bound
 */
record Ratio(double low, double median, double high) {
    static Ratio of(List<Double> samples, List<Double> baseline) {
        double[] ratios = IntStream.range(0, Math.min(samples.size(), baseline.size()))
                .mapToDouble(round -> samples.get(round) / baseline.get(round))
                .sorted()
                .toArray();
        int rank = rankOfBound(ratios.length);
        return new Ratio(
                ratios[rank], median(Arrays.stream(ratios).boxed().toList()), ratios[ratios.length - 1 - rank]);
    }

    static double median(List<Double> samples) {
        List<Double> sorted = samples.stream().sorted().toList();
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    /**
     * Returns the largest rank whose order statistics contain the median with a probability of 95 %; the number of samples
     * below the median is distributed binomially.
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
