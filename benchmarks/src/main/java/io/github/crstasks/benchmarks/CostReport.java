package io.github.crstasks.benchmarks;

import io.github.crstasks.benchmarks.CostResults.Ratio;
import io.github.crstasks.benchmarks.CostResults.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes the tables and the picture of the results into the documents. Run by each build. */
public final class CostReport {
    static final String RESULTS = "performance.csv";
    private static final String PAGE = "performance.md";
    private static final String PICTURE = "performance.svg";
    private static final String BEGIN = "<!-- results, written by the build -->\n";
    private static final String END = "<!-- end of the results -->\n";

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
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String tables = results.works().keySet().stream().map(results::table).collect(Collectors.joining("\n"));
        writeIfChanged(page, text.substring(0, begin) + tables + text.substring(text.indexOf(END)));
    }

    private static void writeIfChanged(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    private static String picture(CostResults results) {
        StringBuilder drawn = new StringBuilder();
        int y = ROW;
        for (Map.Entry<String, Map<String, Samples>> work : results.works().entrySet()) {
            Map<String, Samples> competitors = work.getValue();
            y += ROW;
            drawn.append(text(4, y, "font-weight='bold' ", work.getKey()));
            for (Map.Entry<String, Samples> competitor : competitors.entrySet()) {
                y += ROW;
                String baseline = competitors.containsKey(CostBenchmark.URL_CONNECTION)
                        ? CostBenchmark.URL_CONNECTION
                        : competitors.keySet().iterator().next();
                Samples compared = Objects.requireNonNull(competitors.get(baseline));
                drawn.append(bar(
                        y, competitor.getKey(), Ratio.of(competitor.getValue().millis(), compared.millis())));
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
