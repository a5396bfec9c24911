package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @MethodSource("styles")
    void a_date_that_has_passed_or_cannot_be_read_asks_for_no_wait(
            Function<TaskClient, Either<TaskError, Integer>> style) {
        for (String retryAfter : List.of("Fri, 10 Feb 2017 08:56:16 GMT", "soon", "-5")) {
            answer = unavailable(retryAfter);

            assertThat(style.apply(client(Retry.standard().withAttempts(2).withWaits(Duration.ZERO, Duration.ZERO)))
                            .isLeft())
                    .isTrue();
        }
        assertThat(waits).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    @Test
    void waits_double_up_to_the_longest_and_a_part_of_each_is_waited() {
        Retry retry = new Retry(6, Duration.ofMillis(8), Duration.ofMillis(20), Duration.ofMinutes(1), () -> 0.5);

        assertThat(client(retry).count(TaskQuery.all()).isLeft()).isTrue();

        assertThat(waits).extracting(Duration::toMillis).containsExactly(4L, 8L, 10L, 10L, 10L);
    }

    @Test
    void the_standard_waits_a_random_part_of_a_fifth_of_a_second_first() {
        assertThat(Retry.standard())
                .returns(5, Retry::attempts)
                .returns(Duration.ofMinutes(1), Retry::totalTime)
                .returns(Duration.ofSeconds(5), Retry::longestWait);
        assertThat(Stream.generate(() -> Retry.standard().waitAfter(1))
                        .limit(100)
                        .distinct())
                .hasSizeGreaterThan(1)
                .allMatch(wait -> wait.compareTo(Duration.ofMillis(200)) < 0);
    }

    @Test
    void a_setting_out_of_its_range_is_refused_by_name() {
        Retry retry = Retry.standard();

        assertThat(retry.withWaits(Duration.ZERO, Duration.ZERO).within(Duration.ofNanos(1)))
                .isNotNull();
        assertThatThrownBy(() -> retry.withAttempts(0)).hasMessageContaining("attempts");
        assertThatThrownBy(() -> retry.withWaits(Duration.ofNanos(-1), Duration.ZERO))
                .hasMessageContaining("firstWait");
        assertThatThrownBy(() -> retry.withWaits(Duration.ofNanos(2), Duration.ofNanos(1)))
                .hasMessageContaining("longestWait");
        assertThatThrownBy(() -> retry.within(Duration.ZERO)).hasMessageContaining("totalTime");
        assertThatThrownBy(() -> retry.within(Duration.ofNanos(-1))).hasMessageContaining("totalTime");
    }

    @Test
    void a_thread_that_is_interrupted_while_it_waits_gives_up_and_keeps_the_flag() {
        TaskClient client = TaskClient.builder()
                .region("gz")
                .credentials(Credentials.of("id", "key"))
                .transport(transport)
                .rate(() -> Duration.ofHours(1))
                .build();

        Thread.currentThread().interrupt();
        TaskError error = client.count(TaskQuery.all()).getLeft();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error).isInstanceOf(TaskError.Cancelled.class);
        assertThat(sent).isZero();
    }
}
