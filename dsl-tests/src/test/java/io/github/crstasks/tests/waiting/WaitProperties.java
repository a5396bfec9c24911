package io.github.crstasks.tests.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.CountingTransport;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.tests.support.QueueSubscriber;
import io.github.crstasks.tests.support.VirtualTimeScheduler;
import io.github.crstasks.tests.waiting.SimulatedTaskLists.Reply;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** Waits and watches over HTTP. Polls follow virtual time, and the emulator's tasks change between the polls. */
abstract class WaitProperties {
    private static final Instant SECOND = Instant.parse("2017-02-08T08:46:30Z");
    private static final WaitOptions OPTIONS = WaitOptions.defaults()
            .withTimeout(Duration.ofSeconds(40))
            .withAppearTimeout(Duration.ofSeconds(9))
            .withPollSchedule(PollSchedule.defaults().withJitter(0));

    private VirtualTimeScheduler time = new VirtualTimeScheduler();

    @BeforeTry
    void startTime() {
        time = new VirtualTimeScheduler();
    }

    abstract EmulatorFixture fixture();

    private EmulatorFixture emptyService(ApiVersion api) {
        EmulatorFixture fixture = fixture().withApi(api);
        fixture.replaceTasks(List.of(), 100);
        return fixture;
    }

    /** Makes the service leave requests unanswered. The latch counts down when the first of them arrives. */
    private static CountDownLatch stopAnswering(EmulatorFixture fixture) {
        CountDownLatch arrived = new CountDownLatch(1);
        fixture.emulator().intercept(request -> {
            arrived.countDown();
            return InterceptorAction.delay(Duration.ofHours(1));
        });
        return arrived;
    }

    private TaskClient client(EmulatorFixture fixture) {
        return fixture.client().scheduler(time).build();
    }

    @Provide
    Arbitrary<List<TaskTimeline>> timelines() {
        return TaskTimeline.timelines(4);
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return Arbitraries.oneOf(
                QueryArbitraries.filterableConditions(),
                Arbitraries.just(new QuerySample(TaskQuery.all(), task -> true)));
    }

