package io.github.crstasks.internal.waiting;

import static io.github.crstasks.query.TaskQuery.instanceId;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.waiting.DelayScheduler;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Tests which polls are merged into one list. */
class PollBatcherTest {
    private static final ScanPlan A = FakeLists.planOf(instanceId("a"));
    private static final ScanPlan B = FakeLists.planOf(instanceId("b"));
    private static final ScanPlan C = FakeLists.planOf(instanceId("c"));
    private static final String MERGED = "everything in 1 calls";
    private static final TaskError RETRYABLE =
            new TaskError.Unreachable("no reply", Option.none(), true, Option.none());
    private static final TaskError FINAL = new TaskError.Malformed("the rows", "one is unreadable", Option.none());

    private final ManualScheduler scheduler = ManualScheduler.create();
    private final FakeLists lists = FakeLists.pending();
    private final List<CompletableFuture<Either<TaskError, List<Task>>>> results = new ArrayList<>();
    private final PollBatcher polls = new PollBatcher(lists, scheduler);

    private void poll(ScanPlan plan, int seconds) {
        results.add(polls.poll(plan, Duration.ofSeconds(seconds)));
    }

    private void advance(int seconds) {
        scheduler.advance(Duration.ofSeconds(seconds));
    }

    /** Starts polls that are due at the same moment, and completes the delay of the first one. */
    private void due(ScanPlan... plans) {
        int first = scheduler.delays().size();
        for (ScanPlan plan : plans) {
            poll(plan, 10);
        }
        advance(10);
        scheduler.pass(first);
    }

    private void complete(int reading, Either<TaskError, Option<List<Task>>> rows) {
        lists.readings.get(reading).complete(rows);
    }

    /** Starts two polls that are merged, and completes their list with a result. */
    private void afterMergedList(Either<TaskError, Option<List<Task>>> result) {
        due(A, B);
        assertThat(lists.reads).containsExactly(MERGED);
        complete(0, result);
        lists.reads.clear();
    }

    @Test
    void pollPastHalfItsDelayJoinsOneThatIsDueAndEachReceivesItsOwnTasks() {
        poll(A, 10);
        advance(5);
        poll(B, 0);
        scheduler.pass(1);
        assertThat(lists.reads).containsExactly(MERGED);
        complete(0, Either.right(Option.some(List.of(Tasks.of("a"), Tasks.of("b")))));

        assertThat(results.get(0)).isCompletedWithValue(Either.right(List.of(Tasks.of("a"))));
        assertThat(results.get(1)).isCompletedWithValue(Either.right(List.of(Tasks.of("b"))));
        assertThat(scheduler.delay(0)).isCancelled();
    }

    @Test
    void pollInTheFirstHalfOfItsDelayStaysPending() {
        poll(A, 12);
        advance(5);
        poll(B, 0);
        scheduler.pass(1);

        assertThat(lists.reads).containsExactly("instance id b");
        assertThat(results.get(0)).isNotDone();
        assertThat(scheduler.delay(0)).isNotDone();
    }

    @Test
    void pollWithoutDelayIsHeldBackForOthersToJoin() {
        poll(A, 0);
        poll(B, 0);
        scheduler.pass(0);

        assertThat(scheduler.delays()).containsExactly(Duration.ofMillis(50), Duration.ofMillis(50));
        assertThat(lists.reads).containsExactly(MERGED);
    }

    @Test
    void pollIsFoundByOthersAsSoonAsItsDelayBegins() {
        DelayScheduler secondPassesFirst = new DelayScheduler() {
            @Override
            public CompletableFuture<Void> after(Duration delay) {
                CompletableFuture<Void> passed = scheduler.after(delay);
                if (scheduler.delays().size() == 2) {
                    advance(10);
                    scheduler.pass(0);
                }
                return passed;
            }

            @Override
            public long nanoTime() {
                return scheduler.nanoTime();
            }
        };
        PollBatcher batcher = new PollBatcher(lists, secondPassesFirst);
        results.add(batcher.poll(A, Duration.ofSeconds(10)));
        results.add(batcher.poll(B, Duration.ofSeconds(10)));

        assertThat(lists.reads).containsExactly(MERGED);
    }

