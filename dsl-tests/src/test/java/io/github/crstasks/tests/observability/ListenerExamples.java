package io.github.crstasks.tests.observability;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.TaskClientListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The examples of {@code docs/observability.md}, word for word. */
final class ListenerExamples {
    private ListenerExamples() {}

    static TaskClientBuilder measured(MeterRegistry meters) {
        TaskClientBuilder builder = TaskClient.builder().listener(new TaskClientListener() {
            @Override
            public void onCompleted(CompletedEvent event) {
                String outcome = event.error()
                        .map(error -> error.getClass().getSimpleName())
                        .getOrElse("success");
                meters.timer("crs.calls", "outcome", outcome).record(event.elapsed());
                meters.summary("crs.attempts", "outcome", outcome).record(event.attempts());
            }
        });
        return builder;
    }

    @SuppressWarnings("NullAway") // Each call has a start, so that its span is present.
    static TaskClientBuilder traced(Tracer tracer) {
        Map<String, Span> spans = new ConcurrentHashMap<>();
        TaskClientBuilder builder = TaskClient.builder()
                .listener(new TaskClientListener() {
                    @Override
                    public void onStarted(StartedEvent event) {
                        spans.put(event.callId(), tracer.spanBuilder("crs").startSpan());
                    }

                    @Override
                    public void onCompleted(CompletedEvent event) {
                        Span span = spans.remove(event.callId());
                        event.error().forEach(error -> span.setStatus(StatusCode.ERROR, error.message()));
                        span.setAttribute("attempts", event.attempts()).end();
                    }
                })
                .requestHeaders(attempt -> {
                    Map<String, String> headers = new HashMap<>();
                    Context context = Context.current().with(spans.get(attempt.callId()));
                    W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
                    return headers;
                });
        return builder;
    }
}
