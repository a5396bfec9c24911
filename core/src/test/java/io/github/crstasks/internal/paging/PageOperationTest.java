package io.github.crstasks.internal.paging;

import static io.github.crstasks.internal.paging.TraversalFixtures.call;
import static io.github.crstasks.internal.paging.TraversalFixtures.plan;
import static io.github.crstasks.internal.paging.TraversalFixtures.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageOperationTest {
    private static List<Task> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(row -> Tasks.of("crs-" + row)).toList();
    }

    private static PageOperation page(int offset, int limit) {
        return PageOperation.of(plan(TaskQuery.all()), offset, limit).get();
    }

    private static PageCall expected(int number, int offset, int limit) {
        return new PageCall(number, TaskScan.everything(), offset, limit);
    }

    private static void receive(PageOperation page, List<Task> rows, int total) {
        page.received(call(page), reply(total, rows));
        assertThat(page.failure()).isEmpty();
    }

    @Test
    void missingRowsAreRequestedWithinThePageCap() {
        PageOperation page = page(10, 5);
        PageCall first = call(page);
        assertThat(first).isEqualTo(expected(0, 10, 5));
        assertThat(page.nextCalls()).isEmpty();
        page.received(first, reply(40, rows(10, 12)));
        PageCall second = call(page);
        assertThat(second).isEqualTo(expected(2, 12, 2));
        page.received(second, reply(40, rows(12, 14)));
        PageCall third = call(page);
        assertThat(third).isEqualTo(expected(4, 14, 1));
        assertThat(page.isFinished()).isFalse();
        page.received(third, reply(40, rows(14, 15)));

        assertThat(page.nextCalls()).isEmpty();
        assertThat(page.isFinished()).isTrue();
        assertThat(page.failure()).isEmpty();
        assertThat(page.rows()).isEqualTo(rows(10, 15));
        assertThat(page.totalCount()).isEqualTo(40);
    }

    @Test
    void pageEndsWithTheList() {
        PageOperation page = page(0, 5);
        receive(page, rows(0, 2), 3);
        receive(page, rows(2, 3), 3);

        assertThat(page.nextCalls()).isEmpty();
        assertThat(page.rows()).isEqualTo(rows(0, 3));
    }

    @Test
    void rowsBeyondThePageAreLeftOut() {
        PageOperation page = page(0, 3);
        receive(page, rows(0, 2), 9);
        receive(page, rows(2, 6), 9);

        assertThat(page.rows()).isEqualTo(rows(0, 3));
    }

    @Test
    void pageBeyondTheEndOfTheListIsEmpty() {
        PageOperation page = page(9, 3);
        receive(page, List.of(), 9);

        assertThat(page.nextCalls()).isEmpty();
        assertThat(page.isFinished()).isTrue();
        assertThat(page.rows()).isEmpty();
    }

    @Test
    void missingRowsAreMalformed() {
        PageOperation page = page(8, 3);
        page.received(call(page), reply(9, List.of()));

        assertThat(page.isFinished()).isTrue();
        assertThat(page.failure().get().message()).isEqualTo("the reply is malformed at the rows: there are none at offset 8, although 9 tasks match");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 8})
    void rowsThatMoveOntoTheNextPageAreNoError(int totalAfterwards) {
        PageOperation page = page(0, 6);
        receive(page, rows(0, 4), 6);
        receive(page, rows(2, 4), totalAfterwards);

        assertThat(page.isFinished()).isTrue();
        assertThat(page.rows()).hasSize(6);
    }

    @Test
    void serviceThatSendsTheSameRowsAtEachOffsetIsUnstable() {
        PageOperation page = page(0, 6);
        receive(page, rows(0, 4), 9);
        page.received(call(page), reply(9, rows(0, 2)));

        assertThat(page.failure().get())
                .isInstanceOf(TaskError.UnstableList.class)
                .extracting(TaskError::message)
                .asString()
                .contains("the page at offset 4 has only the first rows of a page before it");
    }

    @Test
    void failedCallEndsThePage() {
        TaskError error = new TaskError.Cancelled("no more", Option.none());
        PageOperation page = page(8, 3);
        page.received(call(page), Either.left(error));

        assertThat(page.isFinished()).isTrue();
        assertThat(page.nextCalls()).isEmpty();
        assertThat(page.failure()).contains(error);
    }

    @Test
    void requestIdsOfAllCallsAreKept() {
        PageOperation page = page(0, 3);
        page.received(call(page), Either.right(new TaskListReply(rows(0, 2), 9, Option.some("first"))));
        page.received(call(page), Either.right(new TaskListReply(rows(2, 3), 9, Option.some("second"))));

        assertThat(page.requestIds()).containsExactly("first", "second");
    }

    @Test
    void queryThatIsNotOneExactScanHasNoPageOperation() {
        assertThat(PageOperation.of(plan(TaskQuery.none()), 0, 1)).isEmpty();
        assertThat(PageOperation.of(plan(TaskQuery.progressComplete()), 0, 1)).isEmpty();
        assertThat(PageOperation.of(plan(TaskQuery.instanceIds("a", "b")), 0, 1))
                .isEmpty();
    }

    @Test
    void totalBelowTheRowsOfAPageIsAnErrorOfPageAndCount() {
        PageOperation page = page(10, 5);
        page.received(call(page), reply(12, rows(10, 15)));
        CountOperation count = CountOperation.of(plan(TaskQuery.all()), 5);
        count.received(call(count), reply(0, rows(0, 5)));

        assertThat(page.failure().get().message()).isEqualTo("the reply is malformed at the total count: it is 12, although there are 5 rows from offset 10 on");
        assertThat(count.failure().get().message()).isEqualTo("the reply is malformed at the total count: it is 0, although there are 5 rows from offset 0 on");
    }
}
