package io.github.crstasks.tests.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.testkit.TransportContract;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the OSGi headers of the published modules, from a jar or from a folder of classes. */
class OsgiHeadersTest {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    /** A package at the start of a header, or after the comma that ends the clause before it. */
    private static final Pattern PACKAGE = Pattern.compile("(?:^|,)([a-z0-9._]+)([^,]*)");

    private record Clause(String packageName, String attributes) {}

    static Stream<Class<?>> typesOfPublishedModules() {
        return Stream.of(
                TaskClient.class,
                JdkTransport.class,
                GoogleTransport.class,
                CrsEmulator.class,
                TransportContract.class);
    }

    @ParameterizedTest
    @MethodSource("typesOfPublishedModules")
    void bundleExportsThePackagesOfTheModule(Class<?> type) throws Exception {
        ModuleDescriptor module = ModuleFinder.of(location(type)).findAll().stream()
                .findAny()
                .orElseThrow()
                .descriptor();

        assertThat(clauses(type, "Export-Package"))
                .extracting(Clause::packageName)
                .containsExactlyInAnyOrderElementsOf(module.exports().stream()
                        .map(ModuleDescriptor.Exports::source)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("typesOfPublishedModules")
    void bundleImportsNoAnnotationsUnlessTheyAreThere(Class<?> type) throws Exception {
        // Gson is there in any case: its bundle has its annotations too.
        assertThat(clauses(type, "Import-Package"))
                .filteredOn(clause -> clause.packageName.contains("annotation")
                        && !clause.packageName.equals("com.google.gson.annotations"))
                .allSatisfy(clause -> assertThat(clause.attributes).contains("resolution:=optional"));
    }

    @ParameterizedTest
    @MethodSource("typesOfPublishedModules")
    void bundleHasANameALicenceAndAJavaVersion(Class<?> type) throws Exception {
        Attributes headers = headers(type);

        assertThat(headers.getValue("Bundle-SymbolicName")).startsWith("crs-tasks-");
        assertThat(headers.getValue("Bundle-License")).startsWith("Apache-2.0");
        assertThat(headers.getValue("Require-Capability")).contains("(osgi.ee=JavaSE)(version=17)");
    }

    private static List<Clause> clauses(Class<?> type, String header) throws Exception {
        String value = Objects.requireNonNull(headers(type).getValue(header), header);
        // The commas between quotes separate values of one attribute.
        String withoutCommasInQuotes = QUOTED.matcher(value)
                .replaceAll(match -> match.group().replace(',', ' ').replace("$", ""));
        return PACKAGE.matcher(withoutCommasInQuotes)
                .results()
                .map((MatchResult match) -> new Clause(match.group(1), match.group(2)))
                .toList();
    }

    private static Attributes headers(Class<?> type) throws Exception {
        URL location = location(type).toUri().toURL();
        String prefix = location.getPath().endsWith(".jar") ? "jar:" + location + "!/" : location.toString();
        return read(new URL(prefix + "META-INF/MANIFEST.MF")).getMainAttributes();
    }

    private static Manifest read(URL manifest) throws IOException {
        try (InputStream content = manifest.openStream()) {
            return new Manifest(content);
        }
    }

    private static Path location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
