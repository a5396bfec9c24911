package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.TaskClient;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.TaskChange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A consumer receives the changes of a watch without Reactive Streams. */
@Timeout(60)
class ConsumedWatchTest {
    private final AtomicReference<TransportResponse> reply =
            new AtomicReference<>(Responses.page(3, Tasks.of("a"), Tasks.of("b"), Tasks.of("c")));
    private final FakeTransport service = FakeTransport.answering(request -> reply.get());
    private final ManualScheduler scheduler = ManualScheduler.create();
    private final TaskClient client = service.client().scheduler(scheduler).build();
    private final List<String> seen = new ArrayList<>();

    /** A way to start a watch with a consumer. */
    @FunctionalInterface
    interface Watch {
        CompletableFuture<Void> start(TaskClient client, TaskQuery query, Consumer<? super TaskChange> consumer);
    }

    static Stream<Named<Watch>> watches() {
        PollSchedule schedule = PollSchedule.of(Duration.ofSeconds(1));
        return Stream.of(
                Named.of("blocking", (client, query, consumer) -> client.watch(query, consumer)),
                Named.of("blocking, scheduled", (client, query, consumer) -> client.watch(query, schedule, consumer)),
                Named.of(
                        "throwing",
                        (client, query, consumer) -> client.orThrow().watch(query, consumer)),
                Named.of(
                        "throwing, scheduled",
                        (client, query, consumer) -> client.orThrow().watch(query, schedule, consumer)),
                Named.of("async", (client, query, consumer) -> client.async().watch(query, consumer)),
                Named.of(
                        "async, scheduled",
                        (client, query, consumer) -> client.async().watch(query, schedule, consumer)));
    }

    private void see(TaskChange change) {
        seen.add(change.task().instanceId());
    }

    private void poll() {
        while (!scheduler.pending().isEmpty() && service.requests().isEmpty()) {
            scheduler.advance(Duration.ofHours(1));
            scheduler.passNext();
        }
        service.requests().clear();
    }

    @ParameterizedTest
    @MethodSource("watches")
    void consumerReceivesTheChangesOfEachPoll(Watch watch) {
        CompletableFuture<Void> end = watch.start(client, TaskQuery.all(), this::see);
        poll();
        assertThat(seen).containsExactlyInAnyOrder("a", "b", "c");

        reply.set(Responses.page(4, Tasks.of("d"), Tasks.of("a"), Tasks.of("b"), Tasks.of("c")));
        poll();

        assertThat(seen).hasSize(4).endsWith("d");
        assertThat(end).isNotDone();
    }

    @ParameterizedTest
    @MethodSource("watches")
    void cancelledWatchEndsItsPollsAndItsConsumer(Watch watch) {
        CompletableFuture<Void> end = watch.start(client, TaskQuery.all(), this::see);
        poll();

        assertThat(end.cancel(true)).isTrue();

        assertThat(scheduler.pending()).isEmpty();
        assertThat(seen).hasSize(3);
    }

    @Test
    void watchCanBeEndedByItsConsumer() {
        CompletableFuture<CompletableFuture<Void>> own = new CompletableFuture<>();
        own.complete(client.watch(TaskQuery.all(), change -> {
            see(change);
            own.join().complete(null);
        }));
        poll();

        assertThat(seen).hasSize(1);
        assertThat(own.join()).isCompletedWithValue(null);
        assertThat(scheduler.pending()).isEmpty();
    }

    static List<Throwable> anything() {
        return List.of(new IllegalStateException("unchecked"), new IOException("checked"), new AssertionError("error"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void consumerThatThrowsEndsTheWatchWithItsException(Throwable thrown) {
        CompletableFuture<Void> end = client.watch(TaskQuery.all(), change -> {
            see(change);
            throw Rethrow.unchecked(thrown);
        });
        poll();

        assertThatThrownBy(end::join).cause().isSameAs(thrown);
        assertThat(seen).hasSize(1);
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void consumerThatThrowsWhatCannotBeDescribedEndsTheWatch() {
        CompletableFuture<Void> end = client.watch(TaskQuery.all(), change -> {
            throw Rethrow.unchecked(new HostileException(new IllegalStateException("no text")));
        });
        poll();

        assertThatThrownBy(end::join).hasMessageContaining("cannot be described");
        assertThat(scheduler.pending()).isEmpty();
    }

    private static TaskError failure(CompletableFuture<Void> end) {
        Throwable cause = end.handle((nothing, thrown) -> thrown).join();
        assertThat(cause).isInstanceOf(TaskException.class);
        return ((TaskException) cause).error();
    }

    @ParameterizedTest
    @MethodSource("watches")
    void failureOfThePollsEndsTheWatch(Watch watch) {
        reply.set(Responses.rejected(4100));
        CompletableFuture<Void> end = watch.start(client, TaskQuery.all(), this::see);
        poll();

        assertThat(failure(end)).isInstanceOf(TaskError.Rejected.class);
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("watches")
    void closingTheClientEndsTheWatch(Watch watch) {
        CompletableFuture<Void> end = watch.start(client, TaskQuery.all(), this::see);
        client.close();

        assertThat(failure(end)).isInstanceOf(TaskError.Cancelled.class);
        assertThat(failure(watch.start(client, TaskQuery.all(), this::see))).isInstanceOf(TaskError.Cancelled.class);
    }

    @ParameterizedTest
    @MethodSource("watches")
    void queryThatNoTaskMatchesIsRefused(Watch watch) {
        assertThat(failure(watch.start(client, TaskQuery.none(), this::see))).isInstanceOf(TaskError.Invalid.class);
    }

    @Test
    void listIsNotPolledWhileTheConsumerRuns() {
        List<Integer> pending = new ArrayList<>();
        var unused = client.watch(
                TaskQuery.all(), change -> pending.add(scheduler.pending().size()));
        poll();

        assertThat(pending).containsExactly(0, 0, 0);
        assertThat(scheduler.pending()).hasSize(1);
    }
}
