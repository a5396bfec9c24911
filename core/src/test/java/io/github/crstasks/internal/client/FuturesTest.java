package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FuturesTest {
    @Test
    void callThatThrowsBeforeItStartsFailsTheFuture() {
        StackOverflowError thrown = new StackOverflowError("while a deep query is planned");

        CompletableFuture<Integer> future = Futures.of(() -> {
            throw thrown;
        });

        assertThat(future.handle((value, error) -> error)).isCompletedWithValue(thrown);
    }

    @Test
    void callThatStartsIsReturned() {
        CompletableFuture<Integer> started = new CompletableFuture<>();

        assertThat(Futures.of(() -> started)).isSameAs(started);
    }
}
