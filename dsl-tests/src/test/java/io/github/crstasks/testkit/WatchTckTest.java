package io.github.crstasks.testkit;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.http.Transport;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.github.crstasks.waiting.TaskChange;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/**
 * The rules of Reactive Streams for a watch, over real HTTP.
 *
 * <p>Of 38 rules 18 are skipped: the seven that the TCK names but does not verify ({@code untested_*}), and eleven that
 * need a stream with an end, which a watch has not.
 */
@Test
public class WatchTckTest extends FlowPublisherVerification<TaskChange> {
    private static final Instant FIRST = Instant.parse("2017-02-08T08:46:30Z");
    private static final int MANY = 2_000;

    private final CrsEmulator emulator = CrsEmulator.start();
    private final Transport transport = new JdkTransport();
    private final TaskClient client = TaskClient.builder()
            .region("gz")
            .endpoint(emulator.endpoint())
            .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
            .transport(transport)
            .rate(RateLimiter.unlimited())
            .build();

    public WatchTckTest() {
        super(new TestEnvironment(2000, 200));
    }

    @AfterClass
    public void close() {
        client.close();
        transport.close();
        emulator.close();
    }

    /** A watch has no end. */
    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }

    @Override
    public Flow.Publisher<TaskChange> createFlowPublisher(long elements) {
        emulator.tasks()
                .replaceAll(LongStream.range(0, Math.min(elements, MANY))
                        .mapToObj(i -> TaskRow.pending(FIRST.plusSeconds(i), "backupInstance", "name", "crs-1"))
                        .toList());
        return client.watch(TaskQuery.all());
    }

    @Override
    public Flow.Publisher<TaskChange> createFailedFlowPublisher() {
        return client.watch(TaskQuery.none());
    }
}
