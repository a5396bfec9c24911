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
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program finds whichever transport is on its path, and nothing else is changed; the path holds what the transport needs
 * and no more.
 */
@Timeout(120)
class PathTest {
    private static final List<String> OF_CORE = List.of("vavr", "gson", "failsafe");
    private static final List<String> OF_GOOGLE =
            List.of("google-http-client-2", "guava", "failureaccess", "opencensus", "grpc");

    @TempDir
    private Path folder = Path.of("");

    enum Way {
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
    void findsTheTransportOverTheJdk(Way way) throws IOException, InterruptedException {
        assertThat(output(way, JdkTransport.class, OF_CORE))
                .isEqualTo(JdkTransport.class.getName() + " Right(HTTP 200, 2 bytes)");
    }

    @ParameterizedTest
    @EnumSource
    void findsTheTransportOverGoogle(Way way) throws IOException, InterruptedException {
        List<String> libraries =
                Stream.of(OF_CORE, OF_GOOGLE).flatMap(List::stream).toList();
        assertThat(output(way, GoogleTransport.class, libraries))
                .isEqualTo(GoogleTransport.class.getName() + " Right(HTTP 200, 2 bytes)");
    }

    private String output(Way way, Class<? extends Transport> transport, List<String> libraries)
            throws IOException, InterruptedException {
        String classes = folder.resolve("classes").toString();
        List<String> arguments =
                new ArrayList<>(List.of("-Xlint:all", "-Werror", "-d", classes, way.option(), path(OF_CORE)));
        for (String source : way.sources()) {
            arguments.add(copied(source).toString());
        }
        assertThat(ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, arguments.toArray(String[]::new)))
                .isZero();
        try (ScriptedServer server = ScriptedServer.plain(Script.reply(200, "ok"))) {
            String path = String.join(File.pathSeparator, classes, locationOf(transport), path(libraries));
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(way.option(), path));
            command.addAll(way.main());
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

    private Path copied(String source) throws IOException {
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
