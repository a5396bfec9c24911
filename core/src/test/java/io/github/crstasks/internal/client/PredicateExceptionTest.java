package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.crstasks.TaskClient;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception of the caller's predicate ends the call, which would otherwise never end. */
@Timeout(60)
class PredicateExceptionTest {
    private final TaskClient client =
            FakeTransport.answering(Responses.page(1, Tasks.of("a"))).client().build();

    static Stream<Arguments> callsAndExceptions() {
        return Arrays.stream(CallStyle.values())
                .flatMap(style -> Stream.of(
                                new ArithmeticException("unchecked"),
                                new IOException("checked, as a Kotlin lambda may throw it"),
                                new InterruptedException("not an interruption of the thread"),
                                new CompletionException(new IOException("wrapped by a future of the predicate")),
                                new ExecutionException(new IOException("wrapped by a future of the predicate")),
                                new CancellationException("a cancelled future of the predicate"),
                                new AssertionError("an error"),
                                new StackOverflowError("another error"))
                        .map(thrown -> Arguments.of(style, thrown)));
    }

    @ParameterizedTest
    @EnumSource
    void predicateWhoseExceptionCannotBeDescribedEndsTheCall(CallStyle style) {
        Throwable thrown = new HostileException(new IllegalStateException("no text"));
        TaskQuery query = TaskQuery.where(task -> {
            throw Rethrow.unchecked(thrown);
        });

        Throwable ending = catchThrowable(() -> style.result(client, query));

        assertThat(ending)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an exception that cannot be described: " + HostileException.class.getName());
    }

    private static boolean overflow(Task task) {
        return !task.hasEnded() && overflow(task);
    }

    @ParameterizedTest
    @EnumSource
    void predicateThatOverflowsASmallStackEndsTheCall(CallStyle style) throws InterruptedException {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Runnable call = () -> end.complete(
                catchThrowable(() -> style.result(client, TaskQuery.where(PredicateExceptionTest::overflow))));
        Thread thread = new Thread(null, call, "small stack", 256 * 1024);
        thread.start();
        thread.join();

        assertThat(end).isCompletedWithValueMatching(StackOverflowError.class::isInstance);
    }

    @Test
    void otherCallsInFlightAreCancelled() throws InterruptedException {
        ArithmeticException thrown = new ArithmeticException("thrown by the predicate");
        FakeTransport service = FakeTransport.pending();
        TaskQuery query = TaskQuery.instanceIds("crs-1", "crs-2").and(TaskQuery.where(task -> {
            throw thrown;
        }));
        TaskClient several = service.client()
                .paging(Paging.defaults().withPagesInFlight(4))
                .pageSize(1)
                .build();
        var list = several.async().list(query);
        // The first page, which shows how long the list is, and then the pages in flight.
        service.takeExchange().complete(Either.right(Responses.page(100, Tasks.at(59, "crs-0"))));
        var second = service.takeExchange();
        second.complete(Either.right(Responses.page(100, Tasks.of("crs-1"))));

        assertThat(list.handle((tasks, error) -> error)).isCompletedWithValue(thrown);
        assertThat(service.exchanges()).isNotEmpty().allMatch(CompletableFuture::isCancelled);
    }

    @ParameterizedTest
    @MethodSource("callsAndExceptions")
    void callEndsWithExactlyWhatThePredicateThrows(CallStyle style, Throwable thrown) {
        TaskQuery query = TaskQuery.where(task -> {
            throw Rethrow.unchecked(thrown);
        });

        assertThatThrownBy(() -> style.result(client, query)).isSameAs(thrown);
        assertThat(Thread.interrupted()).isFalse();
    }
}
