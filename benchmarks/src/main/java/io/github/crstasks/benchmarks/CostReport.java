package io.github.crstasks.benchmarks;

import io.github.crstasks.benchmarks.CostResults.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the tables and the picture of the results into the documents. Run by each build. */
public final class CostReport {
    static final String RESULTS = "performance.csv";
    private static final String PAGE = "performance.md";
    private static final String PICTURE = "performance.svg";

    private static final int WIDTH = 800;
    private static final int LABELS = 210;
    private static final int ROW = 18;
    /** Longer bars are cut. */
    private static final double MAX_RATIO = 4;

    private CostReport() {}

    /**
     * Runs the program.
     *
     * @param arguments the folder of the documents, which contains the results
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path documents = Path.of(arguments[0]);
        CostResults results = CostResults.read(documents.resolve(RESULTS));
        writeIfChanged(documents.resolve(PICTURE), picture(results));
        Path page = documents.resolve(PAGE);
        String text = replace(Files.readString(page), "conclusion", conclusion(results));
        writeIfChanged(page, replace(text, "results", goals(results) + "\n" + tables(results)));
    }

    /** Replaces a part of the page, which stands between two comments. */
    private static String replace(String page, String part, String text) {
        String begin = "<!-- " + part + ", written by the build -->\n";
        String end = "<!-- end of the " + part + " -->\n";
        return page.substring(0, page.indexOf(begin) + begin.length()) + text + page.substring(page.indexOf(end));
    }

    private static String conclusion(CostResults results) {
        List<CostGoal> goals = CostGoal.all();
        long met = goals.stream().filter(goal -> goal.isMet(results)).count();
        return """
                Compared with the bare program over `java.net.http`, this library over the same client takes %s times as long for a
                list over http, %s times over https, and %s times from a fresh JVM to its first page over https; it meets %d of
                its %d goals.

                Measured with %s.
                """.formatted(
                        bareRatio(results, CostWorks.LIST_V2_HTTP),
                        bareRatio(results, CostWorks.LIST_V2_HTTPS),
                        bareRatio(results, CostWorks.FIRST_PAGE_HTTPS),
                        met,
                        goals.size(),
                        results.machine());
    }

    private static String bareRatio(CostResults results, String work) {
        return results.ratio(work, CostWorks.JDK, Figure.MILLIS, CostWorks.HTTP_CLIENT)
                .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio.median()))
                .orElse("?");
    }

    private static String goals(CostResults results) {
        return CostGoal.all().stream()
                .map(goal -> goal.row(results))
                .collect(Collectors.joining("", "| goal | bound | measured | met |\n|---|---|---|---|\n", ""));
    }

    private static String tables(CostResults results) {
        return results.works().keySet().stream()
                .map(work -> new CostTable(results, work).toString())
                .collect(Collectors.joining("\n"));
    }

    private static void writeIfChanged(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    private static String picture(CostResults results) {
        StringBuilder drawn = new StringBuilder();
        int y = ROW;
        for (Map.Entry<String, Map<String, Measured>> work : results.works().entrySet()) {
            Map<String, Measured> competitors = work.getValue();
            if (competitors.values().stream()
                    .anyMatch(measured -> measured.comparedWith().isEmpty())) {
                continue;
            }
            y += ROW;
            drawn.append(text(4, y, "font-weight='bold' ", work.getKey()));
            String first = competitors.keySet().iterator().next();
            for (Map.Entry<String, Measured> competitor : competitors.entrySet()) {
                y += ROW;
                String measure =
                        competitor.getValue().samples().keySet().iterator().next();
                Ratio ratio = results.ratio(work.getKey(), competitor.getKey(), measure, first)
                        .orElseThrow();
                drawn.append(bar(y, competitor.getKey(), ratio));
            }
            y += ROW / 2;
        }
        String head = """
                <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>
                <rect width='100%%' height='100%%' fill='white'/>
                """.formatted(WIDTH, y + ROW);
        return head
                + text(4, ROW, "", "Time, as a multiple of the first row of each group, with an interval of 95 %")
                + drawn + "</svg>\n";
    }

    private static String bar(int y, String competitor, Ratio ratio) {
        boolean isOurs = competitor.startsWith("crs-tasks");
        return text(4, y, "", competitor)
                + String.format(
                        Locale.ROOT,
                        """
                        <rect x='%d' y='%d' width='%.1f' height='12' fill='%s'/>
                        <path d='M%.1f %d H%.1f' stroke='black' stroke-width='2'/>
                        """,
                        LABELS,
                        y - 10,
                        x(ratio.median()) - LABELS,
                        isOurs ? "#2b7bba" : "#b8b8b8",
                        x(ratio.low()),
                        y - 4,
                        x(ratio.high()))
                + text((int) x(ratio.high()) + 6, y, "", ratio.toString());
    }

    private static double x(double ratio) {
        return LABELS + Math.min(ratio, MAX_RATIO) / MAX_RATIO * (WIDTH - LABELS - 140);
    }

    private static String text(int x, int y, String style, String text) {
        return String.format(Locale.ROOT, "<text %sx='%d' y='%d'>%s</text>\n", style, x, y, text);
    }
}
