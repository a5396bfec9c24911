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
    void runningFailedAndSucceededTasksAndTheEndOfAWaitArePrinted(String transport) {
        assertThat(run("--transport", transport)).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "An emulator in this process, with tasks that it made up, answers over API 3.0. Times are UTC+8.")
                .contains("    the new size is smaller than the data")
                .contains("Succeeded in the last day: 1")
                .contains("Waiting for BACKUP_INSTANCE of crs-5b2c9a1f:")
                .anyMatch(line -> line.endsWith("  RESIZE_INSTANCE of crs-77d0e4b2 (carts)"))
                .anyMatch(line -> line.startsWith("  1 RUNNING, 0 s elapsed, next poll in "))
                .last()
                .asString()
                .startsWith("  1 of 1 task succeeded after ");
    }

    @Test
    void apiV2DoesNotSayWhyATaskFailed() {
        assertThat(run("--api", "2")).isZero();
        assertThat(out.toString().lines())
                .contains("    API 2.0 does not say why.", "Succeeded in the last day: 1")
                .last()
                .asString()
                .startsWith("  1 of 1 task succeeded after ");
    }

    @Test
    void unknownApiVersionIsAUsageError() {
        assertThat(run("--api", "4")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--api", "2 or 3", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis.tencentcloudapi.com", "https://redis.tencentcloudapi.com/?region=gz"})
    void endpointThatTheClientRefusesIsAUsageError(String endpoint) {
        assertThat(run("--endpoint", endpoint)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).startsWith("endpoint must be ").doesNotContain("\tat ");
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
