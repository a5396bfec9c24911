package io.github.crstasks.tests.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.TaskClient;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs use the values with a JSON library on the module path, and without one on either path. No compiler warns them
 * that the annotations are missing. The programs run in this JVM, in class loaders that see the JDK and their own path alone.
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

        List<String> gson = lines(moduleLoader(path(List.of(CORE)), "com.google.gson"), "Gson");
        List<String> jackson2 =
                lines(moduleLoader(path(List.of(CORE, JACKSON_2)), "com.fasterxml.jackson.databind"), "Jackson2");
        List<String> jackson3 =
                lines(moduleLoader(path(List.of(CORE, JACKSON_3)), "tools.jackson.databind"), "Jackson3");

        assertThat(gson).hasSize(9).allMatch(line -> line.endsWith("} true"));
        assertThat(jackson2).isEqualTo(gson);
        assertThat(jackson3).isEqualTo(gson);
    }

    @Test
    void programWithoutJacksonCompilesWithoutWarningsAndRuns() throws Exception {
        compile("-cp", path(List.of(CORE)), "Values.java");
        try (URLClassLoader onClassPath = classPathLoader(path(List.of(CORE)))) {
            assertThat(linesWithoutJackson(onClassPath)).hasSize(9).contains("TaskPage", "Appeared");
        }

        compile("-p", path(List.of(CORE)), "plain-module-info.java", "Values.java");
        ClassLoader onModulePath = moduleLoader(path(List.of(CORE)), "io.github.crstasks");
        assertThat(linesWithoutJackson(onModulePath)).hasSize(9).contains("TaskPage", "Appeared");
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

    /** Defines the compiled program and its libraries as named modules, beside those of the JDK alone. */
    private ClassLoader moduleLoader(String path, String module) {
        Path[] places = places(path).toArray(Path[]::new);
        ModuleLayer jdk = ModuleLayer.boot();
        Configuration modules =
                jdk.configuration().resolve(ModuleFinder.of(places), ModuleFinder.of(), Set.of("consumer", module));
        ModuleLayer.Controller controller =
                ModuleLayer.defineModulesWithOneLoader(modules, List.of(jdk), ClassLoader.getPlatformClassLoader());
        ModuleLayer layer = controller.layer();
        // The program is no library: it exports its package to this test alone.
        controller.addExports(
                layer.findModule("consumer").orElseThrow(),
                "consumer",
                getClass().getModule());
        assertThat(layer.modules()).extracting(Module::getName).contains("io.github.crstasks");
        return layer.findLoader("consumer");
    }

    private URLClassLoader classPathLoader(String path) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path place : places(path).toList()) {
            urls.add(place.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private Stream<Path> places(String path) {
        return Stream.concat(
                Stream.of(Path.of(classes())),
                Stream.of(path.split(File.pathSeparator)).map(Path::of));
    }

    private static List<String> linesWithoutJackson(ClassLoader loader) throws ReflectiveOperationException {
        assertThatThrownBy(() -> loader.loadClass("com.fasterxml.jackson.annotation.JsonValue"))
                .isInstanceOf(ClassNotFoundException.class);
        return lines(loader, "Values");
    }

    @SuppressWarnings("unchecked") // All programs return their lines.
    private static List<String> lines(ClassLoader loader, String program) throws ReflectiveOperationException {
        return (List<String>)
                loader.loadClass("consumer." + program).getMethod("lines").invoke(null);
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
