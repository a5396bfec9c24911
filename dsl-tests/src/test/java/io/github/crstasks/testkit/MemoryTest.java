package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.PagingStrategy;
import io.github.crstasks.paging.Traversal;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryTest {
    private static final int ROWS = 1_000_000;
    private static final Instant NEWEST = Instant.parse("2017-02-08T08:46:30Z");

    /** Row 0 is the newest; three rows share a second. */
    private static Task row(int place) {
        return Task.builder()
                .submittedAt(NEWEST.minusSeconds(place / 3))
                .type(TaskType.IMPORT_RDB)
                .typeName("importRdb")
                .status(TaskStatus.RUNNING)
                .statusCode(1)
                .instanceId("crs-" + place % 3)
                .build();
    }

    private static TaskRows answer(PageCall call) {
        long skipped = call.scan()
                .to()
                .map(to -> 3 * (NEWEST.getEpochSecond() - to.getEpochSecond()))
                .getOrElse(0L);
        int from = (int) skipped + call.offset();
        List<Task> rows = IntStream.range(from, Math.min(from + call.limit(), ROWS))
                .mapToObj(MemoryTest::row)
                .toList();
        return new TaskRows(rows, ROWS - (int) skipped);
    }

    @ParameterizedTest
    @EnumSource
    void a_million_tasks_are_walked_with_as_many_pages_held_as_are_in_flight(PagingStrategy strategy) {
        Paging paging = Paging.standard().by(strategy);
        Traversal walk =
                Traversal.of(paging.plan(TaskQuery.all().plan(ApiV2.create().pushdown())), event -> {});
        Deque<PageCall> inFlight = new ArrayDeque<>();
        int received = 0;
        int taken = 0;
        int mostHeld = 0;

        while (!walk.isFinished()) {
            inFlight.addAll(walk.calls());
            while (!inFlight.isEmpty()) {
                // The latest first, so that all pages but one wait for another.
                PageCall call = inFlight.removeLast();
                TaskRows rows = answer(call);
                received += call.offset() == 0 && call.number() > 0
                        ? rows.tasks().size() - 3
                        : rows.tasks().size();
                walk.received(call, Either.right(rows));
                mostHeld = Math.max(mostHeld, received - taken);
            }
            if (walk.poll().isDefined()) {
                taken++;
            }
        }

        assertThat(taken).isEqualTo(ROWS);
        assertThat(mostHeld).isLessThanOrEqualTo((paging.pagesInFlight() + 1) * paging.pageSize());
    }

    @ParameterizedTest
    @EnumSource
    void a_million_tasks_stream_through_a_heap_of_64_megabytes(PagingStrategy strategy) {
        assertThat(Runtime.getRuntime().maxMemory())
                .as("the heap of this test, which the build sets")
                .isLessThanOrEqualTo(64L << 20);
        TaskClient client = TaskClient.builder()
                .region("gz")
                .credentials(Credentials.of("id", "key"))
                .transport(new GeneratedPages())
                .rate(RateLimiter.unlimited())
                .build();

        Paging paging = Paging.standard().by(strategy);
        assertThat(client.stream(TaskQuery.all(), paging).count()).isEqualTo(ROWS);
    }

    /** The same list in the words of the service, made as it is asked for. */
    private static final class GeneratedPages implements Transport {
        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            Map<String, String> asked = Stream.of(request.uri().getQuery().split("&", -1))
                    .map(parameter -> parameter.split("=", 2))
                    .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
            int offset = Integer.parseInt(asked.getOrDefault("offset", ""));
            int limit = Integer.parseInt(asked.getOrDefault("limit", ""));
            Option<Instant> end = Option.of(asked.get("endTime"))
                    .map(text -> LocalDateTime.parse(text.replace('+', 'T')).toInstant(ZoneOffset.ofHours(8)));
            TaskScan scan = end.map(TaskScan.everything()::until).getOrElse(TaskScan.everything());
            TaskRows page = answer(new PageCall(0, scan, offset, limit));
            String rows = page.tasks().stream().map(GeneratedPages::row).collect(Collectors.joining(","));
            String body =
                    "{\"code\":0,\"totalCount\":" + page.totalCount() + ",\"data\":{\"redisTaskSet\":[" + rows + "]}}";
            return Either.right(new HttpResponse(200, HttpHeaders.none(), body.getBytes(StandardCharsets.UTF_8)));
        }

        private static String row(Task task) {
            String time = LocalDateTime.ofInstant(task.submittedAt(), ZoneOffset.ofHours(8))
                    .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
            return "{\"startTime\":\"" + time + "\",\"taskName\":\"importRdb\",\"redisId\":\"" + task.instanceId()
                    + "\",\"status\":1}";
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            return CompletableFuture.completedFuture(send(request));
        }

        @Override
        public void close() {}
    }
}
