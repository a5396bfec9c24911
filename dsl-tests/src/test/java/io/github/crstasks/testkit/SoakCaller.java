package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testkit.SoakClients.Line;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Random;

/** Asks whatever users ask, in any order, and checks what it is told. For use by one thread. */
final class SoakCaller {
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
            Option<TaskError> error = made(question, new SoakCall(tasks, line, sample, tally, random));
            tally.count(question
                    + error.map(failed -> " " + failed.getClass().getSimpleName())
                            .getOrElse(""));
        } catch (Throwable thrown) {
            throw new AssertionError(question + " of " + sample + " over " + line, thrown);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("%s of %s over %s", question, sample, line)
                .isLessThan(SoakCall.LIMIT);
    }

    /** Makes the call; what error it ended with, none if it succeeded or was given up. */
    private Option<TaskError> made(Question question, SoakCall call) throws Exception {
        Line line = call.line();
        SoakListing lists = new SoakListing(call);
        SoakWaiting waits = new SoakWaiting(call);
        TaskQuery query = call.sample().query();
        return switch (question) {
            case LIST -> lists.whole(line.hasty().list(query));
            case LIST_INTERRUPTED ->
                interruptions.during(() -> lists.whole(line.patient().list(query)));
            case COUNT -> lists.count(line.hasty().count(query));
            case PAGE -> lists.page();
            case STREAM -> lists.whole(lists.stream());
            case STREAM_CLOSED -> interruptions.during(lists::streamClosed);
            case ASYNC_LIST -> lists.whole(call.ended(line.hasty().async().list(query)));
            case ASYNC_LIST_CANCELLED ->
                call.endedOrCancelled(line.patient().async().list(query))
                        .map(lists::whole)
                        .getOrElse(Option.none());
            case PUBLISHER -> lists.publisher();
            case PUBLISHER_CANCELLED -> lists.publisherCancelled();
            case AWAIT -> waits.await(own -> line.hasty().await(waits.of(own), waits.inTime(own)));
            case AWAIT_INTERRUPTED ->
                waits.await(own -> interruptions.during(() -> {
                    WaitOutcome outcome = line.patient().await(waits.of(own), waits.inTime(own));
                    assertThat(outcome)
                            .matches(ended -> !(ended instanceof WaitOutcome.Interrupted)
                                    || Thread.currentThread().isInterrupted());
                    return outcome;
                }));
            case AWAIT_TIMED_OUT ->
                waits.await(own -> line.patient()
                        .await(waits.of(own), waits.inTime(own).within(Duration.ofMillis(random.nextInt(200) + 1))));
            case AWAIT_CANCELLED -> waits.awaitCancelled();
            case WATCH -> waits.watch();
            case WATCH_CANCELLED -> waits.watchCancelled();
        };
    }
}