    @Provide
    Arbitrary<List<Reply>> replies() {
        return Arbitraries.frequency(
                        Tuple.of(4, Option.<TaskError>none()), Tuple.of(1, Option.some(WaitModel.TRANSIENT)))
                .map(error -> new Reply(0, error))
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 60)
    void waitEndsWithTheOutcomeOfTheModel(
            @ForAll ApiVersion api,
            @ForAll("timelines") List<TaskTimeline> timelines,
            @ForAll("replies") List<Reply> replies,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 2) int expectedTasks) {
        EmulatorFixture fixture = emptyService(api);
        TaskClient client = client(fixture);
        Assume.that(!client.explain(sample.query()).lists().isEmpty());
        WaitOptions options = OPTIONS.withExpectedCount(expectedTasks);

        CompletableFuture<WaitOutcome> wait = client.async().await(sample.query(), options);
        for (int poll = 0; !wait.isDone(); poll++) {
            boolean fails = poll < replies.size() && replies.get(poll).error().isDefined();
            fixture.emulator()
                    .intercept(request -> fails
                            ? InterceptorAction.reply(200, api.errorBody(api.internalErrorCode()))
                            : InterceptorAction.proceed());
            updateTasks(fixture, timelines);
            time.advance();
            time.awaitPending(2, 0);
        }

        WaitOutcome outcome = wait.join();
        WaitOutcome expected = new WaitModel(
                        now -> asReported(api, TaskTimeline.listAt(now, timelines)), replies, sample, options)
                .outcome();
        assertThat(outcome).hasSameClassAs(expected);
        assertThat(outcome.elapsed()).isEqualTo(expected.elapsed());
        assertThat(outcome.tasks())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("taskId")
                .containsExactlyInAnyOrderElementsOf(expected.tasks());
    }

    /** Returns tasks as a client reads them, except for their ids. */
    private static List<Task> asReported(ApiVersion api, List<Task> tasks) {
        return tasks.stream().map(task -> api.asReported(task, 0)).toList();
    }

    /** Gives the emulator the tasks of the moment at which the next delay ends. */
    private void updateTasks(EmulatorFixture fixture, List<TaskTimeline> timelines) {
        List<TaskRow> rows = new ArrayList<>();
        TaskTimeline.listAt(time.nextEnd(), timelines).forEach(task -> rows.add(0, ApiVersion.row(task)));
        fixture.emulator().tasks().replaceAll(rows);
    }

    @Property(tries = 30)
    void cancellingOrClosingAtAnyStepEndsTheExchangeAndAllDelays(
            @ForAll ApiVersion api,
            @ForAll @IntRange(max = 5) int polls,
            @ForAll boolean duringPoll,
            @ForAll boolean closing)
            throws InterruptedException {
        EmulatorFixture fixture = emptyService(api);
        fixture.emulator().tasks().submit(TaskRow.pending(SECOND, "backupInstance", "a", "crs-1"));
        CountingTransport transport = new CountingTransport(fixture.transport());
        TaskClient client =
                fixture.client().transport(transport).scheduler(time).build();

        CompletableFuture<WaitOutcome> wait = client.async().await(TaskQuery.all(), OPTIONS);
        for (int poll = 0; poll < polls; poll++) {
            time.advance();
            time.awaitPending(2);
        }
        if (duringPoll) {
            CountDownLatch arrived = stopAnswering(fixture);
            time.advance();
            arrived.await();
        }
        assertThat(wait).isNotDone();
        if (closing) {
            client.close();
        } else {
            wait.cancel(true);
        }

        assertThat(wait.isCancelled()).isNotEqualTo(closing);
        if (closing) {
            assertThat(wait.join()).isInstanceOf(WaitOutcome.Cancelled.class);
            assertThat(wait.join().tasks()).hasSize(polls > 0 ? 1 : 0);
        }
        time.awaitPending(0);
        transport.assertAllEnded(polls + (duringPoll ? 1 : 0));
    }

    @Property
    void interruptedWaitKeepsTheInterruptFlagAndEndsTheExchange(@ForAll ApiVersion api) throws InterruptedException {
        EmulatorFixture fixture = emptyService(api);
        CountingTransport transport = new CountingTransport(fixture.transport());
        TaskClient client =
                fixture.client().transport(transport).scheduler(time).build();
        CountDownLatch arrived = stopAnswering(fixture);
        CompletableFuture<WaitOutcome> outcome = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            outcome.complete(client.await(TaskQuery.all(), OPTIONS));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        time.awaitPending(2);
        time.advance();
        arrived.await();

        thread.interrupt();

        assertThat(outcome.join()).isInstanceOf(WaitOutcome.Interrupted.class);
        assertThat(interrupted.join()).isTrue();
        time.awaitPending(0);
        transport.assertAllEnded(1);
    }

    @Property
    void timeLimitEndsARunningPollAndReturnsTheLastKnownTasks(@ForAll ApiVersion api) throws InterruptedException {
        EmulatorFixture fixture = emptyService(api);
        fixture.emulator().tasks().submit(TaskRow.pending(SECOND, "backupInstance", "a", "crs-1"));
        CountingTransport transport = new CountingTransport(fixture.transport());
        TaskClient client =
                fixture.client().transport(transport).scheduler(time).build();
        CompletableFuture<WaitOutcome> wait = client.async().await(TaskQuery.all(), OPTIONS);
        time.advance();
        time.awaitPending(2);
        CountDownLatch arrived = stopAnswering(fixture);
        time.advance();
        arrived.await();

        time.advance();

        assertThat(wait.join()).isInstanceOfSatisfying(WaitOutcome.TimedOut.class, timedOut -> {
            assertThat(timedOut.limit()).isEqualTo(WaitOutcome.Limit.TOTAL);
            assertThat(timedOut.elapsed()).isEqualTo(OPTIONS.timeout());
            assertThat(timedOut.tasks()).hasSize(1);
        });
        transport.assertAllEnded(2);
    }

    @Property
    void throwingProgressCallbackChangesNoOutcome(@ForAll ApiVersion api) {
        EmulatorFixture fixture = emptyService(api);
        long id = fixture.emulator().tasks().submit(TaskRow.pending(SECOND, "backupInstance", "a", "crs-1"));
        CompletableFuture<WaitOutcome> wait = client(fixture).async().await(TaskQuery.all(), OPTIONS, progress -> {
            throw new AssertionError(progress);
        });
        time.advance();
        time.awaitPending(2);
        fixture.emulator().tasks().finish(id);
        time.advance();

        assertThat(wait.join())
                .isInstanceOfSatisfying(
                        WaitOutcome.Completed.class,
                        done -> assertThat(done.succeeded()).hasSize(1));
    }

    @Property
    void permanentErrorEndsTheWaitAndUnsatisfiableQuerySendsNothing(@ForAll ApiVersion api) {
        EmulatorFixture fixture = emptyService(api);
        fixture.emulator()
                .intercept(request -> InterceptorAction.reply(
                        200, api.errorBody(api.permanentErrorCodes().get(2))));
        TaskClient client = client(fixture);

        CompletableFuture<WaitOutcome> rejected = client.async().await(TaskQuery.all(), OPTIONS);
        time.advance();
        assertThat(rejected.join())
                .isInstanceOfSatisfying(
                        WaitOutcome.PollFailed.class,
                        failed -> assertThat(failed.error()).isInstanceOf(TaskError.Rejected.class));

        long requests = fixture.emulator().requestCount();
        assertThat(client.await(TaskQuery.none(), OPTIONS))
                .isInstanceOfSatisfying(
                        WaitOutcome.PollFailed.class,
                        failed -> assertThat(failed.error()).isInstanceOf(TaskError.Invalid.class));
        assertThat(fixture.emulator().requestCount()).isEqualTo(requests);
        time.awaitPending(0);
    }

    /** Returns how many calls these waits take, each for an instance of its own, until all their tasks end. */
    private long callsOfWaits(ApiVersion api, int waits, int history) {
        EmulatorFixture fixture = emptyService(api);
        List<TaskRow> rows = new ArrayList<>();
        for (int i = 0; i < history; i++) {
            rows.add(TaskRow.pending(SECOND.minusSeconds(i + 1), "backupInstance", "old", "crs-old"));
        }
        for (int i = 0; i < 10; i++) {
            rows.add(TaskRow.pending(SECOND, "backupInstance", "a", "crs-" + i));
        }
        long first = fixture.emulator().tasks().replaceAll(rows);
        TaskClient client = client(fixture);
        List<CompletableFuture<WaitOutcome>> outcomes = IntStream.range(0, waits)
                .mapToObj(i -> client.async().await(TaskQuery.instanceId("crs-" + i), OPTIONS))
                .toList();
        for (int polls = 0; polls < 5; polls++) {
            advanceOneMoment();
            time.awaitPending(2 * waits);
        }
        for (int i = 0; i < 10; i++) {
            fixture.emulator().tasks().finish(first + history + i);
        }
        advanceOneMoment();
        for (int i = 0; i < waits; i++) {
            WaitOutcome outcome = outcomes.get(i).join();
            assertThat(outcome).isInstanceOf(WaitOutcome.Completed.class);
            assertThat(outcome.tasks()).extracting(Task::instanceId).containsExactly("crs-" + i);
        }
        return fixture.emulator().requestCount();
    }

    /** Advances past all delays that end at the next moment. */
    private void advanceOneMoment() {
        Duration moment = time.nextEnd();
        while (time.advanceWithin(moment)) {
            // Each step completes one delay, unless a poll on another thread has cancelled it.
        }
    }

    @Property
    void tenWaitsOnAShortListTakeTheCallsOfOneWait(@ForAll ApiVersion api) {
        assertThat(callsOfWaits(api, 10, 0)).isEqualTo(callsOfWaits(api, 1, 0));
    }

    @Property
    void tenWaitsDoNotReadALongHistoryAtEachPoll(@ForAll ApiVersion api) {
        assertThat(callsOfWaits(api, 10, 10_000)).isBetween(10L, 20 * callsOfWaits(api, 1, 10_000));
    }

    @Property
    void watchReportsTheChangesOfTheEmulator(@ForAll ApiVersion api) throws InterruptedException {
        EmulatorFixture fixture = emptyService(api);
        var tasks = fixture.emulator().tasks();
        long backup = tasks.submit(TaskRow.pending(SECOND, "backupInstance", "a", "crs-1"));
        QueueSubscriber<TaskChange> changes =
                QueueSubscriber.inBatches(client(fixture).watch(TaskQuery.all()), Long.MAX_VALUE);

        time.advance();
        assertThat(next(changes)).isEqualTo("Appeared BACKUP_INSTANCE PENDING");
        time.awaitPending(1);
        tasks.start(backup);
        tasks.submit(TaskRow.pending(SECOND.plusSeconds(1), "importRdb", "a", "crs-1"));
        time.advance();
        assertThat(next(changes)).isEqualTo("StatusChanged BACKUP_INSTANCE RUNNING");
        assertThat(next(changes)).isEqualTo("Appeared IMPORT_RDB PENDING");
        time.awaitPending(1);
        tasks.remove(backup);
        time.advance();
        assertThat(next(changes)).isEqualTo("Vanished BACKUP_INSTANCE RUNNING");
        time.awaitPending(1);
        assertThat(changes.poll(Duration.ZERO)).isEmpty();
    }

    private static String next(QueueSubscriber<TaskChange> changes) throws InterruptedException {
        TaskChange change = changes.next().get();
        return change.getClass().getSimpleName() + " " + change.task().type() + " "
                + change.task().status();
    }
}
