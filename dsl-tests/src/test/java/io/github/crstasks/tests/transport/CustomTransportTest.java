package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transport of {@code docs/transports.md} is found like those of the library. */
class CustomTransportTest {
    @Test
    void declaredTransportIsFoundByTheServiceLoader(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Transport.class.getName()), OkHttpTransport.class.getName());
        URL[] path = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            Transport found = ServiceLoader.load(Transport.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(OkHttpTransport.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            found.close();
            assertThat(found).isInstanceOf(OkHttpTransport.class);
        }
    }
}
