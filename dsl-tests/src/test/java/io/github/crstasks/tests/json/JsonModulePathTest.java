package io.github.crstasks.tests.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs use the values with a JSON library on the module path, and without one on either path. No compiler warns them
 * that the annotations are missing.
 */
@Timeout(120)
class JsonModulePathTest {
    private static final List<String> CORE = List.of("vavr", "gson");
    private static final List<String> JACKSON_2 = List.of("com/fasterxml/jackson/core/jackson-");
    private static final List<String> JACKSON_3 = List.of("jackson-annotations", "tools/jackson/core/jackson-");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachLibraryWritesAndReadsAllValuesOnTheModulePath() throws Exception {
        String all = path(List.of(CORE, JACKSON_2, JACKSON_3));
        compile("-p", all, "module-info.java", "Values.java", "Gson.java", "Jackson2.java", "Jackson3.java");

        List<String> gson = output(onModulePath("Gson", path(List.of(CORE)), "com.google.gson"));
        List<String> jackson2 =
                output(onModulePath("Jackson2", path(List.of(CORE, JACKSON_2)), "com.fasterxml.jackson.databind"));
        List<String> jackson3 =
                output(onModulePath("Jackson3", path(List.of(CORE, JACKSON_3)), "tools.jackson.databind"));

        assertThat(gson).hasSize(7).allMatch(line -> line.endsWith("} true"));
        assertThat(jackson2).isEqualTo(gson);
        assertThat(jackson3).isEqualTo(gson);
    }

    @Test
    void programWithoutJacksonCompilesWithoutWarningsAndRuns() throws Exception {
        compile("-cp", path(List.of(CORE)), "Values.java");
        List<String> onClassPath =
                output(List.of("-cp", classes() + File.pathSeparator + path(List.of(CORE)), "consumer.Values"));
        compile("-p", path(List.of(CORE)), "plain-module-info.java", "Values.java");
        List<String> onModulePath = output(onModulePath("Values", path(List.of(CORE)), "io.github.crstasks"));

        assertThat(onModulePath).hasSize(7).contains("TaskPage", "Appeared");
        assertThat(onClassPath).isEqualTo(onModulePath);
    }

    private void compile(String option, String path, String... sources) throws IOException {
        // Without an explicit class path, javac uses that of this JVM.
        List<String> arguments = new ArrayList<>(List.of(
                "-Xlint:all", "-Werror", "-proc:none", "-cp", folder.toString(), "-d", classes(), option, path));
        for (String source : sources) {
            Path file = folder.resolve(source.replace("plain-", ""));
            try (InputStream in = getClass().getResourceAsStream("/json/" + source + ".txt")) {
                Files.write(file, Objects.requireNonNull(in).readAllBytes());
            }
            arguments.add(file.toString());
        }
        assertThat(ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, arguments.toArray(String[]::new)))
                .isZero();
    }

    private String classes() {
        return folder.resolve("classes").toString();
    }

    private List<String> onModulePath(String program, String path, String module) {
        return List.of(
                "-p",
                classes() + File.pathSeparator + path,
                "--add-modules",
                module,
                "-m",
                "consumer/consumer." + program);
    }

    private static List<String> output(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private static String path(List<List<String>> libraries) throws URISyntaxException {
        List<String> names = libraries.stream().flatMap(List::stream).toList();
        Stream<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> names.stream().anyMatch(name -> isNamed(entry, name)));
        Path core = Path.of(TaskClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Stream.concat(Stream.of(core.toString()), jars).collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns whether a jar has a name that begins so. A name with a slash begins with folders of the local repository. */
    private static boolean isNamed(String jar, String name) {
        String path = jar.replace(File.separatorChar, '/');
        return name.contains("/")
                ? path.contains("/" + name)
                : path.substring(path.lastIndexOf('/') + 1).startsWith(name);
    }
}
