package io.github.crstasks.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.internal.execution.SystemScheduler;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitOutcome.Reason;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests how a wait reads why tasks failed, and how it ends meanwhile. */
@Timeout(60)
class ReasonRunTest {
    private static final WaitOptions OPTIONS =
            WaitOptions.builder().timeout(Duration.ofMinutes(1)).reasons(true).build();
    private static final int TIMEOUT = 0;
    private static final int POLL = 1;
    private static final Task SUCCEEDED = task(1, TaskStatus.SUCCEEDED);
    private static final Task FAILED = task(2, TaskStatus.FAILED);
    private static final Task ERRORED = task(3, TaskStatus.ERRORED);
    private static final Task UNKNOWN = task(4, TaskStatus.UNKNOWN_STATUS).toBuilder()
            .endedAt(Option.some(Tasks.second(9)))
            .build();
    private static final TaskError UNREACHABLE =
            new TaskError.Unreachable("no reply", Option.none(), true, Option.none());
    private static final TaskError REFUSED = new TaskError.Rejected(
            ErrorCode.RESOURCE_NOT_FOUND, "ResourceNotFound", "", "no such task", Option.none(), Option.none());

    private final ManualScheduler scheduler = ManualScheduler.create();
    private final CloseRegistry closing = new CloseRegistry();

    private static Task task(long id, TaskStatus status) {
        return Tasks.of("a", status).toBuilder().taskId(id).build();
    }

    private static TaskDetails details(Task task) {
        return TaskDetails.builder()
                .taskId(task.taskId().get())
                .status(TaskStatus.FAILED)
                .type(TaskType.BACKUP_INSTANCE)
                .message("disk " + task.taskId().get() + " is full")
                .build();
    }

    private CompletableFuture<WaitOutcome> await(FakeDetails details, WaitOptions options, Task... tasks) {
        var wait = new TaskWaiter(FakeLists.showing(List.of(List.of(tasks))), details, scheduler, () -> 0, closing)
                .awaitAsync(TaskQuery.all(), options, progress -> {});
        scheduler.pass(POLL);
        return wait;
    }

    private CompletableFuture<WaitOutcome> await(FakeDetails details, Task... tasks) {
        return await(details, OPTIONS, tasks);
    }

