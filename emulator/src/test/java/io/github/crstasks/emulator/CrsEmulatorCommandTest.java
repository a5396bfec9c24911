package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CrsEmulatorCommandTest {

    @Test
    void commandPrintsItsEndpointsAndServesUntilInterrupted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("tasks.json"), "[]");
        PipedWriter pipe = new PipedWriter();
        BufferedReader printed = new BufferedReader(new PipedReader(pipe));
        CommandLine command = new CommandLine(new CrsEmulatorCommand()).setOut(new PrintWriter(pipe));
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread program = new Thread(() -> exit.complete(command.execute(
                "--tasks", file.toString(), "--secret-id", "me", "--secret-key", "mine", "--page-cap", "5")));
        program.start();

        String url = printed.readLine().replaceFirst("export CRS_ENDPOINT='(.+)'", "$1");
        assertThat(printed.readLine())
                .isEqualTo("export CRS_ENDPOINT_V3='" + URI.create(url).resolve("/") + "'");
        assertThat(printed.readLine()).isEqualTo("export TENCENTCLOUD_SECRET_ID='me'");
        assertThat(printed.readLine()).isEqualTo("export TENCENTCLOUD_SECRET_KEY='mine'");
        assertThat(ApiV2TestClient.exchange("GET", url, "").code()).isEqualTo(4000);

        program.interrupt();

        assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--page-cap=0, page cap",
        "--port=70000, 70000",
        "--tasks=no-such-file, no-such-file",
        "--tasks=pom.xml, not a task list"
    })
    void invalidOptionIsReportedWithTheUsage(String option, String message) {
        StringWriter errors = new StringWriter();

        int exit = new CommandLine(new CrsEmulatorCommand())
                .setErr(new PrintWriter(errors))
                .execute(option);

        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(message, "Usage:").doesNotContain("\tat ");
    }

    @Test
    void helpListsAllOptions() {
        StringWriter out = new StringWriter();

        int exit = new CommandLine(new CrsEmulatorCommand())
                .setOut(new PrintWriter(out))
                .execute("--help");

        assertThat(exit).isZero();
        assertThat(out.toString()).contains("--port", "--tasks", "--page-cap", "--secret-id", "--secret-key");
    }
}
