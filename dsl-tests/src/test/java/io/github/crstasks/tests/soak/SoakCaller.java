package io.github.crstasks.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.tests.soak.SoakClients.Route;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Random;

/** Makes random calls and checks their results. For use by one thread. */
final class SoakCaller {
    enum Operation {
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
    private final ThreadInterrupter interrupter;
    private final EventCounter events;
    private final Random random;
    private final SoakQueries queries;

    SoakCaller(SoakClients clients, ThreadInterrupter interrupter, EventCounter events, Random random) {
        this.clients = clients;
        this.interrupter = interrupter;
        this.events = events;
        this.random = random;
        this.queries = new SoakQueries(random);
    }

    /** Makes one call and checks its result. */
    void callOnce(ChangingTasks tasks) throws Exception {
        Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
        Route route = clients.routes().get(random.nextInt(clients.routes().size()));
        QuerySample sample = queries.next(tasks.newestSecond());
        long start = System.nanoTime();
        try {
            Option<TaskError> error = make(operation, new SoakCall(tasks, route, sample, events, random));
            events.count((tasks.shape().isHard() ? "HARD " : "")
                    + operation
                    + error.map(failed -> " " + failed.getClass().getSimpleName())
                            .getOrElse(""));
        } catch (Throwable thrown) {
            throw new AssertionError(operation + " of " + sample + " over " + route, thrown);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("%s of %s over %s", operation, sample, route)
                .isLessThan(SoakCall.LIMIT);
    }

    /** Makes the call and returns its error; empty if it succeeded or was cancelled. */
    private Option<TaskError> make(Operation operation, SoakCall call) throws Exception {
        Route route = call.route();
        SoakListCalls lists = new SoakListCalls(call);
        SoakWaitCalls waits = new SoakWaitCalls(call);
        TaskQuery query = call.sample().query();
        return switch (operation) {
            case LIST -> lists.list(route.hasty().list(query));
            case LIST_INTERRUPTED ->
                interrupter.call(() -> lists.list(route.patient().list(query)));
            case COUNT -> lists.count(route.hasty().count(query));
            case PAGE -> lists.page();
            case STREAM -> lists.list(lists.stream());
            case STREAM_CLOSED -> interrupter.call(lists::streamClosed);
            case ASYNC_LIST -> lists.list(call.await(route.hasty().async().list(query)));
            case ASYNC_LIST_CANCELLED ->
                call.awaitOrCancel(route.patient().async().list(query))
                        .map(lists::list)
                        .getOrElse(Option.none());
            case PUBLISHER -> lists.publisher();
            case PUBLISHER_CANCELLED -> lists.publisherCancelled();
            case AWAIT ->
                waits.await(own -> route.hasty().await(waits.queryFor(own), waits.options(), waits.succeeding(own)));
            case AWAIT_INTERRUPTED ->
                waits.await(own -> interrupter.call(() -> {
                    WaitOutcome outcome =
                            route.patient().await(waits.queryFor(own), waits.options(), waits.succeeding(own));
                    assertThat(outcome)
                            .matches(ended -> !(ended instanceof WaitOutcome.Interrupted)
                                    || Thread.currentThread().isInterrupted());
                    return outcome;
                }));
            case AWAIT_TIMED_OUT ->
                waits.await(own -> route.patient()
                        .await(
                                waits.queryFor(own),
                                waits.options().withTimeout(Duration.ofMillis(random.nextInt(200) + 1)),
                                waits.succeeding(own)));
            case AWAIT_CANCELLED -> waits.awaitCancelled();
            case WATCH -> waits.watch();
            case WATCH_CANCELLED -> waits.watchCancelled();
        };
    }
}
