package io.github.crstasks.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RethrowTest {
    static List<Throwable> anything() {
        return List.of(
                new IllegalStateException("unchecked"),
                new Exception("checked"),
                new AssertionError("error"),
                new CompletionException(new Exception("wrapped")),
                new ExecutionException(new Exception("wrapped")),
                new CancellationException("cancelled"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void throwableOfAnyTypeIsThrownUnchanged(Throwable thrown) {
        assertThatThrownBy(() -> {
                    throw Rethrow.unchecked(thrown);
                })
                .isSameAs(thrown);
    }

    @ParameterizedTest
    @MethodSource("anything")
    void failureOfAFutureIsThrownUnchanged(Throwable thrown) {
        assertThatThrownBy(() -> Rethrow.resultOf(CompletableFuture.failedFuture(thrown)))
                .isSameAs(thrown);
    }

    @Test
    void valueOfAFutureIsReturned() {
        assertThat(Rethrow.resultOf(CompletableFuture.completedFuture("value"))).isEqualTo("value");
    }
}
