package io.github.crstasks.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The samples of one run on one machine. Works, competitors and measures keep the order in which they were added.
 *
 * <p>The file has the machine in its first line, and then one line for each measure of each competitor: the work, the
 * competitor, what that is compared with, the measure, and one sample for each round.
 *
 * @param machine the processors, the operating system and the JDK of the run
 * @param works the competitors by work
 */
record CostResults(String machine, Map<String, Map<String, Measured>> works) {
    /**
     * What was measured of one competitor of a work.
     *
     * @param comparedWith the competitor that it is compared with; empty if it is not compared
     * @param samples the samples by measure, one for each round
     */
    record Measured(String comparedWith, Map<String, List<Double>> samples) {}

    private static final String MACHINE = "# ";

    /** Creates results of this machine without samples. */
    CostResults() {
        this(
                String.join(
                        ", ",
                        Runtime.getRuntime().availableProcessors() + " processors",
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        "JDK " + System.getProperty("java.version")),
                new LinkedHashMap<>());
    }

    void add(String work, Competitor competitor, List<Figure> figures) {
        figures.forEach(figure -> samples(work, competitor.name(), competitor.comparedWith(), figure.measure())
                .add(figure.value()));
    }

    /** Returns the samples of a measure, which takes its place in the tables when this is first called. */
    private List<Double> samples(String work, String competitor, String comparedWith, String measure) {
        return works.computeIfAbsent(work, name -> new LinkedHashMap<>())
                .computeIfAbsent(competitor, name -> new Measured(comparedWith, new LinkedHashMap<>()))
                .samples()
                .computeIfAbsent(measure, name -> new ArrayList<>());
    }

    /** Returns the samples of a measure; empty if it was not measured. */
    Optional<List<Double>> samples(String work, String competitor, String measure) {
        return Optional.ofNullable(works.get(work))
                .flatMap(competitors -> Optional.ofNullable(competitors.get(competitor)))
                .flatMap(measured -> Optional.ofNullable(measured.samples().get(measure)));
    }

    /**
     * Returns the ratio of two competitors of a work; empty if either was not measured, or if a sample to divide by is 0, as
     * the processor time of less than 10 ms may be.
     */
    Optional<Ratio> ratio(String work, String competitor, String measure, String comparedWith) {
        return samples(work, competitor, measure)
                .flatMap(samples -> samples(work, comparedWith, measure)
                        .filter(baseline -> baseline.stream().allMatch(sample -> sample > 0))
                        .map(baseline -> Ratio.of(samples, baseline)));
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(MACHINE + machine);
        works.forEach((work, competitors) -> competitors.forEach((competitor, measured) -> measured.samples()
                .forEach((measure, samples) -> lines.add(
                        String.join(";", work, competitor, measured.comparedWith(), measure, text(samples))))));
        Files.write(file, lines);
    }

    private static String text(List<Double> samples) {
        return samples.stream()
                .map(sample -> new BigDecimal(sample, new MathContext(5))
                        .stripTrailingZeros()
                        .toPlainString())
                .collect(Collectors.joining(" "));
    }

    static CostResults read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        CostResults results = new CostResults(lines.get(0).substring(MACHINE.length()), new LinkedHashMap<>());
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split(";", -1);
            List<Double> samples = results.samples(columns[0], columns[1], columns[2], columns[3]);
            Arrays.stream(columns[4].split(" ")).map(Double::valueOf).forEach(samples::add);
        }
        return results;
    }
}