    @Test
    void reasonsOfAllTasksThatDidNotSucceedAreRead() {
        var wait =
                await(FakeDetails.answering(task -> Either.right(details(task))), UNKNOWN, FAILED, SUCCEEDED, ERRORED);

        assertThat(wait)
                .isCompletedWithValue(new WaitOutcome.Completed(
                        List.of(UNKNOWN, FAILED, SUCCEEDED, ERRORED),
                        Duration.ZERO,
                        Stream.of(UNKNOWN, FAILED, ERRORED)
                                .map(task -> new Reason(task, Either.right(details(task))))
                                .toList()));
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void nothingIsReadUnlessTheOptionsRequestItAndATaskFailed() {
        FakeDetails details = new FakeDetails();

        assertThat(await(details, OPTIONS.withReasons(false), FAILED)).isCompleted();
        assertThat(details.requested).isEmpty();
    }

    @Test
    void waitWhoseTasksSucceededReadsNothing() {
        FakeDetails details = new FakeDetails();

        assertThat(await(details, SUCCEEDED)).isCompleted();
        assertThat(details.requested).isEmpty();
    }

    @Test
    void tasksAreReadOneAfterTheOtherAndCountInTheElapsedTime() {
        FakeDetails details = new FakeDetails();
        var wait = await(details, FAILED, ERRORED);

        assertThat(details.requested).containsExactly(FAILED);
        scheduler.advance(Duration.ofSeconds(2));
        details.readings.get(0).complete(Either.right(details(FAILED)));
        assertThat(details.requested).containsExactly(FAILED, ERRORED);
        assertThat(wait).isNotDone();
        details.readings.get(1).complete(Either.right(details(ERRORED)));

        assertThat(wait.join().elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    static List<TaskError> errors() {
        return List.of(
                UNREACHABLE,
                REFUSED,
                new TaskError.TimedOut(Duration.ofSeconds(1), Option.none()),
                new TaskError.Malformed("$.Response", "missing", Option.none()),
                new TaskError.Invalid("task", "", "one with a taskId"),
                new TaskError.ExtensionFailed("rate limiter", Option.none()));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void failedReadingCostsNeitherTheOutcomeNorTheOtherReasons(TaskError error) {
        var wait = await(
                FakeDetails.answering(task -> task == FAILED ? Either.left(error) : Either.right(details(task))),
                FAILED,
                ERRORED);

        assertThat(wait.join())
                .asInstanceOf(type(WaitOutcome.Completed.class))
                .returns(
                        List.of(
                                new Reason(FAILED, Either.left(error)),
                                new Reason(ERRORED, Either.right(details(ERRORED)))),
                        WaitOutcome.Completed::reasons);
        assertThat(wait.join().message()).contains(error.message(), "disk 3 is full");
    }

    @Test
    void timeoutCompletesTheWaitWithTheReasonsSoFar() {
        FakeDetails details = new FakeDetails();
        var wait = await(details, FAILED, ERRORED, UNKNOWN);
        details.readings.get(0).complete(Either.right(details(FAILED)));
        scheduler.advance(Duration.ofMinutes(1));
        scheduler.pass(TIMEOUT);

        assertThat(wait.join())
                .asInstanceOf(type(WaitOutcome.Completed.class))
                .returns(
                        List.of(
                                new Reason(FAILED, Either.right(details(FAILED))),
                                new Reason(ERRORED, Either.left(ReasonRun.NOT_IN_TIME)),
                                new Reason(UNKNOWN, Either.left(ReasonRun.NOT_IN_TIME))),
                        WaitOutcome.Completed::reasons)
                .returns(Duration.ofMinutes(1), WaitOutcome.Completed::elapsed);
        assertThat(wait.join().message()).contains("the timeout of the wait passed before it was received");
        assertThat(details.readings.get(1)).isCancelled();
        assertThat(details.requested).hasSize(2);
    }

    @Test
    void cancelledWaitAbortsTheReading() {
        FakeDetails details = new FakeDetails();
        var wait = await(details, FAILED, ERRORED);
        wait.cancel(true);

        assertThat(details.readings).singleElement().returns(true, CompletableFuture::isCancelled);
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void closingEndsTheWaitAsDuringAPoll() {
        FakeDetails details = new FakeDetails();
        var wait = await(details, FAILED, ERRORED);
        closing.close();

        assertThat(wait).isCompletedWithValue(new WaitOutcome.Cancelled(List.of(FAILED, ERRORED), Duration.ZERO));
        assertThat(details.readings).singleElement().returns(true, CompletableFuture::isCancelled);
    }

    @Test
    void closedTransportEndsTheWaitAsDuringAPoll() {
        var wait = await(
                FakeDetails.answering(task -> Either.left(new TaskError.Cancelled("closed", Option.none()))), FAILED);

        assertThat(wait).isCompletedWithValue(new WaitOutcome.Cancelled(List.of(FAILED), Duration.ZERO));
    }

    @Test
    void interruptionEndsTheWaitAsDuringAPoll() {
        Thread caller = Thread.currentThread();
        FakeDetails details = FakeDetails.starting(task -> {
            caller.interrupt();
            return new CompletableFuture<>();
        });
        try (SystemScheduler system = new SystemScheduler()) {
            TaskWaiter waiter =
                    new TaskWaiter(FakeLists.showing(List.of(List.of(FAILED))), details, system, () -> 0, closing);

            assertThat(waiter.await(TaskQuery.all(), OPTIONS, progress -> {}))
                    .asInstanceOf(type(WaitOutcome.Interrupted.class))
                    .returns(List.of(FAILED), WaitOutcome.Interrupted::tasks);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void unansweredCallsAreNotRepeatedForEveryTask() {
        FakeDetails details = FakeDetails.answering(task -> Either.left(UNREACHABLE));
        Task[] tasks = LongStream.range(0, 1_000)
                .mapToObj(id -> task(id, TaskStatus.FAILED))
                .toArray(Task[]::new);

        var wait = await(details, tasks);

        assertThat(details.requested).hasSize(3);
        assertThat(wait.join())
                .asInstanceOf(type(WaitOutcome.Completed.class))
                .satisfies(completed -> assertThat(completed.reasons())
                        .hasSize(1_000)
                        .allMatch(reason -> reason.details().getLeft().equals(UNREACHABLE)));
    }

    @Test
    void manyReadingsThatCompleteAtOnceDoNotOverflowTheStack() {
        Task[] tasks = LongStream.range(0, 20_000)
                .mapToObj(id -> task(id, TaskStatus.FAILED))
                .toArray(Task[]::new);

        var wait = await(FakeDetails.answering(task -> Either.left(REFUSED)), tasks);

        assertThat(wait.join()).isInstanceOf(WaitOutcome.Completed.class);
    }

    @Test
    void exceptionOfAReadingFailsTheWait() {
        FakeDetails details = new FakeDetails();
        var wait = await(details, FAILED);
        details.readings.get(0).completeExceptionally(new AssertionError("a defect"));

        assertThat(wait).isCompletedExceptionally();
    }
}
