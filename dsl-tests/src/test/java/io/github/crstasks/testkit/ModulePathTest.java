package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program in a module of its own finds whichever transport is on the module path, and nothing else is changed. */
@Timeout(120)
class ModulePathTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void compileTheProgram() throws IOException, InterruptedException {
        List<String> sources = new ArrayList<>();
        for (String source : List.of("module-info.java", "Main.java")) {
            Path file = folder.resolve(source);
            try (InputStream in = getClass().getResourceAsStream("/module-path/" + source + ".txt")) {
                Files.copy(Objects.requireNonNull(in), file);
            }
            sources.add(file.toString());
        }
        List<String> command =
                new ArrayList<>(List.of("javac", "-d", folder.resolve("chosen").toString(), "-p", libraries()));
        command.addAll(sources);
        assertThat(run(command)).isEmpty();
    }

    @Test
    void findsTheTransportOverTheJdk() throws IOException, InterruptedException {
        assertThat(output(JdkTransport.class)).isEqualTo(JdkTransport.class.getName() + " Right(HTTP 200, 2 bytes)");
    }

    @Test
    void findsTheTransportOverGoogle() throws IOException, InterruptedException {
        assertThat(output(GoogleTransport.class))
                .isEqualTo(GoogleTransport.class.getName() + " Right(HTTP 200, 2 bytes)");
    }

    private String output(Class<? extends Transport> transport) throws IOException, InterruptedException {
        try (ScriptedServer server = ScriptedServer.plain(Script.reply(200, "ok"))) {
            String modules = String.join(
                    File.pathSeparator, folder.resolve("chosen").toString(), locationOf(transport), libraries());
            return run(List.of(
                    "java",
                    "-p",
                    modules,
                    "-m",
                    "chosen/chosen.Main",
                    server.endpoint().toString()));
        }
    }

    private static String locationOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** What the two transports need, the same for both. */
    private static String libraries() {
        List<String> names = List.of(
                "vavr",
                "gson",
                "failsafe",
                "jspecify",
                "google-http-client-2",
                "guava",
                "failureaccess",
                "opencensus",
                "grpc");
        Stream<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> names.stream()
                        .anyMatch(
                                name -> Path.of(entry).getFileName().toString().startsWith(name)));
        return Stream.concat(Stream.of(locationOf(Transport.class)), jars)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        List<String> located = new ArrayList<>(command);
        located.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
        Process process = new ProcessBuilder(located).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
