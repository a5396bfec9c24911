package io.github.crstasks.internal.paging;

import static io.github.crstasks.internal.paging.TraversalFixtures.call;
import static io.github.crstasks.internal.paging.TraversalFixtures.plan;
import static io.github.crstasks.internal.paging.TraversalFixtures.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageOperationTest {
    private final List<TraversalEvent> events = new ArrayList<>();

    private static List<Task> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(row -> Tasks.of("crs-" + row)).toList();
    }

    private static List<Task> withIds(int from, int to) {
        return IntStream.range(from, to).mapToObj(PageOperationTest::withId).toList();
    }

    private static Task withId(int row) {
        return Tasks.of("a").toBuilder().taskId(1000L - row).build();
    }

    private PageOperation page(int offset, int limit) {
        return page(offset, limit, Option.none());
    }

    private PageOperation page(int offset, int limit, Option<Integer> maxCalls) {
        return PageOperation.of(plan(TaskQuery.all()), offset, limit, maxCalls, events::add)
                .get();
    }

    private static Option<PageOperation> page(TaskQuery query) {
        return PageOperation.of(plan(query), 0, 1, Option.none(), event -> {});
    }

    private static void run(Operation page, Function<PageCall, Either<TaskError, TaskListReply>> service) {
        for (int calls = 0; !page.isFinished(); calls++) {
            assertThat(calls).as("calls").isLessThan(10_000);
            PageCall call = call(page);
            page.received(call, service.apply(call));
        }
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
        assertThat(second).isEqualTo(expected(1, 12, 2));
        page.received(second, reply(40, rows(12, 14)));
        PageCall third = call(page);
        assertThat(third).isEqualTo(expected(2, 14, 1));
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
        assertThat(page.failure().get().message())
                .isEqualTo("the reply is malformed at the rows: there are none at offset 8, although 9 tasks match");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 8})
    void rowsThatMoveOntoTheNextPageAreReturnedOnce(int totalAfterwards) {
        PageOperation page = page(0, 6);
        receive(page, rows(0, 4), 6);
        receive(page, rows(2, 4), totalAfterwards);
        if (totalAfterwards > 6) {
            receive(page, rows(4, 6), totalAfterwards);
        }

        assertThat(page.isFinished()).isTrue();
        assertThat(page.rows()).isEqualTo(rows(0, totalAfterwards > 6 ? 6 : 4));
        assertThat(events).hasSize(1).allMatch(TraversalEvent.ListMoved.class::isInstance);
    }

    private void assertListMoved(String reason) {
        assertThat(events).containsExactly(new TraversalEvent.ListMoved(TaskScan.everything(), reason));
    }

    @Test
    void taskSubmittedBetweenTwoCallsRepeatsNoRow() {
        PageOperation page = page(0, 5);
        receive(page, withIds(0, 3), 9);
        receive(page, withIds(2, 4), 10);
        receive(page, withIds(4, 5), 10);

        assertThat(page.rows()).isEqualTo(withIds(0, 5));
        assertListMoved("the total changed from 9 to 10 between two calls for a page");
    }

    @Test
    void taskRemovedBetweenTwoCallsIsSaid() {
        PageOperation page = page(0, 5);
        receive(page, withIds(0, 3), 9);
        receive(page, withIds(4, 6), 8);

        assertThat(page.rows()).hasSize(5);
        assertListMoved("the total changed from 9 to 8 between two calls for a page");
    }

    @Test
    void rowThatIsRepeatedWithTheSameTotalIsSaid() {
        PageOperation page = page(0, 5);
        receive(page, withIds(0, 3), 9);
        receive(page, withIds(2, 4), 9);
        receive(page, withIds(4, 5), 9);

        assertThat(page.rows()).isEqualTo(withIds(0, 5));
        assertListMoved("the page at offset 3 has a row that was received before");
    }

    @Test
    void listThatDoesNotMoveIsSilent() {
        PageOperation page = page(0, 5);
        receive(page, withIds(0, 3), 9);
        receive(page, withIds(3, 5), 9);

        assertThat(events).isEmpty();
    }

    @Test
    void taskWithoutIdIsRecognizedByItsPlaceIfTheTotalHasGrown() {
        PageOperation page = page(0, 5);
        receive(page, rows(0, 3), 9);
        receive(page, rows(2, 4), 10);
        receive(page, rows(4, 5), 10);

        assertThat(page.rows()).isEqualTo(rows(0, 5));
    }

    @Test
    void taskWithoutIdThatMayBeAnotherOneIsKeptAndSaid() {
        PageOperation page = page(0, 4);
        receive(page, List.of(Tasks.of("a"), Tasks.of("a")), 9);
        receive(page, List.of(Tasks.of("a"), Tasks.of("b")), 9);

        assertThat(page.rows()).extracting(Task::instanceId).containsExactly("a", "a", "a", "b");
        assertThat(events)
                .containsExactly(new TraversalEvent.CompletenessAssumed(
                        TaskScan.everything(),
                        "a task without id was received again, unless it is another one like it"));
    }

    @Test
    void onlyAsManyTasksThatLookAlikeAreLeftOutAsTheTotalHasGrown() {
        PageOperation page = page(0, 5);
        receive(page, List.of(Tasks.of("a"), Tasks.of("a"), Tasks.of("a")), 9);
        receive(page, List.of(Tasks.of("a"), Tasks.of("a")), 10);
        receive(page, List.of(Tasks.of("b")), 10);

        assertThat(page.rows()).extracting(Task::instanceId).containsExactly("a", "a", "a", "a", "b");
    }

    @Test
    void samePageWithAnotherTotalEachTimeIsUnstable() {
        PageOperation page = page(0, 1000);
        run(page, call -> reply(1000 + (int) (call.number() % 2), withIds(0, 100)));

        assertThat(page.failure().get()).isInstanceOf(TaskError.UnstableList.class);
        assertThat(page.rows()).doesNotHaveDuplicates();
    }

    @Test
    void samePageWithATotalThatGrowsByAPageEachTimeUsesUpTheCalls() {
        PageOperation page = page(0, 1000);
        run(page, call -> reply(1000 + 100 * (int) call.number(), withIds(0, 100)));

        assertThat(page.failure().get())
                .isInstanceOf(TaskError.UnstableList.class)
                .extracting(TaskError::message)
                .asString()
                .contains("nothing new");
        assertThat(page.rows()).isEqualTo(withIds(0, 100));
    }

    @Test
    void oneRowForEverUsesUpTheCalls() {
        PageOperation page = page(0, Integer.MAX_VALUE, Option.some(50));
        run(page, call -> reply(Integer.MAX_VALUE, rows(0, 1)));

        assertThat(page.failure().get())
                .isInstanceOf(TaskError.UnstableList.class)
                .extracting(TaskError::message)
                .asString()
                .contains("50 calls", "maxCalls");
    }

    @Test
    void lastAllowedCallMayCompleteThePage() {
        PageOperation page = page(0, 5, Option.some(2));
        receive(page, rows(0, 3), 9);
        receive(page, rows(3, 5), 9);

        assertThat(page.isFinished()).isTrue();
        assertThat(page.rows()).isEqualTo(rows(0, 5));
    }

    @Test
    void tasksSubmittedDuringTheCallNeitherRepeatNorRemoveOne() {
        IntStream.range(0, 2_000).forEach(seed -> {
            Random random = new Random(seed);
            int pageCap = 1 + random.nextInt(5);
            int limit = 1 + random.nextInt(20);
            int[] submitted = {0};
            PageOperation page = page(0, limit);
            run(page, call -> {
                int pageSize = Math.min(call.limit(), pageCap);
                // Fewer than the rows of the page, or the call gets no further.
                int newTasks = call.number() == 0 ? 0 : random.nextInt(pageSize);
                submitted[0] += newTasks;
                int total = 30 + submitted[0];
                int from = Math.min(call.offset(), total);
                int to = Math.min(total, from + pageSize);
                return reply(total, withIds(from - submitted[0], to - submitted[0]));
            });

            assertThat(page.failure()).isEmpty();
            assertThat(page.rows()).as("seed %d", seed).isEqualTo(withIds(0, limit));
        });
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
        assertThat(page(TaskQuery.none())).isEmpty();
        assertThat(page(TaskQuery.progressComplete())).isEmpty();
        assertThat(page(TaskQuery.instanceIds("a", "b"))).isEmpty();
    }

    @Test
    void totalBelowTheRowsOfAPageIsAnErrorOfPageAndCount() {
        PageOperation page = page(10, 5);
        page.received(call(page), reply(12, rows(10, 15)));
        CountOperation count = CountOperation.of(plan(TaskQuery.all()), 5);
        count.received(call(count), reply(0, rows(0, 5)));

        assertThat(page.failure().get().message())
                .isEqualTo(
                        "the reply is malformed at the total count: it is 12, although there are 5 rows from offset 10 on");
        assertThat(count.failure().get().message())
                .isEqualTo(
                        "the reply is malformed at the total count: it is 0, although there are 5 rows from offset 0 on");
    }

    @Test
    void totalCountsThatDoNotFitAreAnErrorOfTheCount() {
        CountOperation count = CountOperation.of(plan(TaskQuery.instanceIds("a", "b")), 5);
        run(
                count,
                call -> reply(
                        Integer.MAX_VALUE,
                        List.of(Tasks.of(call.scan().instanceId().get()))));

        assertThat(count.failure().get().message())
                .isEqualTo("the reply is malformed at the total counts of 2 lists: their sum is 4294967294,"
                        + " although a count is at most 2147483647");
    }
}
