package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskPage;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.MovingTasks.History;
import io.github.crstasks.testkit.MovingTasks.Sight;
import io.github.crstasks.testkit.SoakClients.Line;
import io.github.crstasks.waiting.Polling;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Asks whatever users ask, in any order, and checks what it is told. For use by one thread. */
final class SoakCaller {
    /** What every call must end within: far longer than all its attempts take, and shorter than what never ends. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    enum Question {
        LIST,
        LIST_INTERRUPTED,
        COUNT,
        PAGE,
        STREAM,
        STREAM_CLOSED,
        ASYNC_LIST,
        ASYNC_LIST_CANCELLED,
        PUBLISHER,
        PUBLISHER_CANCELLED,
        AWAIT,
        AWAIT_INTERRUPTED,
        AWAIT_TIMED_OUT,
        AWAIT_CANCELLED,
        WATCH,
        WATCH_CANCELLED
    }

    private final SoakClients clients;
    private final Interruptions interruptions;
    private final Tally tally;
    private final Random random;
    private final SoakQueries queries;

    SoakCaller(SoakClients clients, Interruptions interruptions, Tally tally, Random random) {
        this.clients = clients;
        this.interruptions = interruptions;
        this.tally = tally;
        this.random = random;
        this.queries = new SoakQueries(random);
    }

    /** One call, whose outcome must be right. */
    void ask(MovingTasks tasks) throws Exception {
        Question question = Question.values()[random.nextInt(Question.values().length)];
        Line line = clients.lines().get(random.nextInt(clients.lines().size()));
        QuerySample sample = queries.next(tasks.newestSecond());
        long begun = System.nanoTime();
        try {
            Option<TaskError> error = new Call(tasks, line, sample, tasks.now()).make(question);
            tally.count(question
                    + error.map(failed -> " " + failed.getClass().getSimpleName())
                            .getOrElse(""));
        } catch (Throwable thrown) {
            throw new AssertionError(question + " of " + sample + " over " + line, thrown);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("%s of %s over %s", question, sample, line)
                .isLessThan(LIMIT);
    }

    private final class Call {
        private final MovingTasks tasks;
        private final Line line;
        private final QuerySample sample;
        private final long begin;

        Call(MovingTasks tasks, Line line, QuerySample sample, long begin) {
            this.tasks = tasks;
            this.line = line;
            this.sample = sample;
            this.begin = begin;
        }

        /** Makes the call; what error it ended with, none if it succeeded or was given up. */
        Option<TaskError> make(Question question) throws Exception {
            TaskQuery query = sample.query();
            return switch (question) {
                case LIST -> whole(line.hasty().list(query));
                case LIST_INTERRUPTED ->
                    interruptions.during(() -> whole(line.patient().list(query)));
                case COUNT -> count(line.hasty().count(query));
                case PAGE -> page();
                case STREAM -> whole(stream());
                case STREAM_CLOSED -> interruptions.during(this::streamClosed);
                case ASYNC_LIST -> whole(ended(line.hasty().async().list(query)));
                case ASYNC_LIST_CANCELLED ->
                    endedOrCancelled(line.patient().async().list(query))
                            .map(this::whole)
                            .getOrElse(Option.none());
                case PUBLISHER -> publisher();
                case PUBLISHER_CANCELLED -> publisherCancelled();
                case AWAIT -> await(own -> line.hasty().await(of(own), inTime(own)));
                case AWAIT_INTERRUPTED ->
                    await(own -> interruptions.during(() -> {
                        WaitOutcome outcome = line.patient().await(of(own), inTime(own));
                        assertThat(outcome)
                                .matches(ended -> !(ended instanceof WaitOutcome.Interrupted)
                                        || Thread.currentThread().isInterrupted());
                        return outcome;
                    }));
                case AWAIT_TIMED_OUT ->
                    await(own -> line.patient()
                            .await(of(own), inTime(own).within(Duration.ofMillis(random.nextInt(200) + 1))));
                case AWAIT_CANCELLED -> awaitCancelled();
                case WATCH -> watch();
                case WATCH_CANCELLED -> watchCancelled();
            };
        }

        private Duration aMoment() {
            return Duration.ofMillis(random.nextInt(40));
        }

        private Sight sight() {
            Sight sight = tasks.since(begin, line.api());
            tally.add("tasks checked", sight.lives().size());
            return sight;
        }

        private <T> T ended(CompletableFuture<T> future) throws Exception {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }

        private <T> Option<T> endedOrCancelled(CompletableFuture<T> future) throws Exception {
            try {
                return Option.some(future.get(aMoment().toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException slow) {
                return future.cancel(true) ? Option.none() : Option.some(future.get());
            }
        }

        private Option<TaskError> whole(Either<TaskError, List<Task>> list) {
            return list.peek(found -> sight().assertAnsweredBy(found, sample.meaning()))
                    .fold(this::named, found -> Option.none());
        }

        /** Every error must have a cause in the interference, or in the query. */
        private Option<TaskError> named(TaskError error) {
            boolean known = error instanceof TaskError.TimedOut;
            if (error instanceof TaskError.Rejected rejected) {
                known = Interference.rawCodes(line.api()).contains(rejected.rawCode());
            } else if (error instanceof TaskError.Unreachable unreachable) {
                known = !unreachable.message().contains("broke off");
            } else if (error instanceof TaskError.Malformed malformed) {
                known = Interference.MALFORMED.contains(malformed.where());
            } else if (error instanceof TaskError.Cancelled) {
                known = Thread.currentThread().isInterrupted();
            } else if (error instanceof TaskError.Invalid) {
                known = line.hasty().explain(sample.query()).scans().isEmpty();
            }
            assertThat(known).as(error.toString()).isTrue();
            return Option.some(error);
        }

        private Option<TaskError> count(Either<TaskError, Integer> count) {
            return count.peek(number -> sight().assertCountedBy(number, sample.meaning()))
                    .fold(this::named, number -> Option.none());
        }

        private Option<TaskError> page() {
            int offset = random.nextInt(60);
            int limit = random.nextInt(60) + 1;
            Either<TaskError, TaskPage> page = line.hasty().page(sample.query(), offset, limit);
            return page.peek(slice -> {
                        Sight sight = sight();
                        int least = sight.throughout(sample.meaning()).size() - offset;
                        assertThat(slice.tasks()).hasSizeBetween(Math.min(limit, Math.max(least, 0)), limit);
                        sight.assertSeen(slice.tasks(), sample.meaning());
                        sight.assertCountedBy(slice.totalCount(), sample.meaning());
                    })
                    .fold(this::named, slice -> Option.none());
        }

        private Either<TaskError, List<Task>> stream() {
            try (Stream<Task> stream = line.hasty().stream(sample.query())) {
                return Either.right(stream.toList());
            } catch (TaskException thrown) {
                return Either.left(thrown.error());
            }
        }

        private Option<TaskError> streamClosed() {
            List<Task> taken = new ArrayList<>();
            int enough = random.nextInt(60) + 1;
            try (Stream<Task> stream = line.patient().stream(sample.query(), SoakClients.PAGING)) {
                Iterator<Task> rest = stream.iterator();
                while (taken.size() < enough && rest.hasNext()) {
                    taken.add(rest.next());
                }
            } catch (TaskException thrown) {
                return named(thrown.error());
            }
            sight().assertBegunBy(taken, sample.meaning());
            return Option.none();
        }

        private long demand() {
            return List.of(1L, 7L, Long.MAX_VALUE).get(random.nextInt(3));
        }

        private <T> Option<T> next(Inbox<T> inbox) throws InterruptedException {
            return inbox.poll(LIMIT).getOrElseThrow(() -> new AssertionError("nothing came"));
        }

        private Option<TaskError> publisher() throws InterruptedException {
            List<Task> taken = new ArrayList<>();
            try (Inbox<Task> inbox = new Inbox<>(line.hasty().async().publisher(sample.query()), demand())) {
                for (Option<Task> task = next(inbox); task.isDefined(); task = next(inbox)) {
                    taken.add(task.get());
                }
            } catch (TaskException thrown) {
                return named(thrown.error());
            }
            return whole(Either.right(taken));
        }

        private Option<TaskError> publisherCancelled() throws InterruptedException {
            List<Task> taken = new ArrayList<>();
            try (Inbox<Task> inbox = new Inbox<>(line.patient().async().publisher(sample.query()), demand())) {
                int enough = random.nextInt(60);
                Option<Option<Task>> task = inbox.poll(aMoment());
                while (task.exists(Option::isDefined) && taken.size() < enough) {
                    taken.add(task.get().get());
                    task = inbox.poll(aMoment());
                }
            } catch (TaskException thrown) {
                return named(thrown.error());
            }
            sight().assertBegunBy(taken, sample.meaning());
            return Option.none();
        }

        private TaskQuery of(History own) {
            return TaskQuery.instanceId(own.submitted().instanceId())
                    .and(TaskQuery.submittedSince(own.submitted().submittedAt()));
        }

        /** The task ends at the second poll. */
        private WaitOptions inTime(History own) {
            return WaitOptions.standard()
                    .within(SoakClients.PATIENCE)
                    .withPolling(Polling.standard().every(Duration.ofMillis(20)))
                    .withProgress(progress -> tasks.become(own, 2));
        }

        private interface Waiting {
            WaitOutcome on(History own) throws Exception;
        }

        private Option<TaskError> await(Waiting waiting) throws Exception {
            History own = tasks.submitOne();
            try {
                WaitOutcome outcome = waiting.on(own);
                sight().assertSeen(outcome.tasks(), task -> isOwn(own, task));
                if (outcome instanceof WaitOutcome.Failed failed) {
                    return named(failed.error());
                }
                if (outcome instanceof WaitOutcome.Done done) {
                    assertThat(done.succeeded()).hasSize(1);
                } else {
                    assertThat(outcome).isInstanceOfAny(WaitOutcome.TimedOut.class, WaitOutcome.Interrupted.class);
                    tally.count(outcome.getClass().getSimpleName());
                }
                return Option.none();
            } finally {
                tasks.forget(own);
            }
        }

        private static boolean isOwn(History own, Task task) {
            return task.instanceId().equals(own.submitted().instanceId());
        }

        private Option<TaskError> awaitCancelled() throws Exception {
            History own = tasks.submitOne();
            try {
                endedOrCancelled(line.patient().async().await(of(own), inTime(own)));
                return Option.none();
            } finally {
                tasks.forget(own);
            }
        }

        private Option<TaskError> watch() throws InterruptedException {
            History own = tasks.submitOne();
            QuerySample watched = sample.or(new QuerySample(of(own), task -> isOwn(own, task)));
            Map<List<Object>, Task> known = new HashMap<>();
            try (Inbox<TaskChange> inbox = watching(line.hasty()::watch, watched)) {
                for (Task task = own.submitted(); task.statusCode().contains(0) || !isOwn(own, task); ) {
                    TaskChange change = next(inbox).get();
                    learn(known, change);
                    task = change.task();
                    if (isOwn(own, task) && task.statusCode().contains(0)) {
                        tasks.become(own, 2);
                    }
                }
                Sight sight = sight();
                assertThat(sight.throughout(watched.meaning()))
                        .filteredOn(task ->
                                task.submittedAt().isBefore(own.submitted().submittedAt()))
                        .extracting(MovingListProperties::key)
                        .filteredOn(key -> !known.containsKey(key))
                        .as("not reported")
                        .isEmpty();
                sight.assertSeen(List.copyOf(known.values()), watched.meaning());
                return Option.none();
            } catch (TaskException thrown) {
                return named(thrown.error());
            } finally {
                tasks.forget(own);
            }
        }

        private interface Watch {
            Flow.Publisher<TaskChange> of(TaskQuery query, Polling polling);
        }

        private Inbox<TaskChange> watching(Watch watch, QuerySample watched) {
            return new Inbox<>(watch.of(watched.query(), Polling.standard().every(Duration.ofMillis(20))), demand());
        }

        /** A change must fit to those before it. */
        private void learn(Map<List<Object>, Task> known, TaskChange change) {
            List<Object> key = MovingListProperties.key(change.task());
            Option<Task> before = Option.of(known.get(key));
            if (change instanceof TaskChange.Appeared appeared) {
                assertThat(before).isEmpty();
                known.put(key, appeared.task());
            } else if (change instanceof TaskChange.StatusChanged changed) {
                assertThat(before).contains(changed.before());
                known.put(key, changed.task());
            } else {
                assertThat(before).contains(change.task());
                known.remove(key);
            }
        }

        private Option<TaskError> watchCancelled() throws InterruptedException {
            Map<List<Object>, Task> known = new HashMap<>();
            try (Inbox<TaskChange> inbox = watching(line.patient()::watch, sample)) {
                int enough = random.nextInt(200);
                Option<Option<TaskChange>> change = inbox.poll(aMoment());
                for (int taken = 0; change.isDefined() && taken < enough; taken++) {
                    learn(known, change.get().get());
                    change = inbox.poll(aMoment());
                }
            } catch (TaskException thrown) {
                return named(thrown.error());
            }
            sight().assertSeen(List.copyOf(known.values()), sample.meaning());
            return Option.none();
        }
    }
}
