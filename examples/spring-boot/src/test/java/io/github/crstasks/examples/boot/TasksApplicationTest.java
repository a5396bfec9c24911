package io.github.crstasks.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.TaskRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts the packaged program as its users do. */
@Timeout(120)
class TasksApplicationTest {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    @Test
    void packagedProgramReturnsTasksAsJsonAndFailuresAsProblems() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (CrsEmulator emulator = CrsEmulator.start()) {
            emulator.tasks().submit(TaskRow.pending(now, "backupInstance", "orders", "crs-5b2c9a1f"));
            Process program = start(emulator);
            try (BufferedReader log = program.inputReader()) {
                URI address = URI.create("http://localhost:" + port(log) + "/tasks");

                HttpResponse<String> tasks = get(address);
                assertThat(tasks.statusCode()).isEqualTo(200);
                assertThat(tasks.body())
                        .startsWith("[{")
                        .contains("\"instanceId\":\"crs-5b2c9a1f\"", "\"submittedAt\":\"" + now + "\"");

                emulator.intercept(request -> InterceptorAction.reply(200, "{\"code\": 4104}"));
                HttpResponse<String> failure = get(address);
                assertThat(failure.statusCode()).isEqualTo(502);
                assertThat(failure.body()).contains("4104");
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private static Process start(CrsEmulator emulator) throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("program"),
                "--server.port=0",
                "--crs.region=ap-guangzhou",
                "--crs.endpoint=" + emulator.endpoint());
        program.environment().put("TENCENTCLOUD_SECRET_ID", emulator.secretId());
        program.environment().put("TENCENTCLOUD_SECRET_KEY", emulator.secretKey());
        return program.redirectErrorStream(true).start();
    }

    /** Reads the log until the program listens. */
    private static int port(BufferedReader log) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
            read.append(line).append('\n');
        }
        throw new AssertionError("The program ended before it listened:\n" + read);
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
