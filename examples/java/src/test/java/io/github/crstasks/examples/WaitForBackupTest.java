package io.github.crstasks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Option;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WaitForBackupTest {
    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new WaitForBackup()).setOut(new PrintWriter(out)).execute(arguments);
    }

    @Test
    void eachPollPrintsALineAndTheLastLineIsTheOutcome() {
        assertThat(run("--polls", "3", "--interval", "PT0.1S")).isZero();
        assertThat(out.toString().lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("1 PENDING, \\d+ s elapsed, next poll in less than 1 s"))
                .anyMatch(line -> line.matches("1 RUNNING, \\d+ s elapsed, next poll in less than 1 s"))
                .last()
                .asString()
                .startsWith("1 of 1 task succeeded after ");
    }

    @Test
    void failedBackupIsReportedWithTheReason() {
        assertThat(run("--polls", "1", "--interval", "PT0.1S", "--fail")).isEqualTo(1);
        assertThat(out.toString().lines())
                .last()
                .asString()
                .matches(
                        "0 of 1 task succeeded after .*; task \\d+ \\(BACKUP_INSTANCE of crs-izbob1wh\\) failed: the disk is full");
    }

    @Test
    void timeoutPrintsHowManyTasksHadEnded() {
        // The first poll of a JVM can take seconds; after this one, two seconds are enough.
        run("--polls", "1", "--interval", "PT0.1S");

        assertThat(run("--polls", "1000", "--interval", "PT0.1S", "--timeout", "PT2S"))
                .isEqualTo(1);
        assertThat(out.toString().lines()).last().asString().startsWith("0 of 1 task had ended after ");
    }

    @Test
    void terminalShowsOneLineThatIsClearedInTheEnd() {
        WaitProgress progress = new WaitProgress(
                1, Map.of(TaskStatus.RUNNING, 1), Duration.ofSeconds(7), Duration.ofSeconds(2), Option.none());
        PrintWriter printer = new PrintWriter(out);

        try (ProgressLine line = new ProgressLine(printer, true)) {
            line.accept(progress);
            line.accept(progress);
        }
        printer.print("done");
        printer.flush();

        String shown = "1 RUNNING, 7 s elapsed, next poll in 2 s";
        assertThat(out.toString()).isEqualTo("\r\u001b[K" + shown + "\r\u001b[K" + shown + "\r\u001b[Kdone");
    }
}
