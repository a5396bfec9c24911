package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportLookupTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void missingTransportIsReportedWithTheArtifactsToAdd() {
        assertThatThrownBy(() -> clientWithTransportsOnThePath())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("crs-tasks-transport-jdk", "crs-tasks-transport-google", "transport(...)");
    }

    @Test
    void severalTransportsAreReportedByName() {
        assertThatThrownBy(() -> clientWithTransportsOnThePath(Found.class.getName(), Another.class.getName()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(Found.class.getName(), Another.class.getName(), "transport(...)");
    }

    @Test
    void onlyTransportOnThePathIsFoundAndClosedWithTheClient() throws IOException {
        TaskClient client = clientWithTransportsOnThePath(Found.class.getName());

        assertThat(client.count(TaskQuery.all()).getLeft())
                .asInstanceOf(type(TaskError.ExtensionFailed.class))
                .returns("transport", TaskError.ExtensionFailed::extension)
                .extracting(failed -> failed.cause().get())
                .isInstanceOf(IllegalStateException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("found");
        assertThatThrownBy(client::close).hasMessage("closed");
    }

    /** Builds a client while these transports and no others are on the class path. */
    private TaskClient clientWithTransportsOnThePath(String... transports) throws IOException {
        Path services = Files.writeString(folder.resolve("services"), String.join("\n", transports));
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals("META-INF/services/" + Transport.class.getName())
                        ? Collections.enumeration(List.of(services.toUri().toURL()))
                        : super.getResources(name);
            }
        });
        try {
            return TaskClient.builder()
                    .region("gz")
                    .credentials(Credentials.of("id", "key"))
                    .build();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    /** Throws whenever it is used, because the test cannot reach the instance that the lookup creates. */
    public static class Found implements Transport {
        @Override
        public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
            throw new IllegalStateException("found");
        }

        @Override
        public void close() {
            throw new IllegalStateException("closed");
        }
    }

    public static final class Another extends Found {}
}
