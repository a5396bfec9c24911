package io.github.crstasks.internal.client;

import static io.github.crstasks.query.TaskQuery.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.TaskClient;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests when a stream requests pages, and on which thread a blocking call runs. */
@Timeout(60)
class TaskIteratorTest {
    private static final Paging PAGES_OF_TWO = Paging.defaults().withPageSize(2);

    /** Six tasks, one for each second. */
    private final FakeTransport service = FakeTransport.answering(request -> {
        int offset = parameter(request, "offset");
        int end = Math.min(6, offset + parameter(request, "limit"));
        return Responses.page(
                6,
                IntStream.range(offset, end)
                        .mapToObj(row -> Tasks.at(9 - row, "crs-" + row))
                        .toArray(Task[]::new));
    });

    private static int parameter(TransportRequest request, String name) {
        Matcher value =
                Pattern.compile("\\b" + name + "=(\\d+)").matcher(request.uri().getRawQuery());
        assertThat(value.find()).isTrue();
        return Integer.parseInt(value.group(1));
    }

    private static TransportResponse lastPage() {
        return Responses.page(1, Tasks.of("a"));
    }

    /** Answers each request on another thread. */
    private static FakeTransport answeringElsewhere(TransportResponse response) {
        return FakeTransport.starting(request -> {
            CompletableFuture<Either<TransportFailure, TransportResponse>> exchange = new CompletableFuture<>();
            new Thread(() -> exchange.complete(Either.right(response))).start();
            return exchange;
        });
    }

    @Test
    void nextPageIsRequestedAfterTheLastTaskOfThePageBefore() {
        try (Stream<Task> stream = service.client().paging(PAGES_OF_TWO).build().stream(all())) {
            Iterator<Task> tasks = stream.iterator();
            assertThat(service.requests()).isEmpty();

            List<Integer> requests = new ArrayList<>();
            while (tasks.hasNext()) {
                tasks.next();
                requests.add(service.requests().size());
            }

            assertThat(requests).containsExactly(1, 1, 2, 2, 3, 3);
        }
    }

    @Test
    void pagesAreFetchedAheadIfSeveralMayBeInFlight() {
        try (Stream<Task> stream = service.client().build().stream(
                all(), PAGES_OF_TWO.withPageSize(3).withPagesInFlight(3))) {
            Iterator<Task> tasks = stream.iterator();
            assertThat(service.requests()).isEmpty();

            tasks.next();

            assertThat(service.requests()).hasSize(4);
        }
    }

    @Test
    void streamContainsEachTaskOnceInOrder() {
        assertThat(service.client().build().stream(all(), PAGES_OF_TWO.withPagesInFlight(3)))
                .extracting(Task::instanceId)
                .isEqualTo(IntStream.range(0, 6).mapToObj(row -> "crs-" + row).toList());
    }

    @Test
    void iteratorPastTheEndThrows() {
        Iterator<Task> tasks = FakeTransport.answering(lastPage()).client().build().stream(all())
                .iterator();
        tasks.next();

        assertThat(tasks.hasNext()).isFalse();
        assertThat(tasks.hasNext()).isFalse();
        assertThatThrownBy(tasks::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void errorIsThrownAfterTheTasksBeforeItAndAgain() {
        Iterator<TransportResponse> responses = List.of(
                        Responses.page(6, Tasks.at(9, "a"), Tasks.at(8, "b")), Responses.rejected(4100))
                .iterator();
        Iterator<Task> tasks =
                FakeTransport.answering(request -> responses.next()).client().paging(PAGES_OF_TWO).build().stream(all())
                        .iterator();

        assertThat(List.of(tasks.next(), tasks.next()))
                .extracting(Task::instanceId)
                .containsExactly("a", "b");
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(tasks::hasNext)
                    .isInstanceOfSatisfying(
                            TaskException.class,
                            thrown -> assertThat(thrown.error()).isInstanceOf(TaskError.Rejected.class));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CallStyle.class,
            names = {"LIST", "COUNT", "PAGE", "STREAM"})
    void predicateOfABlockingCallRunsOnTheCallingThread(CallStyle style) throws Throwable {
        TaskClient client = answeringElsewhere(lastPage()).client().build();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        style.result(client, TaskQuery.where(task -> {
            threads.add(Thread.currentThread());
            return true;
        }));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    private static void assertClosed(Iterator<Task> tasks) {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(tasks::hasNext)
                    .isInstanceOfSatisfying(
                            TaskException.class,
                            thrown -> assertThat(thrown.error())
                                    .isInstanceOf(TaskError.Cancelled.class)
                                    .extracting(TaskError::message)
                                    .asString()
                                    .startsWith("the stream is closed"));
        }
    }

    @Test
    void closedStreamHasNoMoreTasksThanItReceived() {
        Stream<Task> stream = service.client().paging(PAGES_OF_TWO).build().stream(all());
        Iterator<Task> tasks = stream.iterator();
        tasks.next();
        tasks.next();

        stream.close();

        assertClosed(tasks);
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void closingAStreamOnAnotherThreadEndsIt() throws InterruptedException {
        FakeTransport pending = FakeTransport.pending();
        Stream<Task> stream = pending.client().build().stream(all());
        Thread closing = new Thread(() -> {
            try {
                assertThat(pending.takeExchange()).isNotDone();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            stream.close();
        });
        closing.start();

        assertClosed(stream.iterator());
        closing.join();
    }
}
