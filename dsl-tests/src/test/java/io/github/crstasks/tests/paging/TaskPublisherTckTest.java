package io.github.crstasks.tests.paging;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.tests.support.EmulatorFixture;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/**
 * The publisher of a list obeys the required and optional rules of Reactive Streams, over HTTP.
 *
 * <p>Ten rules are skipped: the seven that the TCK does not verify ({@code untested_*}), the two that need a publisher which
 * fails before the first request, and the one that needs 2,147,483,647 tasks.
 */
@Test
public class TaskPublisherTckTest extends FlowPublisherVerification<Task> {
    private static final Instant FIRST = Instant.parse("2017-02-08T08:46:30Z");

    private final EmulatorFixture fixture = EmulatorFixture.start();
    private final TaskClient client = fixture.client().build();

    public TaskPublisherTckTest() {
        // The last argument is how long a cancellation may take on a busy machine before the garbage collector runs.
        super(new TestEnvironment(2000, 200), 1000);
    }

    @AfterClass
    public void close() {
        client.close();
        fixture.close();
    }

    @Override
    public long maxElementsFromPublisher() {
        return 10_000;
    }

    @Override
    public Flow.Publisher<Task> createFlowPublisher(long elements) {
        fixture.emulator()
                .tasks()
                .replaceAll(LongStream.range(0, elements)
                        .mapToObj(i -> TaskRow.pending(FIRST.plusSeconds(i), "backupInstance", "name", "crs-1"))
                        .toList());
        return client.async().publisher(TaskQuery.all());
    }

    /** Returns no publisher: nothing is sent before the first request, so nothing can have failed. */
    @Override
    @SuppressWarnings("NullAway") // The TCK skips a test for which this method returns null.
    public Flow.Publisher<Task> createFailedFlowPublisher() {
        return null;
    }
}
