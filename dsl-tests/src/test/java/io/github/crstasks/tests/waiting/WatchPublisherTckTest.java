package io.github.crstasks.tests.waiting;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.waiting.TaskChange;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/**
 * The publisher of a watch obeys the rules of Reactive Streams, over HTTP.
 *
 * <p>Of 38 rules 18 are skipped: the seven that the TCK does not verify ({@code untested_*}), and eleven that need a
 * publisher which completes, as a watch never does.
 */
@Test
public class WatchPublisherTckTest extends FlowPublisherVerification<TaskChange> {
    private static final Instant FIRST = Instant.parse("2017-02-08T08:46:30Z");
    private static final int MAX_TASKS = 2_000;

    private final EmulatorFixture fixture = EmulatorFixture.start();
    private final TaskClient client =
            fixture.client().retryPolicy(RetryPolicy.defaults()).build();

    public WatchPublisherTckTest() {
        // The last argument is how long a cancellation may take on a busy machine before the garbage collector runs.
        super(new TestEnvironment(2000, 200), 1000);
    }

    @AfterClass
    public void close() {
        client.close();
        fixture.close();
    }

    /** A watch never completes. */
    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }

    @Override
    public Flow.Publisher<TaskChange> createFlowPublisher(long elements) {
        fixture.emulator()
                .tasks()
                .replaceAll(LongStream.range(0, Math.min(elements, MAX_TASKS))
                        .mapToObj(i -> TaskRow.pending(FIRST.plusSeconds(i), "backupInstance", "name", "crs-1"))
                        .toList());
        return client.watch(TaskQuery.all());
    }

    @Override
    public Flow.Publisher<TaskChange> createFailedFlowPublisher() {
        return client.watch(TaskQuery.none());
    }
}
