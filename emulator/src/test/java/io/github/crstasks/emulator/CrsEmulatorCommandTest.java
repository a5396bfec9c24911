package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
class CrsEmulatorCommandTest {
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)='(.*)'");

    /** Runs a command in a thread until the code has ended that uses it. */
    private static final class RunningCommand implements AutoCloseable {
        private final StringWriter errors = new StringWriter();
        private final List<String> printed = new ArrayList<>();
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();
        private final Thread program;

        RunningCommand(String... arguments) throws IOException {
            PipedWriter pipe = new PipedWriter();
            BufferedReader output = new BufferedReader(new PipedReader(pipe, 10_000));
            CommandLine command = new CommandLine(new CrsEmulatorCommand())
                    .setOut(new PrintWriter(pipe))
                    .setErr(new PrintWriter(errors));
            program = new Thread(() -> exit.complete(command.execute(arguments)));
            program.start();
            // What the command prints is in the pipe at once, since it is flushed at its end.
            printed.add(output.readLine());
            while (output.ready()) {
                printed.add(output.readLine());
            }
        }

        String exported(String name) {
            return CrsEmulatorCommandTest.exported(printed, name);
        }

        URI endpoint() {
            return URI.create(exported("CRS_ENDPOINT"));
        }

        String errors() {
            return errors.toString();
        }

        @Override
        public void close() {
            program.interrupt();
            assertThat(exit.orTimeout(10, TimeUnit.SECONDS).join()).isZero();
        }
    }

    private static String exported(List<String> lines, String name) {
        return lines.stream()
                .map(EXPORT::matcher)
                .filter(Matcher::matches)
                .filter(export -> export.group(1).equals(name))
                .map(export -> export.group(2))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + lines));
    }

    @Test
    void commandPrintsItsEndpointsAndServesUntilInterrupted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("tasks.json"), "[]");
        try (RunningCommand command = new RunningCommand(
                "--tasks", file.toString(), "--secret-id", "me", "--secret-key", "it's", "--page-cap", "5")) {
            assertThat(URI.create(command.exported("CRS_ENDPOINT_V3")))
                    .isEqualTo(command.endpoint().resolve("/"));
            assertThat(command.exported("TENCENTCLOUD_SECRET_ID")).isEqualTo("me");
            assertThat(command.exported("TENCENTCLOUD_SECRET_KEY")).isEqualTo("it'\\''s");
            assertThat(command.exported("TENCENTCLOUD_REGION")).isEqualTo("ap-guangzhou");
            assertThat(command.printed)
                    .contains("# The emulator lists 0 tasks until it is stopped, by Ctrl+C.")
                    .anyMatch(line -> line.contains("TaskClient.builder()"))
                    // A shell must accept all lines as they are.
                    .allMatch(
                            line -> line.startsWith("#") || EXPORT.matcher(line).matches());
            assertThat(ApiV2TestClient.exchange("GET", command.endpoint().toString(), "")
                            .code())
                    .isEqualTo(4000);
        }
    }

    @Test
    void signedTextIsPrintedIfTheSignatureDoesNotMatch() throws Exception {
        try (RunningCommand command = new RunningCommand()) {
            String form = "Action=GetRedisTaskList&Region=gz&Nonce=1&limit=1&offset=0&Signature=x&SecretId="
                    + command.exported("TENCENTCLOUD_SECRET_ID") + "&Timestamp="
                    + Instant.now().getEpochSecond();

            assertThat(ApiV2TestClient.exchange("GET", command.endpoint() + "?" + form, "")
                            .code())
                    .isEqualTo(4100);
            assertThat(command.errors())
                    .contains("GET /v2/index.php: the signature does not match the request. The emulator signed:")
                    .contains("\nGET" + command.endpoint().getAuthority()
                            + "/v2/index.php?Action=GetRedisTaskList&Nonce=1&Region=gz&SecretId=")
                    .doesNotContain(command.exported("TENCENTCLOUD_SECRET_KEY"));
        }
    }

    @Test
    void requestsFailAsTheSeedSays() throws Exception {
        try (RunningCommand command = new RunningCommand("--fail-rate", "1", "--seed", "5", "--latency", "1ms")) {
            assertThat(command.printed).contains("# Requests that fail: --fail-rate 1.0 --seed 5");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--page-cap=0 | page cap",
                "--port=70000 | 70000",
                "--tasks=no-such-file | no-such-file: there is no such file",
                "--tasks=pom.xml | pom.xml: not a task list",
                "--fail-rate=1.5 | from 0 to 1, but is 1.5",
                "--fail-rate=NaN | from 0 to 1, but is NaN",
                "--latency=soon | 'soon' is not a duration such as 200ms",
                "--latency=5 | '5' is not a duration such as 200ms",
                "--latency=PT-1S | the delay must not be negative"
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
    void invalidFieldIsNamedWithItsFileAndRow(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(folder.resolve("reply.json"), "{\"Response\":{\"Tasks\":[{\"TaskType\":\"012\"}]}}");
        StringWriter errors = new StringWriter();

        new CommandLine(new CrsEmulatorCommand())
                .setErr(new PrintWriter(errors))
                .execute("--tasks", file.toString());

        assertThat(errors.toString()).contains(file + ": row 1, field StartTime is missing");
    }

    @ParameterizedTest
    @CsvSource({"200ms, PT0.2S", "2s, PT2S", "1m, PT1M", "PT0.2S, PT0.2S", "0ms, PT0S"})
    void durationsAreRead(String text, Duration expected) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(expected);
    }

    @Test
    void helpListsAllOptionsWithAnExample() {
        assertThat(output("--help"))
                .contains("--port", "--tasks", "--page-cap", "--secret-id", "--secret-key", "--latency", "--fail-rate")
                .contains("java -jar", "--latency 200ms");
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(output("--version")).matches("crs-emulator [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\\R");
    }

    private static String output(String option) {
        StringWriter out = new StringWriter();

        int exit = new CommandLine(new CrsEmulatorCommand())
                .setOut(new PrintWriter(out))
                .execute(option);

        assertThat(exit).isZero();
        return out.toString();
    }

    /** Starts a JVM of its own, from the class path of this one. */
    @Test
    void programServesInAJvmOfItsOwn() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrsEmulatorCommand.class.getName())
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
            List<String> printed = new ArrayList<>();
            while (printed.stream().noneMatch(line -> line.startsWith("export CRS_ENDPOINT="))) {
                printed.add(lines.readLine());
            }
            assertThat(ApiV2TestClient.exchange("GET", exported(printed, "CRS_ENDPOINT"), "")
                            .code())
                    .isEqualTo(4000);
        } finally {
            process.destroy();
        }
    }
}
