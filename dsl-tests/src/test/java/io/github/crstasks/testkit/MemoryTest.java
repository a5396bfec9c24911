package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.PagingStrategy;
import io.github.crstasks.paging.Traversal;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
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
}
