package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.query.TaskQuery;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a call is made again, and after what wait. */
class RetryTest {
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:17.990Z");

    private final List<Duration> waits = new ArrayList<>();
    private HttpResponse answer = unavailable("0");
    private int sent;

    private final Transport transport = new Transport() {
        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            sent++;
            return Either.right(answer);
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            return CompletableFuture.completedFuture(send(request));
        }

        @Override
        public void close() {}
    };

    private TaskClient client(Retry retry) {
        return TaskClient.builder()
                .region("gz")
                .credentials(Credentials.of("id", "key"))
                .transport(transport)
                .clock(() -> NOW)
                .retry(retry)
                .observer(new ExchangeObserver() {
                    @Override
                    public void retry(PageCall call, TaskError error, int attempt, Duration wait) {
                        waits.add(wait);
                    }
                })
                .build();
    }

    private static HttpResponse unavailable(String retryAfter) {
        return new HttpResponse(503, HttpHeaders.none().with("Retry-After", retryAfter), new byte[0]);
    }

    static List<Function<TaskClient, Either<TaskError, Integer>>> styles() {
        return List.of(
                client -> client.count(TaskQuery.all()),
                client -> client.async().count(TaskQuery.all()).join());
    }

    @ParameterizedTest
    @MethodSource("styles")
    void the_wait_that_the_service_asks_for_is_waited(Function<TaskClient, Either<TaskError, Integer>> style) {
        answer = unavailable("Fri, 10 Feb 2017 08:56:18 GMT");

        assertThat(style.apply(client(Retry.standard().withAttempts(3).withWaits(Duration.ZERO, Duration.ZERO)))
                        .getLeft())
                .isInstanceOf(TaskError.Unreachable.class);
        assertThat(waits).containsExactly(Duration.ofMillis(10), Duration.ofMillis(10));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void a_wait_past_the_total_time_is_the_end_at_once(Function<TaskClient, Either<TaskError, Integer>> style) {
        for (String retryAfter : List.of("3600", "Fri, 10 Feb 2017 09:56:18 GMT", Long.toString(Long.MAX_VALUE))) {
            answer = unavailable(retryAfter);

            assertThat(style.apply(client(Retry.standard().within(Duration.ofSeconds(2))))
                            .getLeft())
                    .isInstanceOf(TaskError.Unreachable.class);
        }
        assertThat(waits).isEmpty();
        assertThat(sent).isEqualTo(3);
    }
}
