package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.WaitOptions;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a condition of the caller's own throws reaches the caller, who would otherwise wait for ever. */
class ThrowingConditionTest {
    private static final TaskQuery QUERY = TaskQuery.where(task -> {
        throw new ArithmeticException("the caller's own");
    });

    private final TaskClient client = TaskClient.builder()
            .region("gz")
            .credentials(Credentials.of("id", "key"))
            .transport(new OnePage())
            .build();

    private static Stream<BiFunction<AsyncTaskClient, TaskQuery, CompletableFuture<?>>> questions() {
        return Stream.of(
                AsyncTaskClient::list,
                AsyncTaskClient::count,
                (client, query) -> client.page(query, 0, 10),
                (client, query) -> client.await(query, WaitOptions.standard()));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void it_completes_a_future(BiFunction<AsyncTaskClient, TaskQuery, CompletableFuture<?>> question) {
        assertThatThrownBy(() -> question.apply(client.async(), QUERY).get(1, TimeUnit.MINUTES))
                .hasCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void it_is_an_error_for_a_subscriber() {
        CompletableFuture<Task> signalled = new CompletableFuture<>();
        client.async().publisher(QUERY).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(Task task) {
                signalled.complete(task);
            }

            @Override
            public void onError(Throwable thrown) {
                signalled.completeExceptionally(thrown);
            }

            @Override
            public void onComplete() {
                signalled.cancel(false);
            }
        });

        assertThatThrownBy(() -> signalled.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(ArithmeticException.class);
    }

    private static final class OnePage implements Transport {
        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            String body = "{\"code\":0,\"totalCount\":1,\"data\":{\"redisTaskSet\":[{\"startTime\":"
                    + "\"2017-02-10 16:56:18\",\"taskName\":\"importRdb\",\"redisId\":\"a\",\"status\":1}]}}";
            return Either.right(new HttpResponse(200, HttpHeaders.none(), body.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            return CompletableFuture.completedFuture(send(request));
        }

        @Override
        public void close() {}
    }
}
