package io.github.crstasks.benchmarks;

import io.github.crstasks.benchmarks.CostResults.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The table of one work in Markdown: a row for each competitor, a column for each measure, and, where competitors are
 * compared, a column for each ratio.
 */
final class CostTable {
    private final CostResults results;
    private final String work;
    private final Map<String, Measured> competitors;

    CostTable(CostResults results, String work) {
        this.results = results;
        this.work = work;
        competitors = Objects.requireNonNull(results.works().get(work));
    }

    @Override
    public String toString() {
        List<String> measures = competitors.values().stream()
                .flatMap(measured -> measured.samples().keySet().stream())
                .distinct()
                .toList();
        List<String> compared = measures.stream().filter(this::isCompared).toList();
        List<String> head = new ArrayList<>(List.of(work));
        for (String measure : measures) {
            head.add(measure);
            if (compared.contains(measure)) {
                head.add("ratio");
            }
        }
        if (!compared.isEmpty()) {
            head.add("compared with");
        }
        StringBuilder table =
                new StringBuilder(row(head)).append("|---".repeat(head.size())).append("|\n");
        competitors.forEach((competitor, measured) -> {
            List<String> cells = new ArrayList<>(List.of(competitor));
            for (String measure : measures) {
                cells.add(results.samples(work, competitor, measure)
                        .map(samples -> number(Ratio.median(samples)))
                        .orElse(""));
                if (compared.contains(measure)) {
                    cells.add(results.ratio(work, competitor, measure, measured.comparedWith())
                            .filter(ratio -> !measured.comparedWith().equals(competitor))
                            .map(Ratio::toString)
                            .orElse(""));
                }
            }
            if (!compared.isEmpty()) {
                cells.add(measured.comparedWith().equals(competitor) ? "" : measured.comparedWith());
            }
            table.append(row(cells));
        });
        return table.toString();
    }

    /** Returns whether the table has a column for the ratios of a measure. */
    private boolean isCompared(String measure) {
        return competitors.entrySet().stream()
                .anyMatch(row -> results.ratio(
                                work, row.getKey(), measure, row.getValue().comparedWith())
                        .isPresent());
    }

    static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Returns a number with three digits, or with more if it is large or an integer. */
    static String number(double value) {
        int decimals = value == Math.rint(value) || value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
