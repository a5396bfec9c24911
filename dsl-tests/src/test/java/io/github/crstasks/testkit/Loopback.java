package io.github.crstasks.testkit;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.Retry;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.http.Transport;
import io.github.crstasks.task.Task;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** The emulator and a transport to it, shared by all tries of a run, since starting them would cost more than a try. */
record Loopback(CrsEmulator emulator, Transport transport, Api api) implements Store.CloseOnReset {
    static Loopback over(String name, Supplier<Transport> transport) {
        return Store.getOrCreate(
                        "loopback over " + name,
                        Lifespan.RUN,
                        () -> new Loopback(CrsEmulator.start(), transport.get(), Api.V2))
                .get();
    }

    /** The same emulator and transport, in another language. */
    Loopback speaking(Api language) {
        return new Loopback(emulator, transport, language);
    }

    TaskClientBuilder client() {
        return TaskClient.builder()
                .region("gz")
                .protocol(api.protocol())
                .endpoint(api.endpoint(emulator))
                .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                .transport(transport)
                .rate(RateLimiter.unlimited())
                .retry(Retry.none());
    }

    /** Puts tasks into the emulator; returns them as a client of this API sees them. */
    List<Task> hold(List<Task> submitted, int pageCap) {
        emulator.reset();
        emulator.behave(behaviour -> behaviour.withPageCap(pageCap));
        long first =
                emulator.tasks().replaceAll(submitted.stream().map(Api::row).toList());
        return IntStream.range(0, submitted.size())
                .mapToObj(place -> api.sent(submitted.get(place), first + place))
                .toList();
    }

    @Override
    public void close() {
        transport.close();
        emulator.close();
    }
}
