package io.github.crstasks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class QuickStartTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new QuickStart())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "google"})
    void documentedQueryAndThreePagesArePrinted(String transport) {
        assertThat(run("--transport", transport)).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "  beginTime    2016-12-28 00:03:52", "  taskType.2   task_cleanInstance", "  limit        10")
                .contains("and returns 9 of 9 tasks")
                .contains("All tasks, 1 to 3 of 9", "All tasks, 4 to 6 of 9", "All tasks, 7 to 9 of 9")
                .filteredOn("  2017-02-08 15:35:25  BACKUP_INSTANCE  SUCCEEDED  crs-izbob1wh    测试API专用"::equals)
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "google"})
    void apiV3PrintsTheSameTasks(String transport) {
        assertThat(run("--api", "3", "--transport", transport)).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "  BeginTime    2016-12-28 00:03:52",
                        "  TaskTypes.2  004",
                        "  Result.0     2",
                        "  Limit        10")
                .contains("and returns 9 of 9 tasks")
                .contains("All tasks, 1 to 3 of 9", "All tasks, 4 to 6 of 9", "All tasks, 7 to 9 of 9")
                .filteredOn("  2017-02-08 15:35:25  BACKUP_INSTANCE  SUCCEEDED  crs-izbob1wh    测试API专用"::equals)
                .hasSize(2);
    }

    @Test
    void unknownApiVersionIsAUsageError() {
        assertThat(run("--api", "4")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--api", "2 or 3", "4");
    }

    @Test
    void rejectionOfTheServiceIsPrintedAsAnError() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            emulator.intercept(request -> InterceptorAction.reply(200, "{\"code\": 4104}"));

            // Without credentials in the environment, the client rejects the call; that is an error too.
            assertThat(run("--endpoint", emulator.endpoint().toString())).isEqualTo(1);
        }
        assertThat(err.toString()).isNotBlank();
    }
}
