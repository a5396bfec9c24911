package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.tests.support.IsolatedLibrary;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client finds the transport of its own class loader, whatever the context class loader of the building thread is. */
class TransportLookupTest {
    @TempDir
    private Path folder = Path.of("");

    private static Stream<@Nullable ClassLoader> contextClassLoaders() {
        return Stream.of(
                // As in OSGi, and on threads that are attached by native code.
                null,
                // As on threads of the common pool, in a program that is started from one jar of jars.
                ClassLoader.getPlatformClassLoader(),
                // Contains another copy of the library, and transports for that copy.
                ClassLoader.getSystemClassLoader());
    }

    @ParameterizedTest
    @MethodSource("contextClassLoaders")
    void transportOfTheLibrarysClassLoaderIsFound(@Nullable ClassLoader context) throws Exception {
        try (IsolatedLibrary library = IsolatedLibrary.with(JdkTransport.class)) {
            assertThat(library.inContext(context, library::buildClient)).hasToString("built");
        }
    }

    @Test
    void transportThatBothClassLoadersFindIsTakenOnce() throws Exception {
        try (IsolatedLibrary library = IsolatedLibrary.with(JdkTransport.class)) {
            assertThat(library.inContext(library.loader(), library::buildClient))
                    .hasToString("built");
        }
    }

    @Test
    void missingTransportIsReportedWithTheArtifactsToAdd() throws Exception {
        try (IsolatedLibrary library = IsolatedLibrary.with(folder)) {
            assertThatThrownBy(() -> library.inContext(library.loader(), library::buildClient))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("no transport found", "crs-tasks-transport-jdk", "transport(...)");
        }
    }

    @Test
    void transportThatCannotBeLoadedIsNamed() throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.github.crstasks.transport.Transport"), "example.Missing");
        try (IsolatedLibrary library = IsolatedLibrary.with(folder)) {
            assertThatThrownBy(() -> library.inContext(null, library::buildClient))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("no transport found", "example.Missing");
        }
    }
}
