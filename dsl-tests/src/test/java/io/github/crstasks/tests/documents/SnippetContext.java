package io.github.crstasks.tests.documents;

import io.github.bucket4j.Bucket;
import io.github.crstasks.TaskClient;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.X509TrustManager;

/** The names that a snippet in a document may use without declaring them. */
public abstract class SnippetContext {
    protected final Instant monday = Instant.parse("2017-02-06T00:00:00Z");
    protected final Instant started = monday;
    protected final HttpClient httpClient = HttpClient.newHttpClient();
    protected final MeterRegistry meters = new SimpleMeterRegistry();
    protected final Tracer tracer = OpenTelemetry.noop().getTracer("crs-tasks");
    protected final Bucket bucket = Bucket.builder()
            .addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofSeconds(1)))
            .build();
    protected final TaskQuery query = TaskQuery.all();
    protected final Transport transport;
    protected final TaskClient client;

    /** Returns any trust manager, which a test of a transport may need. */
    protected abstract X509TrustManager trustManager();

    protected SnippetContext(Transport transport, TaskClient client) {
        this.transport = transport;
        this.client = client;
    }
}
