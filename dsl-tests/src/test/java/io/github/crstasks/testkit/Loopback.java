package io.github.crstasks.testkit;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.Retry;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.http.Transport;
import io.github.crstasks.task.Task;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** The emulator and a transport to it, shared by all tries of a run, since starting them would cost more than a try. */
record Loopback(CrsEmulator emulator, Transport transport) implements Store.CloseOnReset {
    static Loopback over(String name, Supplier<Transport> transport) {
        return Store.getOrCreate(
                        "loopback over " + name, Lifespan.RUN, () -> new Loopback(CrsEmulator.start(), transport.get()))
                .get();
    }

    TaskClientBuilder client() {
        return TaskClient.builder()
                .region("gz")
                .endpoint(emulator.endpoint())
                .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                .transport(transport)
                .rate(RateLimiter.unlimited())
                .retry(Retry.none());
    }

    Loopback holding(List<Task> submitted, int pageCap) {
        emulator.reset();
        emulator.tasks().replaceAll(submitted.stream().map(Loopback::row).toList());
        emulator.behave(behaviour -> behaviour.withPageCap(pageCap));
        return this;
    }

    static TaskRow row(Task task) {
        return new TaskRow(
                task.submittedAt(),
                task.typeName(),
                task.instanceName(),
                task.instanceId(),
                task.projectId(),
                task.statusCode(),
                (int) task.progress());
    }

    @Override
    public void close() {
        transport.close();
        emulator.close();
    }
}
