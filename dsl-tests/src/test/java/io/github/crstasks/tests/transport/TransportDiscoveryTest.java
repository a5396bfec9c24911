package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.testkit.ScriptedServer;
import io.github.crstasks.testkit.ServerScript;
import io.github.crstasks.transport.Transport;
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
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program finds the transport that is on its module path or class path, without a change to its code. The path contains
 * only what the transport needs.
 */
@Timeout(120)
class TransportDiscoveryTest {
    private static final List<String> CORE_LIBRARIES = List.of("vavr", "gson", "failsafe");
    private static final List<String> GOOGLE_LIBRARIES =
            List.of("google-http-client-2", "guava", "failureaccess", "opencensus", "grpc");

    @TempDir
    private Path folder = Path.of("");

    enum PathKind {
        MODULE_PATH,
        CLASS_PATH;

        String option() {
            return this == MODULE_PATH ? "-p" : "-cp";
        }

        List<String> sources() {
            return this == MODULE_PATH ? List.of("module-info.java", "Main.java") : List.of("Main.java");
        }

        List<String> main() {
            return this == MODULE_PATH ? List.of("-m", "chosen/chosen.Main") : List.of("chosen.Main");
        }
    }

    @ParameterizedTest
    @EnumSource
    void jdkTransportIsFound(PathKind kind) throws IOException, InterruptedException {
        assertThat(output(kind, JdkTransport.class, CORE_LIBRARIES))
                .isEqualTo(JdkTransport.class.getName() + " Right(HTTP 200, 2 bytes)");
    }

    @ParameterizedTest
    @EnumSource
    void googleTransportIsFound(PathKind kind) throws IOException, InterruptedException {
        List<String> libraries = Stream.of(CORE_LIBRARIES, GOOGLE_LIBRARIES)
                .flatMap(List::stream)
                .toList();
        assertThat(output(kind, GoogleTransport.class, libraries))
                .isEqualTo(GoogleTransport.class.getName() + " Right(HTTP 200, 2 bytes)");
    }

    private String output(PathKind kind, Class<? extends Transport> transport, List<String> libraries)
            throws IOException, InterruptedException {
        String classes = folder.resolve("classes").toString();
        // Without an explicit class path, javac uses that of this JVM.
        List<String> arguments = new ArrayList<>(List.of(
                "-Xlint:all", "-Werror", "-cp", folder.toString(), "-d", classes, kind.option(), path(CORE_LIBRARIES)));
        for (String source : kind.sources()) {
            arguments.add(copyOf(source).toString());
        }
        assertThat(ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, arguments.toArray(String[]::new)))
                .isZero();
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "ok"))) {
            String path = String.join(File.pathSeparator, classes, locationOf(transport), path(libraries));
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(kind.option(), path));
            command.addAll(kind.main());
            command.add(server.endpoint().toString());
            return output(command);
        }
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private Path copyOf(String source) throws IOException {
        Path file = folder.resolve(source);
        try (InputStream in = getClass().getResourceAsStream("/path/" + source + ".txt")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        return file;
    }

    private static String locationOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static String path(List<String> libraries) {
        Stream<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> libraries.stream()
                        .anyMatch(
                                name -> Path.of(entry).getFileName().toString().startsWith(name)));
        return Stream.concat(Stream.of(locationOf(Transport.class)), jars)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
