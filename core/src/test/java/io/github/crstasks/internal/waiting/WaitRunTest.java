package io.github.crstasks.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.execution.SystemScheduler;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.waiting.DelayScheduler;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitOutcome.Limit;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests how a wait proceeds from poll to poll, and how it ends. */
class WaitRunTest {
    private static final Task RUNNING = Tasks.of("a");
    private static final Task SUCCEEDED = Tasks.of("a", TaskStatus.SUCCEEDED);
    private static final WaitOptions OPTIONS = WaitOptions.builder()
            .timeout(Duration.ofMinutes(1))
            .appearTimeout(Duration.ofSeconds(15))
            .pollSchedule(PollSchedule.of(Duration.ofSeconds(10)))
            .build();
    private static final int TIMEOUT = 0;

    private final ManualScheduler scheduler = ManualScheduler.create();
    private final List<WaitProgress> progress = new ArrayList<>();

    private CompletableFuture<WaitOutcome> await(FakeLists lists, Consumer<WaitProgress> listener) {
        return new TaskWaiter(lists, new FakeDetails(), scheduler, () -> 0, new CloseRegistry())
                .awaitAsync(TaskQuery.all(), OPTIONS, listener);
    }

    private CompletableFuture<WaitOutcome> await(List<List<Task>> lists) {
        return await(FakeLists.showing(lists), progress::add);
    }

    /** Advances the clock and completes the latest delay. */
    private void advance(int seconds) {
        scheduler.advance(Duration.ofSeconds(seconds));
        scheduler.pass(scheduler.delays().size() - 1);
    }

