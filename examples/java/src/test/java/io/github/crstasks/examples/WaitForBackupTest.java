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
    void waits_with_a_line_for_each_poll_and_says_that_the_backup_succeeded() {
        assertThat(run("--takes", "PT2S", "--every", "PT0.1S")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("1 (PENDING|RUNNING), \\d+ s gone, next poll in 0 s"))
                .last()
                .asString()
                .startsWith("1 of 1 tasks succeeded after ");
    }

    @Test
    void says_that_the_backup_failed() {
        assertThat(run("--takes", "PT0.1S", "--every", "PT0.1S", "--fails")).isEqualTo(1);
        assertThat(out.toString().lines()).last().asString().startsWith("0 of 1 tasks succeeded after ");
    }

    @Test
    void says_how_far_the_backup_had_come_when_time_ran_out() {
        assertThat(run("--takes", "PT1H", "--every", "PT0.1S", "--within", "PT0.5S"))
                .isEqualTo(1);
        assertThat(out.toString().lines()).last().asString().startsWith("0 of the 1 tasks seen had ended after ");
    }

    @Test
    void a_terminal_shows_one_line_that_is_cleared_in_the_end() {
        WaitProgress progress = new WaitProgress(
                1, Map.of(TaskStatus.RUNNING, 1), Duration.ofSeconds(7), Duration.ofSeconds(2), Option.none());
        PrintWriter printer = new PrintWriter(out);

        try (ProgressLine line = new ProgressLine(printer, true)) {
            line.accept(progress);
            line.accept(progress);
        }
        printer.print("done");
        printer.flush();

        String shown = "1 RUNNING, 7 s gone, next poll in 2 s";
        assertThat(out.toString()).isEqualTo("\r\u001b[K" + shown + "\r\u001b[K" + shown + "\r\u001b[Kdone");
    }
}
