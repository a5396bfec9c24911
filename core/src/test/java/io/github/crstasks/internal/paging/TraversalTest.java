package io.github.crstasks.internal.paging;

import static io.github.crstasks.internal.paging.TraversalFixtures.at;
import static io.github.crstasks.internal.paging.TraversalFixtures.call;
import static io.github.crstasks.internal.paging.TraversalFixtures.named;
import static io.github.crstasks.internal.paging.TraversalFixtures.names;
import static io.github.crstasks.internal.paging.TraversalFixtures.plan;
import static io.github.crstasks.internal.paging.TraversalFixtures.polled;
import static io.github.crstasks.internal.paging.TraversalFixtures.reply;
import static io.github.crstasks.internal.paging.TraversalFixtures.rows;
import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedUntil;
import static io.github.crstasks.testing.Tasks.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraversalTest {
    private static final Paging ONE_BY_ONE =
            Paging.defaults().withPagesInFlight(1).withPageSize(2);

    private final List<TraversalEvent> events = new ArrayList<>();

    private Traversal traversal(TaskQuery query, Paging paging) {
        return Traversal.of(TraversalPlan.of(plan(query), paging), events::add);
    }

    @Test
    void traversalWithoutScansIsFinishedAtOnce() {
        Traversal traversal = traversal(none(), Paging.defaults());

        assertThat(traversal.nextCalls()).isEmpty();
        assertThat(traversal.isFinished()).isTrue();
        assertThat(traversal.failure()).isEmpty();
    }

    @Test
    void nextPageIsRequestedAfterTheLastTaskWasTakenIfOnePageMayBeInFlight() {
        Traversal traversal = traversal(all(), ONE_BY_ONE);

        traversal.received(call(traversal), rows(3, 9, 8));
        assertThat(traversal.nextCalls()).isEmpty();
        assertThat(traversal.poll()).contains(at(9));
        assertThat(traversal.nextCalls()).isEmpty();
        assertThat(traversal.poll()).contains(at(8));
        traversal.received(call(traversal), rows(3, 7));

        assertThat(polled(traversal)).containsExactly(at(7));
        assertThat(traversal.isFinished()).isTrue();
    }

    @Test
    void pagesAreRequestedTogetherWithTheRowBeforeTheLastSecondAndEmittedInOrder() {
        Traversal traversal =
                traversal(all(), Paging.defaults().withPagesInFlight(3).withPageSize(4));
        traversal.received(call(traversal), rows(20, 9, 8, 7, 6));
        assertThat(polled(traversal)).containsExactly(at(9), at(8), at(7), at(6));

        List<PageCall> calls = traversal.nextCalls();
        assertThat(calls).extracting(PageCall::offset).containsExactly(2, 4, 6);
        traversal.received(calls.get(2), rows(20, 3, 2, 1, 0));
        traversal.received(calls.get(1), rows(20, 5, 4, 3, 2));
        assertThat(traversal.poll()).isEmpty();
        assertThat(traversal.nextCalls()).isEmpty();
        traversal.received(calls.get(0), rows(20, 7, 6, 5, 4));

        assertThat(polled(traversal)).containsExactly(at(5), at(4), at(3), at(2), at(1), at(0));
        assertThat(traversal.nextCalls()).extracting(PageCall::offset).startsWith(8);
    }

    @Test
    void listThatFiltersByStatusContinuesWithTheRowBeforeTheLastSecond() {
        Traversal traversal = traversal(status(TaskStatus.RUNNING), ONE_BY_ONE.withPageSize(3));
        traversal.received(call(traversal), rows(9, 9, 8, 7));
        assertThat(polled(traversal)).containsExactly(at(9), at(8), at(7));

        PageCall next = call(traversal);
        traversal.received(next, rows(9, 8, 7, 6));

        assertThat(next.offset()).isEqualTo(1);
        assertThat(polled(traversal)).containsExactly(at(6));
        assertThat(events).isEmpty();
    }

    @Test
    void pageThatDoesNotContinueTheOneBeforeIsRequestedAgainFromAnEarlierOffset() {
        Traversal traversal = traversal(all(), ONE_BY_ONE.withPageSize(3));
        traversal.received(call(traversal), rows(7, 9, 8, 7));
        polled(traversal);
        traversal.received(call(traversal), rows(6, 5, 4, 3));
        assertThat(polled(traversal)).isEmpty();

        PageCall again = call(traversal);
        traversal.received(again, rows(6, 8, 7, 6));

        assertThat(again.offset()).isEqualTo(1);
        assertThat(polled(traversal)).containsExactly(at(6));
        assertThat(events)
                .containsExactly(new TraversalEvent.ListMoved(
                        TaskScan.everything(), "the page at offset 3 does not continue the page before it"));
    }

    @Test
    void shortPageRevealsThePageCapOnce() {
        Traversal traversal =
                traversal(all(), Paging.defaults().withPagesInFlight(1).withPageSize(50));
        traversal.received(call(traversal), rows(5, 9, 8));
        polled(traversal);

        PageCall next = call(traversal);
        traversal.received(next, rows(5, 7, 6));
        polled(traversal);

        assertThat(next.offset()).isEqualTo(2);
        assertThat(next.limit()).isEqualTo(2);
        assertThat(call(traversal).offset()).isEqualTo(4);
        assertThat(events).containsExactly(new TraversalEvent.PageCapDetected(TaskScan.everything(), 2));
    }

    @Test
    void rowsNotNewestFirstAreReportedAndReadInTheOrderOfTheService() {
        Traversal traversal = traversal(all(), ONE_BY_ONE);
        traversal.received(call(traversal), rows(3, 1, 2));

        traversal.received(call(traversal), rows(3, 1, 2));
        List<Task> tasks = new ArrayList<>(polled(traversal));
        PageCall last = call(traversal);
        traversal.received(last, rows(3, 1, 2, 3));
        tasks.addAll(polled(traversal));

        assertThat(last.offset()).isZero();
        assertThat(last.limit()).isEqualTo(3);
        assertThat(tasks).containsExactly(at(1), at(2), at(3));
        assertThat(events).singleElement().isInstanceOf(TraversalEvent.OrderBroken.class);
        assertThat(traversal.isFinished()).isTrue();
    }

    @Test
    void secondWhoseRowsHaveLeftIsNotTakenForAListThatIsOldestFirst() {
        Traversal traversal = traversal(status(TaskStatus.RUNNING), ONE_BY_ONE.withPageSize(1));
        List<List<Integer>> lists = List.of(List.of(7, 6), List.of(10, 9), List.of(10, 9), List.of(5, 4));
        List<Task> tasks = new ArrayList<>();
        for (int calls = 0; !traversal.isFinished(); calls++) {
            List<Integer> list = lists.get(Math.min(calls, 3));
            PageCall call = call(traversal);
            traversal.received(call, rows(2, list.get(call.offset())));
            tasks.addAll(polled(traversal));
        }

        assertThat(tasks).containsExactly(at(7), at(5), at(4));
        assertThat(events).noneMatch(TraversalEvent.OrderBroken.class::isInstance);
    }

    @Test
    void listIsNotRequestedWhileAnotherOneIsNewer() {
        Traversal traversal =
                traversal(instanceId("crs-9").or(instanceId("crs-5").and(submittedUntil(second(7)))), ONE_BY_ONE);

        PageCall first = call(traversal);
        assertThat(first.scan().instanceId()).contains("crs-9");
        traversal.received(first, rows(1, 9));
        assertThat(traversal.nextCalls()).isEmpty();
        assertThat(traversal.poll()).contains(at(9));
        PageCall second = call(traversal);
        assertThat(second.scan().instanceId()).contains("crs-5");
        traversal.received(second, rows(1, 5));

        assertThat(polled(traversal)).containsExactly(at(5));
        assertThat(traversal.isFinished()).isTrue();
    }

    @Test
    void missingRowsFailAfterTheTasksBeforeThem() {
        Traversal traversal =
                traversal(all(), Paging.defaults().withPagesInFlight(2).withPageSize(1));
        traversal.received(call(traversal), rows(3, 9));
        List<PageCall> calls = traversal.nextCalls();
        traversal.received(calls.get(0), rows(3));

        assertThat(traversal.isFinished()).isFalse();
        assertThat(traversal.nextCalls()).isEmpty();
        assertThat(polled(traversal)).containsExactly(at(9));
        assertThat(traversal.isFinished()).isTrue();
        assertThat(traversal.failure().get().message()).contains("none at offset", "3 tasks match");
    }

    @Test
    void failedCallEndsTheTraversal() {
        Traversal traversal = traversal(all(), ONE_BY_ONE);
        TaskError error = new TaskError.Cancelled("no more", Option.none());
        traversal.received(call(traversal), Either.left(error));

        assertThat(traversal.isFinished()).isTrue();
        assertThat(traversal.failure()).contains(error);
    }

    @Test
    void outcomeOfACallIsReceivedOnce() {
        Traversal traversal = traversal(all(), ONE_BY_ONE);
        PageCall call = call(traversal);
        traversal.received(call, rows(1, 9));

        assertThatThrownBy(() -> traversal.received(call, rows(1, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in flight");
    }

    @Test
    void taskEqualToOneThatLeftTheListIsNotEmittedAgain() {
        Task other = at(8).toBuilder().instanceName("twin").build();
        Traversal traversal = traversal(status(TaskStatus.RUNNING), ONE_BY_ONE.withPageSize(3));
        traversal.received(call(traversal), rows(4, 9, 8, 7));
        polled(traversal);

        Task twin = at(7).toBuilder().instanceName("twin").build();
        traversal.received(call(traversal), reply(4, List.of(other, twin, at(6))));

        assertThat(polled(traversal)).containsExactly(at(6));
    }

    @Test
    void samePageAgainAndAgainIsAnError() {
        Traversal traversal = traversal(all(), Paging.defaults().withPageSize(4));
        while (!traversal.isFinished()) {
            traversal.nextCalls().forEach(call -> traversal.received(call, rows(1_000, 9, 8, 7, 6)));
            polled(traversal);
        }

        assertThat(traversal.failure().get())
                .isInstanceOf(TaskError.UnstableList.class)
                .extracting(TaskError::message)
                .asString()
                .contains("the same rows");
    }

    @Test
    void listThatNeverEndsIsAnErrorThatNamesTheLimit() {
        Traversal traversal = traversal(all(), ONE_BY_ONE.withMaxCalls(Option.some(50)));
        int calls = 0;
        while (!traversal.isFinished()) {
            PageCall call = call(traversal);
            calls++;
            List<Task> rows = IntStream.range(call.offset(), call.offset() + call.limit())
                    .mapToObj(row -> Tasks.at(-row, "a"))
                    .toList();
            traversal.received(call, reply(call.offset() + 1_000, rows));
            polled(traversal);
        }

        assertThat(calls).isEqualTo(50);
        assertThat(traversal.failure().get().message()).contains("50 calls", "maxCalls");
    }

    @Test
    void tasksOfOneSecondAreEmittedInTheOrderOfTheLists() {
        Traversal traversal =
                traversal(instanceId("a").and(submittedUntil(second(9))).or(instanceId("b")), ONE_BY_ONE);
        traversal.received(call(traversal), named(1, "b"));
        assertThat(traversal.poll()).isEmpty();
        traversal.received(call(traversal), named(1, "a"));
        assertThat(names(traversal)).containsExactly("a", "b");

        Traversal other = traversal(instanceId("b").or(instanceId("a").and(submittedUntil(second(9)))), ONE_BY_ONE);
        other.received(call(other), named(1, "b"));
        assertThat(names(other)).containsExactly("b");
        other.received(call(other), named(1, "a"));
        assertThat(names(other)).containsExactly("a");
    }
}
