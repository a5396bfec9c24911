package io.github.crstasks.testkit;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.Retry;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.http.Transport;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/**
 * The rules of Reactive Streams, required and optional, over real HTTP.
 *
 * <p>Ten are skipped: the seven that the TCK names but does not verify ({@code untested_*}); the two that want a publisher
 * which fails before it is asked for anything, since this one sends nothing before; and the one that would need
 * 2,147,483,647 tasks.
 */
@Test
public class TaskPublisherTckTest extends FlowPublisherVerification<Task> {
    private static final Instant FIRST = Instant.parse("2017-02-08T08:46:30Z");

    private final CrsEmulator emulator = CrsEmulator.start();
    private final Transport transport = new JdkTransport();

    public TaskPublisherTckTest() {
        super(new TestEnvironment(2000, 200));
    }

    @AfterClass
    public void close() {
        transport.close();
        emulator.close();
    }

    private TaskClient client(URI endpoint) {
        return TaskClient.builder()
                .region("gz")
                .endpoint(endpoint)
                .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                .transport(transport)
                .rate(RateLimiter.unlimited())
                .retry(Retry.none())
                .build();
    }

    @Override
    public long maxElementsFromPublisher() {
        return 10_000;
    }

    @Override
    public Flow.Publisher<Task> createFlowPublisher(long elements) {
        emulator.tasks()
                .replaceAll(LongStream.range(0, elements)
                        .mapToObj(i -> TaskRow.pending(FIRST.plusSeconds(i), "backupInstance", "name", "crs-1"))
                        .toList());
        return client(emulator.endpoint()).async().publisher(TaskQuery.all());
    }

    /** None: before the first request nothing is sent, so nothing can have failed. */
    @Override
    @SuppressWarnings("NullAway") // The TCK takes null for "there is no such publisher".
    public Flow.Publisher<Task> createFailedFlowPublisher() {
        return null;
    }
}
