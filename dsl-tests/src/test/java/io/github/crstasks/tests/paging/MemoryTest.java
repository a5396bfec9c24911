package io.github.crstasks.tests.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.internal.paging.PageCall;
import io.github.crstasks.internal.paging.Traversal;
import io.github.crstasks.internal.paging.TraversalPlan;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.tests.support.FunctionTransport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory of a traversal is bounded by its pages in flight, however long the list is. */
@Tag("small-heap")
class MemoryTest {
    private static final int ROWS = 1_000_000;
    private static final Instant NEWEST = Instant.parse("2017-02-08T08:46:30Z");

    /** Returns the row at an index; row 0 is the newest, and three rows share each second. */
    private static Task row(int index) {
        return Task.builder()
                .submittedAt(NEWEST.minusSeconds(index / 3))
                .type(TaskType.IMPORT_RDB)
                .typeName("importRdb")
                .status(TaskStatus.RUNNING)
                .statusCode(1)
                .instanceId("crs-" + index % 3)
                .build();
    }

    private static TaskListReply answer(int offset, int limit) {
        List<Task> rows = IntStream.range(offset, Math.min(offset + limit, ROWS))
                .mapToObj(MemoryTest::row)
                .toList();
        return new TaskListReply(rows, ROWS);
    }

    @ParameterizedTest
    @EnumSource(names = {"OFFSET", "KEYSET"})
    void traversalOfAMillionTasksHoldsOnlyThePagesInFlight(Paging.Strategy strategy) {
        Paging paging = Paging.defaults().withStrategy(strategy);
        Traversal traversal = Traversal.of(
                TraversalPlan.of(
                        Planner.plan(
                                TaskQuery.all(),
                                ProtocolCodec.of(ApiV2.create()).capabilities()),
                        paging),
                event -> {});
        Deque<PageCall> inFlight = new ArrayDeque<>();
        int received = 0;
        int taken = 0;
        int maxHeld = 0;

        while (!traversal.isFinished()) {
            inFlight.addAll(traversal.nextCalls());
            while (!inFlight.isEmpty()) {
                // The last call is answered first, so that all other pages have to wait for it.
                PageCall call = inFlight.removeLast();
                TaskListReply rows = answer(call.offset(), call.limit());
                received = Math.max(received, call.offset() + rows.tasks().size());
                traversal.received(call, Either.right(rows));
                maxHeld = Math.max(maxHeld, received - taken);
            }
            if (traversal.poll().isDefined()) {
                taken++;
            }
        }

        assertThat(taken).isEqualTo(ROWS);
        assertThat(maxHeld).isLessThanOrEqualTo((paging.pagesInFlight() + 1) * paging.pageSize());
    }

    @ParameterizedTest
    @EnumSource(names = {"OFFSET", "KEYSET"})
    void aMillionTasksStreamThroughAHeapOf64Megabytes(Paging.Strategy strategy) {
        assertThat(Runtime.getRuntime().maxMemory())
                .as("maximum heap, which the build sets for this test")
                .isLessThanOrEqualTo(64L << 20);
        TaskClient client = TaskClient.builder()
                .region("gz")
                .credentials(Credentials.of("id", "key"))
                .transport(new FunctionTransport(MemoryTest::response))
                .rateLimiter(RateLimiter.unlimited())
                .build();

        Paging paging = Paging.defaults().withStrategy(strategy);
        assertThat(client.stream(TaskQuery.all(), paging).count()).isEqualTo(ROWS);
    }

    /** Returns the requested rows as JSON of API 2.0. */
    private static TransportResponse response(TransportRequest request) {
        Map<String, String> parameters = Stream.of(request.uri().getQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
        int offset = Integer.parseInt(parameters.getOrDefault("offset", ""));
        int limit = Integer.parseInt(parameters.getOrDefault("limit", ""));
        TaskListReply page = answer(offset, limit);
        String rows = page.tasks().stream().map(MemoryTest::json).collect(Collectors.joining(","));
        String body =
                "{\"code\":0,\"totalCount\":" + page.totalCount() + ",\"data\":{\"redisTaskSet\":[" + rows + "]}}";
        return new TransportResponse(200, TransportHeaders.none(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Task task) {
        String time = LocalDateTime.ofInstant(task.submittedAt().get(), ZoneOffset.ofHours(8))
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
        return "{\"startTime\":\"" + time + "\",\"taskName\":\"importRdb\",\"redisId\":\"" + task.instanceId()
                + "\",\"status\":1}";
    }
}
