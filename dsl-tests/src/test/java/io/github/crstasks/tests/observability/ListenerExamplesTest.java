package io.github.crstasks.tests.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.DelegatingTransport;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportRequest;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of the documents show every call to Micrometer and OpenTelemetry, also one that fails. */
@Timeout(60)
class ListenerExamplesTest {
    private final EmulatorFixture service = EmulatorFixture.start();
    private final List<String> traceparents = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider tracing = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();
    private final Tracer tracer = tracing.get("test");

    @AfterEach
    void close() {
        tracing.close();
        meters.close();
        service.close();
    }

    private TaskClientBuilder connected(TaskClientBuilder example, ApiVersion api) {
        return example.region("gz")
                .protocol(api.protocol())
                .endpoint(api.endpoint(service.emulator()))
                .credentials(Credentials.of(
                        service.emulator().secretId(), service.emulator().secretKey()))
                .transport(new HeaderRecorder(service.transport()))
                .rateLimiter(RateLimiter.unlimited())
                .retryPolicy(RetryPolicy.defaults()
                        .withMaxAttempts(2)
                        .withInitialDelay(Duration.ZERO)
                        .withMaxDelay(Duration.ZERO));
    }

    private final class HeaderRecorder extends DelegatingTransport {
        HeaderRecorder(Transport delegate) {
            super(delegate);
        }

        @Override
        protected TransportRequest beforeSending(TransportRequest request) {
            traceparents.addAll(request.headers().first("traceparent").toJavaList());
            return request;
        }
    }

    private void failRequests(int status) {
        service.emulator().intercept(request -> InterceptorAction.reply(status, Map.of(), new byte[0]));
    }

    @Test
    void timerOfMicrometerCountsSuccessAndEachKindOfFailure() {
        try (TaskClient client =
                connected(ListenerExamples.measured(meters), ApiVersion.V3).build()) {
            assertThat(client.list(TaskQuery.all()).isRight()).isTrue();
            failRequests(503);
            assertThat(client.list(TaskQuery.all()).isLeft()).isTrue();
        }
        try (TaskClient refused = connected(ListenerExamples.measured(meters), ApiVersion.V3)
                .credentials(Credentials.of("unknown", "key"))
                .build()) {
            service.emulator().reset();
            assertThat(refused.list(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.Rejected.class);
        }

        assertThat(meters.get("crs.calls").tag("outcome", "success").timer().count())
                .isEqualTo(1);
        Timer unreachable =
                meters.get("crs.calls").tag("outcome", "Unreachable").timer();
        assertThat(unreachable.count()).isEqualTo(1);
        assertThat(unreachable.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(meters.get("crs.attempts")
                        .tag("outcome", "Unreachable")
                        .summary()
                        .totalAmount())
                .isEqualTo(2);
        assertThat(meters.get("crs.calls").tag("outcome", "Rejected").timer().count())
                .isEqualTo(1);
    }

    @Test
    void eachCallIsASpanWhoseContextIsSentWithEachAttempt() {
        for (ApiVersion api : ApiVersion.values()) {
            exporter.reset();
            traceparents.clear();
            service.emulator().reset();
            service.emulator()
                    .intercept(request -> request.ordinal() == 1
                            ? InterceptorAction.reply(503, Map.of(), new byte[0])
                            : InterceptorAction.proceed());
            Span parent = tracer.spanBuilder("job").startSpan();
            try (Scope scope = parent.makeCurrent();
                    TaskClient client = connected(ListenerExamples.traced(tracer), api)
                            .pageSize(5)
                            .build()) {
                assertThat(scope).isNotNull();
                assertThat(client.list(TaskQuery.all()).get()).hasSize(9);
            }

            List<SpanData> spans = exporter.getFinishedSpanItems();
            assertThat(spans).hasSizeGreaterThan(1);
            assertThat(spans).allSatisfy(span -> {
                assertThat(span.getStatus()).isEqualTo(StatusData.unset());
                assertThat(span.getParentSpanId())
                        .isEqualTo(parent.getSpanContext().getSpanId());
                assertThat(traceparents)
                        .contains("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                                + span.getSpanContext().getTraceFlags().asHex());
            });
            assertThat(traceparents).hasSize(spans.size() + 1);
            assertThat(traceparents.get(0)).isEqualTo(traceparents.get(1));
        }
    }

    @Test
    void callThatFailsIsASpanWithAnError() {
        failRequests(404);
        try (TaskClient client =
                connected(ListenerExamples.traced(tracer), ApiVersion.V2).build()) {
            TaskError error = client.list(TaskQuery.all()).getLeft();

            SpanData span = exporter.getFinishedSpanItems().get(0);
            assertThat(span.getStatus().getDescription()).isEqualTo(error.message());
            assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        }
        assertThat(exporter.getFinishedSpanItems()).hasSize(1);
    }

    @Test
    void callsThatAreCancelledOrClosedLeaveNoOpenSpan() {
        service.emulator().intercept(request -> InterceptorAction.drop());
        try (TaskClient client = connected(ListenerExamples.traced(tracer), ApiVersion.V2)
                .retryPolicy(RetryPolicy.builder()
                        .initialDelay(Duration.ofDays(1))
                        .maxDelay(Duration.ofDays(1))
                        .maxDuration(Duration.ofDays(2))
                        .build())
                .build()) {
            assertThat(client.async().list(TaskQuery.all()).cancel(true)).isTrue();
            var unused = client.async().list(TaskQuery.all());
        }

        assertThat(exporter.getFinishedSpanItems())
                .hasSize(2)
                .allSatisfy(span -> assertThat(
                                Option.of(span.getStatus().getDescription()).get())
                        .isNotEmpty());
    }
}
