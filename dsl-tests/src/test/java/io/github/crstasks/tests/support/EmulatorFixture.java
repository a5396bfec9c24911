package io.github.crstasks.tests.support;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.task.Task;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** An emulator, a transport to it, and the API version that clients use. */
public record EmulatorFixture(CrsEmulator emulator, Transport transport, ApiVersion api)
        implements Store.CloseOnReset, AutoCloseable {

    /** Starts an emulator for a test class of its own, which closes it. */
    public static EmulatorFixture start() {
        return new EmulatorFixture(CrsEmulator.start(), new JdkTransport(), ApiVersion.V2);
    }

    /** Returns the emulator that all properties over {@link JdkTransport} share. */
    public static EmulatorFixture sharedOverJdk() {
        return shared("emulator over the JDK's client", JdkTransport::new);
    }

    /** Returns the emulator that all properties over {@link GoogleTransport} share. */
    public static EmulatorFixture sharedOverGoogle() {
        return shared("emulator over Google HTTP Client", GoogleTransport::new);
    }

    /** Starting an emulator takes longer than a try of a property, so that it is kept until the end of the run. */
    private static EmulatorFixture shared(String name, Supplier<Transport> transport) {
        return Store.getOrCreate(
                        name,
                        Lifespan.RUN,
                        () -> new EmulatorFixture(CrsEmulator.start(), transport.get(), ApiVersion.V2))
                .get();
    }

    /** Returns a fixture with the same emulator and transport whose clients use another API version. */
    public EmulatorFixture withApi(ApiVersion version) {
        return new EmulatorFixture(emulator, transport, version);
    }

    /** Returns a builder for clients of the emulator, which neither retry nor limit their rate. */
    public TaskClientBuilder client() {
        return TaskClient.builder()
                .region("gz")
                .protocol(api.protocol())
                .endpoint(api.endpoint(emulator))
                .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                .transport(transport)
                .rateLimiter(RateLimiter.unlimited())
                .detailsRateLimiter(RateLimiter.unlimited())
                .retryPolicy(RetryPolicy.none());
    }

    /**
     * Resets the emulator and replaces its tasks.
     *
     * @param submitted the tasks in the order of submission
     * @param pageCap the maximum number of rows on a page, whatever limit a client requests
     * @return the tasks as a client of this API version reads them
     */
    public List<Task> replaceTasks(List<Task> submitted, int pageCap) {
        emulator.reset();
        emulator.changeBehaviour(behaviour -> behaviour.withPageCap(pageCap));
        long firstId = emulator.tasks()
                .replaceAll(submitted.stream().map(ApiVersion::row).toList());
        return IntStream.range(0, submitted.size())
                .mapToObj(index -> api.asReported(submitted.get(index), firstId + index))
                .toList();
    }

    @Override
    public void close() {
        transport.close();
        emulator.close();
    }
}
