package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.Reaction;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.SimulatedLists.Reply;
import io.github.crstasks.waiting.Polling;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
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

/** Waits and watches over HTTP, in a time that passes only between the polls; the emulator's tasks move with it. */
abstract class WaitingProperties {
    private static final Instant SECOND = Instant.parse("2017-02-08T08:46:30Z");
    private static final WaitOptions OPTIONS = WaitOptions.standard()
            .within(Duration.ofSeconds(40))
            .appearingWithin(Duration.ofSeconds(9))
            .withPolling(Polling.standard().withJitter(0));

    private SimulatedTime time = new SimulatedTime();

    @BeforeTry
    void timeBegins() {
        time = new SimulatedTime();
    }

    abstract Loopback loopback();

    private Loopback empty(Api api) {
        Loopback loopback = loopback().speaking(api);
        loopback.hold(List.of(), 100);
        return loopback;
    }

    /** Lets the service leave requests unanswered; counts down when one has arrived. */
    private static CountDownLatch fallSilent(Loopback loopback) {
        CountDownLatch arrived = new CountDownLatch(1);
        loopback.emulator().script(request -> {
            arrived.countDown();
            return Reaction.delay(Duration.ofHours(1));
        });
        return arrived;
    }

    private TaskClient client(Loopback loopback) {
        return loopback.client().timer(time).build();
    }

    @Provide
    Arbitrary<List<Life>> lives() {
        return Life.lives(4);
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return Arbitraries.oneOf(
                QueryArbitraries.leaves(), Arbitraries.just(new QuerySample(TaskQuery.all(), task -> true)));
    }

