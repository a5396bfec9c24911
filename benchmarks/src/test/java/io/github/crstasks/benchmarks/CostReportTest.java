package io.github.crstasks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables and goals say what the samples say. */
class CostReportTest {
    private static final Competitor BARE = new Competitor(CostWorks.HTTP_CLIENT, "", List::of);
    private static final Competitor OURS = new Competitor(CostWorks.JDK, CostWorks.HTTP_CLIENT, List::of);
    private static final CostGoal GOAL = CostGoal.all().stream()
            .filter(goal -> goal.works().equals(List.of(CostWorks.FIRST_PAGE_HTTPS)))
            .findFirst()
            .orElseThrow();

    private final CostResults results = new CostResults();

    private void add(Competitor competitor, double... samples) {
        for (double sample : samples) {
            results.add(CostWorks.FIRST_PAGE_HTTPS, competitor, List.of(new Figure(Figure.MILLIS, sample)));
        }
    }

    @Test
    void resultsThatAreReadEqualThoseThatWereWritten(@TempDir Path folder) throws IOException {
        add(BARE, 123.45, 0.00012345, 1_000_000);
        add(OURS, 1, 2, 3);
        Path file = folder.resolve("results.csv");
        results.write(file);

        assertThat(CostResults.read(file)).isEqualTo(results);
    }

    @Test
    void fileNamesTheMachineAndNoPath(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("results.csv");
        results.write(file);

        assertThat(Files.readString(file))
                .contains(System.getProperty("java.version"), System.getProperty("os.name"))
                .doesNotContain(System.getProperty("user.home"));
    }

    @Test
    void tableHasTheRatioOfEachCompetitorThatIsCompared() {
        add(BARE, 10, 20, 30);
        add(OURS, 11, 24, 36);

        assertThat(new CostTable(results, CostWorks.FIRST_PAGE_HTTPS)).hasToString("""
                | Fresh JVM to first page, https | ms | ratio | compared with |
                |---|---|---|---|
                | bare java.net.http | 20 |  |  |
                | crs-tasks, JDK | 24 | 1.20 (1.10–1.20) | bare java.net.http |
                """);
    }

    @Test
    void tableWithoutComparisonHasNoColumnOfRatios() {
        add(BARE, 1234.5);

        assertThat(new CostTable(results, CostWorks.FIRST_PAGE_HTTPS)).hasToString("""
                | Fresh JVM to first page, https | ms |
                |---|---|
                | bare java.net.http | 1,235 |
                """);
    }

    @Test
    void goalIsMetUpToItsBound() {
        add(BARE, 100);
        add(OURS, 108);

        assertThat(GOAL.isMet(results)).isTrue();
        assertThat(GOAL.row(results))
                .isEqualTo("| fresh JVM, https, JDK: ms | at most 1.08 of bare java.net.http | 1.08 | yes |\n");
    }

    @Test
    void goalIsNotMetBeyondItsBound() {
        add(BARE, 100);
        add(OURS, 109);

        assertThat(GOAL.isMet(results)).isFalse();
    }

    @Test
    void goalIsNotMetWithoutSamples() {
        assertThat(GOAL.isMet(results)).isFalse();
        assertThat(GOAL.row(results)).contains("not measured");
    }

    @Test
    void ratioToASampleOfZeroIsAbsent() {
        add(BARE, 0, 10);
        add(OURS, 10, 10);

        assertThat(results.ratio(CostWorks.FIRST_PAGE_HTTPS, CostWorks.JDK, Figure.MILLIS, CostWorks.HTTP_CLIENT))
                .isEmpty();
    }
}
