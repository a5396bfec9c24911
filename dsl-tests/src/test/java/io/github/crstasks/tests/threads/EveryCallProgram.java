package io.github.crstasks.tests.threads;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;

import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * Makes every kind of call over a transport, with a retry, a wait that times out and a watch, and closes everything. Takes
 * strings only, so that it can be run by a class loader of its own.
 */
public final class EveryCallProgram implements Consumer<String[]> {
    /** Runs the program with the name of the transport, the endpoint, the secret id and the secret key. */
    @Override
    public void accept(String[] arguments) {
        try (Transport transport = arguments[0].equals("jdk") ? new JdkTransport() : new GoogleTransport();
                TaskClient client = TaskClient.builder()
                        .region("gz")
                        .endpoint(URI.create(arguments[1]))
                        .credentials(Credentials.of(arguments[2], arguments[3]))
                        .transport(transport)
                        .paging(Paging.defaults().withPageSize(20))
                        .build()) {
            int size = client.list(all()).getOrElseThrow(TaskException::new).size();
            require(size == client.count(all()).getOrElseThrow(TaskException::new), "count");
            require(size == client.stream(all()).count(), "stream");
            require(
                    client.page(type(BACKUP_INSTANCE), 5, 50)
                                    .getOrElseThrow(TaskException::new)
                                    .tasks()
                                    .size()
                            == 50,
                    "page");
            require(
                    client.async()
                                    .list(all())
                                    .join()
                                    .getOrElseThrow(TaskException::new)
                                    .size()
                            == size,
                    "asynchronous list");
            require(
                    client.await(all(), WaitOptions.defaults().withTimeout(Duration.ofMillis(200)))
                            instanceof WaitOutcome.TimedOut,
                    "await");
            require(firstOf(client.watch(all())) instanceof TaskChange.Appeared, "watch");
            require(firstOf(client.publisher(all())).instanceId().equals("crs-1"), "publisher");
        }
    }

    private static void require(boolean condition, String call) {
        if (!condition) {
            throw new IllegalStateException("unexpected result of " + call);
        }
    }

    private static <T> T firstOf(Flow.Publisher<T> publisher) {
        CompletableFuture<T> first = new CompletableFuture<>();
        publisher.subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription = new CancelledSubscription();

            @Override
            public void onSubscribe(Flow.Subscription started) {
                subscription = started;
                subscription.request(1);
            }

            @Override
            public void onNext(T item) {
                subscription.cancel();
                first.complete(item);
            }

            @Override
            public void onError(Throwable thrown) {
                first.completeExceptionally(thrown);
            }

            @Override
            public void onComplete() {
                first.completeExceptionally(new IllegalStateException("no item"));
            }
        });
        return first.join();
    }

    private static final class CancelledSubscription implements Flow.Subscription {
        @Override
        public void request(long items) {}

        @Override
        public void cancel() {}
    }
}