    @Provide
    Arbitrary<List<Reply>> replies() {
        return Arbitraries.frequency(Tuple.of(4, Option.<TaskError>none()), Tuple.of(1, Option.some(WaitByHand.LATER)))
                .map(error -> new Reply(0, error))
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 60)
    void every_schedule_of_lives_and_failures_ends_in_the_right_outcome(
            @ForAll Api api,
            @ForAll("lives") List<Life> lives,
            @ForAll("replies") List<Reply> replies,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 2) int expected) {
        Loopback loopback = empty(api);
        TaskClient client = client(loopback);
        Assume.that(!client.explain(sample.query()).scans().isEmpty());
        WaitOptions options = OPTIONS.expecting(expected);

        CompletableFuture<WaitOutcome> waiting = client.async().await(sample.query(), options);
        for (int poll = 0; !waiting.isDone(); poll++) {
            boolean fails = poll < replies.size() && replies.get(poll).error().isDefined();
            loopback.emulator()
                    .script(request ->
                            fails ? Reaction.reply(200, api.refusal(api.internalError())) : Reaction.proceed());
            show(loopback, lives);
            time.advance();
            time.awaitPending(2, 0);
        }

        WaitOutcome outcome = waiting.join();
        WaitOutcome byHand = new WaitByHand(now -> sent(api, Life.at(now, lives)), replies, sample, options).outcome();
        assertThat(outcome).hasSameClassAs(byHand);
        assertThat(outcome.elapsed()).isEqualTo(byHand.elapsed());
        assertThat(outcome.tasks())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("taskId")
                .containsExactlyInAnyOrderElementsOf(byHand.tasks());
    }

    /** As a client sees them, but for their ids. */
    private static List<Task> sent(Api api, List<Task> tasks) {
        return tasks.stream().map(task -> api.sent(task, 0)).toList();
    }

    /** The tasks as they are when the next alarm rings. */
    private void show(Loopback loopback, List<Life> lives) {
        List<TaskRow> rows = new ArrayList<>();
        Life.at(time.nextAlarm(), lives).forEach(task -> rows.add(0, Api.row(task)));
        loopback.emulator().tasks().replaceAll(rows);
    }

    @Property(tries = 30)
    void giving_up_at_any_step_ends_the_exchange_under_way_and_leaves_no_alarm(
            @ForAll Api api, @ForAll @IntRange(max = 5) int polls, @ForAll boolean underWay, @ForAll boolean closing)
            throws InterruptedException {
        Loopback loopback = empty(api);
        loopback.emulator().tasks().submit(TaskRow.pending(SECOND, "backupInstance", "a", "crs-1"));
        RecordedTransport transport = new RecordedTransport(loopback.transport());
        TaskClient client = loopback.client().transport(transport).timer(time).build();

        CompletableFuture<WaitOutcome> waiting = client.async().await(TaskQuery.all(), OPTIONS);
        for (int poll = 0; poll < polls; poll++) {
            time.advance();
            time.awaitPending(2);
        }
        if (underWay) {
            CountDownLatch arrived = fallSilent(loopback);
            time.advance();
            arrived.await();
        }
        assertThat(waiting).isNotDone();
        if (closing) {
            client.close();
        } else {
            waiting.cancel(true);
        }

        assertThat(waiting.isCancelled()).isNotEqualTo(closing);
        if (closing) {
            assertThat(waiting.join()).isInstanceOf(WaitOutcome.Cancelled.class);
            assertThat(waiting.join().tasks()).hasSize(polls > 0 ? 1 : 0);
        }
        time.awaitPending(0);
        transport.assertEnded(polls + (underWay ? 1 : 0));
    }

    @Property
    void an_interrupted_wait_says_so_keeps_the_flag_and_ends_the_exchange(@ForAll Api api) throws InterruptedException {
        Loopback loopback = empty(api);
        RecordedTransport transport = new RecordedTransport(loopback.transport());
        TaskClient client = loopback.client().transport(transport).timer(time).build();
        CountDownLatch arrived = fallSilent(loopback);
        CompletableFuture<WaitOutcome> ended = new CompletableFuture<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            ended.complete(client.await(TaskQuery.all(), OPTIONS));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        time.awaitPending(2);
        time.advance();
        arrived.await();

        thread.interrupt();

        assertThat(ended.join()).isInstanceOf(WaitOutcome.Interrupted.class);
        assertThat(flag.join()).isTrue();
        time.awaitPending(0);
        transport.assertEnded(1);
    }

    @Property
    void the_time_limit_wins_over_a_poll_under_way_and_tells_the_last_state(@ForAll Api api)
            throws InterruptedException {
        Loopback loopback = empty(api);
        loopback.emulator().tasks().submit(TaskRow.pending(SECOND, "backupInstance", "a", "crs-1"));
        RecordedTransport transport = new RecordedTransport(loopback.transport());
        TaskClient client = loopback.client().transport(transport).timer(time).build();
        CompletableFuture<WaitOutcome> waiting = client.async().await(TaskQuery.all(), OPTIONS);
        time.advance();
        time.awaitPending(2);
        CountDownLatch arrived = fallSilent(loopback);
        time.advance();
        arrived.await();

        time.advance();

        assertThat(waiting.join()).isInstanceOfSatisfying(WaitOutcome.TimedOut.class, timedOut -> {
            assertThat(timedOut.limit()).isEqualTo(WaitOutcome.Limit.TOTAL);
            assertThat(timedOut.elapsed()).isEqualTo(OPTIONS.timeLimit());
            assertThat(timedOut.tasks()).hasSize(1);
        });
        transport.assertEnded(2);
    }

    @Property
    void a_callback_that_throws_harms_nothing(@ForAll Api api) {
        Loopback loopback = empty(api);
        long handle = loopback.emulator().tasks().submit(TaskRow.pending(SECOND, "backupInstance", "a", "crs-1"));
        CompletableFuture<WaitOutcome> waiting = client(loopback)
                .async()
                .await(TaskQuery.all(), OPTIONS.withProgress(progress -> {
                    throw new AssertionError(progress);
                }));
        time.advance();
        time.awaitPending(2);
        loopback.emulator().tasks().finish(handle);
        time.advance();

        assertThat(waiting.join())
                .isInstanceOfSatisfying(
                        WaitOutcome.Done.class,
                        done -> assertThat(done.succeeded()).hasSize(1));
    }

    @Property
    void a_refusal_ends_the_wait_and_a_query_that_no_task_can_match_is_not_even_sent(@ForAll Api api) {
        Loopback loopback = empty(api);
        loopback.emulator()
                .script(request ->
                        Reaction.reply(200, api.refusal(api.refusals().get(2))));
        TaskClient client = client(loopback);

        CompletableFuture<WaitOutcome> refused = client.async().await(TaskQuery.all(), OPTIONS);
        time.advance();
        assertThat(refused.join())
                .isInstanceOfSatisfying(
                        WaitOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isInstanceOf(TaskError.Rejected.class));

        long sent = loopback.emulator().requestCount();
        assertThat(client.await(TaskQuery.none(), OPTIONS))
                .isInstanceOfSatisfying(
                        WaitOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isInstanceOf(TaskError.Invalid.class));
        assertThat(loopback.emulator().requestCount()).isEqualTo(sent);
        time.awaitPending(0);
    }

    /** How many calls so many waits take, each on an instance of its own, until all their tasks end. */
    private long callsOf(Api api, int waits, int history) {
        Loopback loopback = empty(api);
        List<TaskRow> rows = new ArrayList<>();
        for (int i = 0; i < history; i++) {
            rows.add(TaskRow.pending(SECOND.minusSeconds(i + 1), "backupInstance", "old", "crs-old"));
        }
        for (int i = 0; i < 10; i++) {
            rows.add(TaskRow.pending(SECOND, "backupInstance", "a", "crs-" + i));
        }
        long first = loopback.emulator().tasks().replaceAll(rows);
        TaskClient client = client(loopback);
        List<CompletableFuture<WaitOutcome>> waiting = IntStream.range(0, waits)
                .mapToObj(i -> client.async().await(TaskQuery.instanceId("crs-" + i), OPTIONS))
                .toList();
        for (int polls = 0; polls < 5; polls++) {
            passOneMoment();
            time.awaitPending(2 * waits);
        }
        for (int i = 0; i < 10; i++) {
            loopback.emulator().tasks().finish(first + history + i);
        }
        passOneMoment();
        for (int i = 0; i < waits; i++) {
            WaitOutcome outcome = waiting.get(i).join();
            assertThat(outcome).isInstanceOf(WaitOutcome.Done.class);
            assertThat(outcome.tasks()).extracting(Task::instanceId).containsExactly("crs-" + i);
        }
        return loopback.emulator().requestCount();
    }

    /** Past all alarms of one moment. */
    private void passOneMoment() {
        Duration moment = time.nextAlarm();
        while (time.advanceTo(moment)) {
            // The next alarm of the moment is next, unless a poll on another thread took it back.
        }
    }

    @Property
    void ten_waits_on_ten_instances_take_the_calls_of_one_where_the_list_is_short(@ForAll Api api) {
        assertThat(callsOf(api, 10, 0)).isEqualTo(callsOf(api, 1, 0));
    }

    @Property
    void ten_waits_on_ten_instances_do_not_read_a_long_history_again_and_again(@ForAll Api api) {
        assertThat(callsOf(api, 10, 10_000)).isBetween(10L, 10 * callsOf(api, 1, 10_000) + 9);
    }

    @Property
    void a_watch_tells_what_changes_in_the_emulator(@ForAll Api api) throws InterruptedException {
        Loopback loopback = empty(api);
        var tasks = loopback.emulator().tasks();
        long backup = tasks.submit(TaskRow.pending(SECOND, "backupInstance", "a", "crs-1"));
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        client(loopback).watch(TaskQuery.all()).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(TaskChange change) {
                Task task = change.task();
                told.add(change.getClass().getSimpleName() + " " + task.type() + " " + task.status());
            }

            @Override
            public void onError(Throwable thrown) {
                told.add(thrown.toString());
            }

            @Override
            public void onComplete() {
                told.add("complete");
            }
        });

        time.advance();
        assertThat(told.take()).isEqualTo("Appeared BACKUP_INSTANCE PENDING");
        time.awaitPending(1);
        tasks.start(backup);
        tasks.submit(TaskRow.pending(SECOND.plusSeconds(1), "importRdb", "a", "crs-1"));
        time.advance();
        assertThat(told.take()).isEqualTo("StatusChanged BACKUP_INSTANCE RUNNING");
        assertThat(told.take()).isEqualTo("Appeared IMPORT_RDB PENDING");
        time.awaitPending(1);
        tasks.forget(backup);
        time.advance();
        assertThat(told.take()).isEqualTo("Vanished BACKUP_INSTANCE RUNNING");
        time.awaitPending(1);
        assertThat(told).isEmpty();
    }
}