    @Test
    void cancelledPollIsNotRead() {
        poll(A, 10);
        results.get(0).cancel(true);
        poll(B, 10);
        advance(10);
        scheduler.pass(1);

        assertThat(lists.reads).containsExactly("instance id b");
    }

    @Test
    void pollsOfALongMergedListAreReadSeparatelyAtOnceAndLaterWhenEachIsDue() {
        afterMergedList(Either.right(Option.none()));
        assertThat(lists.readings).hasSize(3);

        due(A, B, A);
        assertThat(lists.reads).containsExactly("instance id a");
        scheduler.pass(3);
        assertThat(lists.reads).containsExactly("instance id a", "instance id b");
    }

    @Test
    void mergedListTooLongForTwoPollsIsTriedAgainForThree() {
        afterMergedList(Either.right(Option.none()));
        due(A, B, C);

        assertThat(lists.reads).containsExactly("everything in 2 calls");
    }

    @Test
    void mergedListThatWasUnreadableOnceIsTriedAgain() {
        afterMergedList(Either.left(FINAL));
        lists.reads.clear();
        due(A, B);

        assertThat(lists.reads).containsExactly(MERGED);
    }

    @Test
    void mergedListThatIsUnreadableAgainIsRejectedForAMinute() {
        afterMergedList(Either.left(FINAL));
        due(A, B);
        complete(3, Either.left(FINAL));
        lists.reads.clear();

        due(A, B, C);
        assertThat(lists.reads).containsExactly("instance id a");
        advance(50);
        due(A, B, C);
        assertThat(lists.reads).containsExactly("instance id a", "everything in 2 calls");
    }

    @Test
    void mergedListThatWasReadableMeanwhileIsNotRejectedByItsNextFailure() {
        for (int round = 0; round < 10; round++) {
            due(A, B);
            complete(lists.readings.size() - 1, Either.left(FINAL));
            due(A, B);
            complete(lists.readings.size() - 1, Either.right(Option.some(List.of())));
        }

        assertThat(lists.reads.stream().filter(MERGED::equals)).hasSize(20);
    }