    @Test
    void waitCompletesWhenAllTasksHaveEnded() {
        var wait = await(List.of(List.of(RUNNING, SUCCEEDED), List.of(SUCCEEDED, SUCCEEDED)));
        advance(0);
        assertThat(wait).isNotDone();
        advance(10);

        assertThat(wait)
                .isCompletedWithValue(new WaitOutcome.Completed(List.of(SUCCEEDED, SUCCEEDED), Duration.ofSeconds(10)));
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void taskOfUnknownStatusWithAnEndTimeCompletesTheWait() {
        Task ended = Tasks.running()
                .status(TaskStatus.UNKNOWN_STATUS)
                .endedAt(Option.some(Tasks.second(9)))
                .progress(1)
                .build();
        var wait = await(List.of(List.of(ended)));
        advance(0);

        assertThat(wait).isCompletedWithValue(new WaitOutcome.Completed(List.of(ended), Duration.ZERO));
        assertThat(wait.join().message()).isEqualTo("0 of 1 task succeeded after 0 s, 1 ended with an unknown status");
    }

    @Test
    void listenerIsNotifiedAfterEachPollThatAnotherOneFollows() {
        var wait = await(List.of(List.of(), List.of(RUNNING), List.of(SUCCEEDED)));
        advance(0);
        advance(10);
        advance(10);

        assertThat(wait.join()).isInstanceOf(WaitOutcome.Completed.class);
        assertThat(progress)
                .extracting(WaitProgress::toString)
                .containsExactly(
                        "no task yet, 0 s elapsed, next poll in 10 s", "1 RUNNING, 10 s elapsed, next poll in 10 s");
    }

    @Test
    void waitTimesOutWithTheTasksOfTheLatestPoll() {
        var wait = await(List.of(List.of(RUNNING)));
        advance(0);
        scheduler.advance(Duration.ofMinutes(1));
        scheduler.pass(TIMEOUT);

        assertThat(wait)
                .isCompletedWithValue(
                        new WaitOutcome.TimedOut(List.of(RUNNING), Duration.ofMinutes(1), Limit.TOTAL, Option.none()));
        assertThat(scheduler.delays().get(TIMEOUT)).isEqualTo(Duration.ofMinutes(1));
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void waitTimesOutWhenNoTaskAppears() {
        var wait = await(List.of(List.of(), List.of(), List.of()));
        advance(0);
        advance(10);
        advance(5);

        assertThat(wait)
                .isCompletedWithValue(
                        new WaitOutcome.TimedOut(List.of(), Duration.ofSeconds(15), Limit.APPEAR, Option.none()));
        // The last interval is shortened, so that the last poll is made at the timeout.
        assertThat(scheduler.delays())
                .containsExactly(
                        Duration.ofMinutes(1), Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    @Test
    void retryableFailureIsReportedAndPolledAgain() {
        TaskError error = new TaskError.Unreachable("no reply", Option.none(), true, Option.none());
        var wait = await(FakeLists.failing(error), progress::add);
        advance(0);

        assertThat(wait).isNotDone();
        assertThat(progress).singleElement().returns(Option.some(error), WaitProgress::error);
        scheduler.pass(TIMEOUT);
        assertThat(wait.join())
                .asInstanceOf(type(WaitOutcome.TimedOut.class))
                .returns(Option.some(error), WaitOutcome.TimedOut::error);
    }

    @Test
    void cancelledWaitReleasesItsDelaysAndReadings() {
        FakeLists lists = FakeLists.pending();
        var wait = await(lists, progress::add);
        advance(0);
        wait.cancel(true);

        assertThat(lists.readings.get(0)).isCancelled();
        assertThat(scheduler.pending()).isEmpty();
        lists.readings.get(0).complete(Either.right(Option.some(List.of())));
        assertThat(progress).isEmpty();
    }

    @Test
    void waitCancelledByItsListenerDoesNotPollAgain() {
        CompletableFuture<CompletableFuture<WaitOutcome>> self = new CompletableFuture<>();
        self.complete(await(
                FakeLists.showing(List.of(List.of(RUNNING))),
                event -> self.join().cancel(true)));
        advance(0);

        assertThat(self.join()).isCancelled();
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void timeoutsMayBeAsLongAsADurationCanBe() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        WaitOptions options = WaitOptions.builder()
                .timeout(longest)
                .appearTimeout(longest)
                .pollSchedule(PollSchedule.of(Duration.ofNanos(1)))
                .build();
        try (SystemScheduler system = new SystemScheduler()) {
            var wait = new TaskWaiter(
                            FakeLists.answering(
                                    reading -> Either.right(Option.some(reading < 3 ? List.of() : List.of(SUCCEEDED)))),
                            new FakeDetails(),
                            system,
                            () -> 1,
                            new CloseRegistry())
                    .awaitAsync(TaskQuery.all(), options, progress::add);

            assertThat(wait.orTimeout(1, TimeUnit.MINUTES).join()).isInstanceOf(WaitOutcome.Completed.class);
            assertThat(progress).hasSize(3);
        }
    }

    static List<Throwable> anything() {
        return List.of(new IllegalStateException("unchecked"), new IOException("checked"), new AssertionError("error"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void listenerThatThrowsHasNoEffect(Throwable thrown) {
        var wait = await(FakeLists.showing(List.of(List.of(RUNNING), List.of(SUCCEEDED))), event -> {
            throw Rethrow.unchecked(thrown);
        });
        advance(0);
        advance(10);

        assertThat(wait.join()).isInstanceOf(WaitOutcome.Completed.class);
    }

    @Test
    void manyPollsWhoseDelaysPassAtOnceDoNotOverflowTheStack() {
        DelayScheduler withoutDelays = new DelayScheduler() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public CompletableFuture<Void> after(Duration delay) {
                return delay.equals(OPTIONS.timeout())
                        ? new CompletableFuture<>()
                        : CompletableFuture.completedFuture(null);
            }
        };
        List<List<Task>> lists = new ArrayList<>(Collections.nCopies(20_000, List.of(RUNNING)));
        lists.add(List.of(SUCCEEDED));

        var wait = new TaskWaiter(
                        FakeLists.showing(lists), new FakeDetails(), withoutDelays, () -> 0, new CloseRegistry())
                .awaitAsync(TaskQuery.all(), OPTIONS, event -> {});

        assertThat(wait).isCompletedWithValue(new WaitOutcome.Completed(List.of(SUCCEEDED), Duration.ZERO));
    }
}
