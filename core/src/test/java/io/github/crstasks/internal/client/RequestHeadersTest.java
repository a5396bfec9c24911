package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.TaskClientListener.AttemptEvent;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.transport.TransportHeaders;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller-supplied function adds headers to requests, and none that is signed or set elsewhere. */
class RequestHeadersTest {
    private final FakeTransport transport = FakeTransport.answering(Responses.of(503, TransportHeaders.none(), ""));

    private Either<TaskError, Integer> count(TaskListProtocol protocol, Map<String, String> headers) {
        return transport
                .client()
                .protocol(protocol)
                .retryPolicy(RetryPolicy.none())
                .requestHeaders(attempt -> headers)
                .build()
                .count(TaskQuery.all());
    }

    private TaskError refusal(Map<String, String> headers) {
        for (TaskListProtocol protocol : List.of(ApiV2.create(), ApiV3.create())) {
            TaskError error = count(protocol, headers).getLeft();
            assertThat(error).isInstanceOf(TaskError.ExtensionFailed.class);
            assertThat(error.message())
                    .startsWith("the request header source threw ")
                    .doesNotContain("secret");
            assertThat(error.retryable()).isFalse();
        }
        assertThat(transport.requests()).isEmpty();
        return count(ApiV3.create(), headers).getLeft();
    }

    @Test
    void headersAreAddedToTheSignedRequest() {
        for (TaskListProtocol protocol : List.of(ApiV2.create(), ApiV3.create())) {
            var unused = count(protocol, Map.of("traceparent", "00-1", "Accept", "", "X-Api_1.b", "a b\tc~"));

            TransportHeaders sent = transport.requests().remove(0).headers();
            assertThat(sent.first("traceparent")).contains("00-1");
            assertThat(sent.first("accept")).contains("");
            assertThat(sent.first("x-api_1.B")).contains("a b\tc~");
            assertThat(sent.first("Authorization").isDefined()).isEqualTo(protocol instanceof ApiV3);
        }
    }

    @Test
    void eachAttemptHasHeadersOfItsOwnFromTheSendingThread() {
        List<String> steps = new ArrayList<>();
        var unused = transport
                .client()
                .scheduler(ManualScheduler.skippingDelays())
                .retryPolicy(RetryPolicy.defaults().withMaxAttempts(2))
                .listener(new TaskClientListener() {
                    @Override
                    public void onAttempt(AttemptEvent event) {
                        steps.add("listener " + event.callId() + " " + event.attempt());
                    }
                })
                .requestHeaders(attempt -> headers(steps, attempt))
                .build()
                .count(TaskQuery.all());

        assertThat(transport.requests())
                .extracting(request -> request.headers().first("attempt").get())
                .containsExactly("1", "2");
        String id = transport.requests().get(0).headers().first("id").get();
        assertThat(steps)
                .containsExactly(
                        "listener " + id + " 1",
                        "headers " + id + " 1",
                        "listener " + id + " 2",
                        "headers " + id + " 2");
    }

    private static Map<String, String> headers(List<String> steps, AttemptEvent attempt) {
        steps.add("headers " + attempt.callId() + " " + attempt.attempt());
        return Map.of("id", attempt.callId(), "attempt", Integer.toString(attempt.attempt()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "HOST",
                "Authorization",
                "authorization",
                "Content-Type",
                "Content-Length",
                "Content-Encoding",
                "Accept-Encoding",
                "Connection",
                "Expect",
                "Keep-Alive",
                "Origin",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Via",
                "Proxy-Authorization",
                "X-TC-Action",
                "x-tc-token",
                "X-Tc-Anything",
                "Sec-Fetch-Mode",
                "Access-Control-Request-Method"
            })
    void headerThatIsSetElsewhereIsRefusedByItsName(String name) {
        assertThat(refusal(Map.of(name, "secret")).message())
                .contains("header name must be one that neither this library nor an HTTP stack sets, but was " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a:b", "a\r\nb", "a\u0000", "a\u007f", "n\u00e4me", "\u4efb", "a(b)", "a,b"})
    void nameThatHttpDoesNotAllowIsRefused(String name) {
        assertThat(refusal(Map.of(name, "secret")).message()).contains("header name must be one or more of ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " secret",
                "secret ",
                "\tsecret",
                "secret\r\nHost: a",
                "secret\n",
                "secret\u0000",
                "secr\u00e9t-secret",
                "secret\u4efb",
                " "
            })
    void valueThatHttpStacksWouldChangeIsRefusedAndNotShown(String value) {
        assertThat(refusal(Map.of("traceparent", value)).message())
                .contains("value of header traceparent must be visible ASCII characters");
    }

    @Test
    void nameThatIsGivenTwiceIsRefused() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("traceparent", "1");
        headers.put("Traceparent", "2");

        assertThat(refusal(headers).message())
                .contains("header name must be given once, in whatever case, but was Traceparent");
    }

    private static Map<String, String> single(@Nullable String name, @Nullable String value) {
        Map<String, @Nullable String> map = new HashMap<>();
        map.put(name, value);
        return unchecked(map);
    }

    @SuppressWarnings("NullAway") // The test passes null on purpose.
    private static Map<String, String> unchecked(@Nullable Map<String, @Nullable String> map) {
        return map;
    }

    static Stream<Map<String, String>> nulls() {
        return Stream.of(single(null, "secret"), single("traceparent", null));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullNameOrValueIsRefused(Map<String, String> headers) {
        assertThat(refusal(headers).message()).containsAnyOf("header name", "value of header traceparent");
    }

    @Test
    void nullInPlaceOfHeadersIsRefused() {
        assertThat(refusal(unchecked(null)).message()).contains("it returned null");
    }

    @Test
    void addedValueThatTheServiceQuotesIsNotShown() {
        for (TaskListProtocol protocol : List.of(ApiV2.create(), ApiV3.create())) {
            FakeTransport quoting = FakeTransport.answering(request -> Responses.json("{\"code\": 4000, \"message\":"
                    + " \"got gateway-secret\", \"Response\": {\"Error\": {\"Code\": \"InvalidParameter\","
                    + " \"Message\": \"got gateway-secret\"}, \"RequestId\": \"of gateway-secret\"}}"));
            List<String> events = new ArrayList<>();
            TaskError error = quoting.client()
                    .protocol(protocol)
                    .requestHeaders(attempt -> Map.of("X-Gateway-Key", "gateway-secret"))
                    .listener(new TaskClientListener() {
                        @Override
                        public void onCompleted(CompletedEvent event) {
                            events.add(event.toString());
                        }
                    })
                    .build()
                    .count(TaskQuery.all())
                    .getLeft();

            assertThat(error).isInstanceOf(TaskError.Rejected.class);
            assertThat(error.message()).contains("got ***").doesNotContain("gateway-secret");
            assertThat(events).hasSize(1).noneMatch(event -> event.contains("gateway-secret"));
        }
    }

    @Test
    void longValueIsSent() {
        var unused = count(ApiV3.create(), Collections.singletonMap("baggage", "a b".repeat(100_000)));

        assertThat(transport.requests()).hasSize(1);
    }
}