    @Test
    void readerThatThrowsEndsAllPollsOfTheBatch() {
        StackOverflowError thrown = new StackOverflowError("on a small stack");
        for (int poll = 0; poll < 4; poll++) {
            lists.throwing(thrown);
            due(A, B);
        }

        assertThat(results)
                .hasSize(8)
                .allSatisfy(result ->
                        assertThat(result.handle((tasks, error) -> error)).isCompletedWithValue(thrown));
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void pollThatIsCancelledWhileAnotherOfItsBatchIsReadIsNotSent() {
        FakeLists readAtOnce = FakeLists.answering(reading -> Either.right(Option.when(reading > 0, List.of())));
        PollBatcher batcher = new PollBatcher(readAtOnce, scheduler);
        results.add(batcher.poll(A, Duration.ofSeconds(10)));
        results.add(batcher.poll(B, Duration.ofSeconds(10)));
        results.get(0).whenComplete((tasks, thrown) -> results.get(1).cancel(true));
        advance(10);
        scheduler.pass(0);

        assertThat(readAtOnce.reads).containsExactly(MERGED, "instance id a");
    }

    @Test
    void predicateWhoseExceptionCannotBeDescribedEndsItsOwnPollOfTheBatchOnly() {
        ScanPlan throwing = FakeLists.planOf(instanceId("a").and(TaskQuery.where(task -> {
            throw new RuntimeException("a broken exception") {
                @Override
                public String getMessage() {
                    throw new IllegalStateException("no text");
                }
            };
        })));
        due(throwing, A, B);
        complete(0, Either.right(Option.some(List.of(Tasks.of("a"), Tasks.of("b")))));

        assertThat(results.get(0)).isCompletedExceptionally();
        assertThat(results.get(1)).isCompletedWithValue(Either.right(List.of(Tasks.of("a"))));
        assertThat(results.get(2)).isCompletedWithValue(Either.right(List.of(Tasks.of("b"))));
    }

    /** A predicate whose equality is code of the caller, as that of a Kotlin or Scala object may be. */
    private static final class ThrowingEquality implements Predicate<Task> {
        @Override
        public boolean test(Task task) {
            return true;
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("not comparable");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("not hashable");
        }
    }

    @Test
    void predicatesAreNeverComparedWithEachOther() {
        ScanPlan first = FakeLists.planOf(instanceId("a").and(TaskQuery.where(new ThrowingEquality())));
        ScanPlan second = FakeLists.planOf(instanceId("b").and(TaskQuery.where(new ThrowingEquality())));
        due(A, first, second);
        complete(0, Either.right(Option.some(List.of(Tasks.of("a"), Tasks.of("b")))));

        assertThat(results.get(0)).isCompletedWithValue(Either.right(List.of(Tasks.of("a"))));
        assertThat(results.get(1)).isCompletedWithValue(Either.right(List.of(Tasks.of("a"))));
        assertThat(results.get(2)).isCompletedWithValue(Either.right(List.of(Tasks.of("b"))));
    }

    @Test
    void pollsOfOneListWithDifferentPredicatesAreReadOnceAndEndSeparately() {
        ArithmeticException thrown = new ArithmeticException("thrown by the predicate");
        ScanPlan throwing = FakeLists.planOf(instanceId("a").and(TaskQuery.where(task -> {
            throw thrown;
        })));
        ScanPlan rejecting = FakeLists.planOf(instanceId("a").and(TaskQuery.where(task -> false)));
        due(A, throwing, rejecting);
        assertThat(lists.reads).containsExactly("instance id a");
        complete(0, Either.right(Option.some(List.of(Tasks.of("a")))));

        assertThat(results.get(0)).isCompletedWithValue(Either.right(List.of(Tasks.of("a"))));
        assertThat(results.get(1).handle((tasks, error) -> error)).isCompletedWithValue(thrown);
        assertThat(results.get(2)).isCompletedWithValue(Either.right(List.of()));
    }

    @Test
    void retryableFailureIsReceivedByAllAndTheMergedListIsTriedAgain() {
        due(A, B);
        complete(0, Either.left(RETRYABLE));
        assertThat(results.get(0)).isCompletedWithValue(Either.left(RETRYABLE));
        assertThat(results.get(1)).isCompletedWithValue(Either.left(RETRYABLE));

        due(A, B);
        assertThat(lists.reads).containsExactly(MERGED, MERGED);
    }

    @Test
    void cancelledRequestIsDroppedFromTheBatch() {
        due(A, B);
        results.get(0).cancel(true);
        complete(0, Either.right(Option.none()));

        assertThat(lists.reads).containsExactly(MERGED, "instance id b");
    }

    @Test
    void mergedReadIsCancelledWhenAllPollsOfTheBatchAreCancelled() {
        due(A, B);
        results.get(0).cancel(true);
        assertThat(lists.readings.get(0)).isNotDone();
        results.get(1).cancel(true);

        assertThat(lists.readings.get(0)).isCancelled();
    }

    @Test
    void predicateThatThrowsEndsItsOwnPollOfTheBatchOnly() {
        ArithmeticException thrown = new ArithmeticException("thrown by the predicate");
        ScanPlan throwing = FakeLists.planOf(instanceId("b").and(TaskQuery.where(task -> {
            throw thrown;
        })));
        due(A, throwing);
        complete(0, Either.right(Option.some(List.of(Tasks.of("a"), Tasks.of("b")))));

        assertThat(results.get(0)).isCompletedWithValue(Either.right(List.of(Tasks.of("a"))));
        assertThat(results.get(1)).isCompletedExceptionally();
        assertThat(results.get(1).handle((tasks, error) -> error)).isCompletedWithValue(thrown);
    }
}
