package io.github.crstasks.tests.threads;

import static io.github.crstasks.query.TaskQuery.all;

import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Uses clients over both transports, a watch included, and closes nothing. */
final class UnclosedClientProgram {
    private UnclosedClientProgram() {}

    /** Runs the program with the endpoint, the secret id and the secret key. */
    public static void main(String[] arguments) {
        for (Transport transport : List.of(new JdkTransport(), new GoogleTransport())) {
            TaskClient client = TaskClient.builder()
                    .region("gz")
                    .endpoint(URI.create(arguments[0]))
                    .credentials(Credentials.of(arguments[1], arguments[2]))
                    .transport(transport)
                    .build();
            client.list(all()).getOrElseThrow(TaskException::new);
            CompletableFuture<Object> seen = new CompletableFuture<>();
            // The watch goes on polling when main has ended.
            CompletableFuture<Void> watch = client.watch(all(), seen::complete);
            seen.join();
            if (watch.isDone()) {
                throw new IllegalStateException("the watch has ended");
            }
        }
        System.out.println("main has ended");
    }

    /** Makes calls with a client and a transport that nothing else refers to afterwards, and returns both. */
    static List<WeakReference<?>> abandon(EmulatorFixture service, Supplier<Transport> newTransport) {
        Transport transport = newTransport.get();
        // A rate limit of one call in 20 ms needs the scheduler thread of the client.
        TaskClient client = service.client()
                .transport(transport)
                .rateLimiter(() -> Duration.ofMillis(20))
                .build();
        client.list(all()).getOrElseThrow(TaskException::new);
        client.watch(all(), change -> {}).cancel(true);
        return List.of(new WeakReference<>(client), new WeakReference<>(transport));
    }
}
