package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.TaskClient;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
    @MethodSource("callsAndExceptions")
    void callEndsWithExactlyWhatThePredicateThrows(CallStyle style, Throwable thrown) {
        TaskQuery query = TaskQuery.where(task -> {
            throw Rethrow.unchecked(thrown);
        });

        assertThatThrownBy(() -> style.result(client, query)).isSameAs(thrown);
        assertThat(Thread.interrupted()).isFalse();
    }
}
