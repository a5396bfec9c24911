package io.github.crstasks;

import io.github.crstasks.TaskClientListener.AttemptEvent;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.auth.NonceSource;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.EndpointRules;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.internal.client.DefaultTaskClient;
import io.github.crstasks.internal.client.OwnedResources;
import io.github.crstasks.internal.client.TransportLookup;
import io.github.crstasks.internal.execution.ClientCredentials;
import io.github.crstasks.internal.execution.ClientSettings;
import io.github.crstasks.internal.execution.GuardedListeners;
import io.github.crstasks.internal.execution.GuardedScheduler;
import io.github.crstasks.internal.execution.HeaderSource;
import io.github.crstasks.internal.execution.SkewCorrectedClock;
import io.github.crstasks.internal.execution.SystemScheduler;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.waiting.DelayScheduler;
import io.vavr.control.Option;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TaskClient}. Every setting has a default; that of the region is read from the environment.
 *
 * <p>Invalid settings are refused at once with an {@link IllegalArgumentException} that names the setting, the value and the
 * accepted range. What is passed in must be safe for use by any number of threads; the builder itself is for use by one.
 */
public final class TaskClientBuilder {
    private final UnaryOperator<@Nullable String> environment;
    private Option<String> region = Option.none();
    private Option<CredentialsProvider> credentials = Option.none();
    private TaskListProtocol protocol = ApiV2.create();
    private Option<URI> endpoint = Option.none();
    private boolean plainHttpAllowed;
    private Option<Transport> transport = Option.none();
    private Option<DelayScheduler> scheduler = Option.none();
    private InstantSource clock = InstantSource.system();
    private NonceSource nonces = NonceSource.random();
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    private Duration timeout = TransportRequest.DEFAULT_TIMEOUT;
    private int maxResponseBytes = TransportRequest.DEFAULT_MAX_RESPONSE_BYTES;
    private Paging paging = Paging.defaults();
    private RetryPolicy retryPolicy = RetryPolicy.defaults();
    private RateLimiter rateLimiter = RateLimiter.perSecond(RateLimiter.DEFAULT_CALLS_PER_SECOND);
    private RateLimiter detailsRateLimiter = RateLimiter.perSecond(RateLimiter.DEFAULT_DETAILS_CALLS_PER_SECOND);
    private final List<TaskClientListener> listeners = new ArrayList<>();
    private Function<? super AttemptEvent, ? extends Map<String, String>> requestHeaders = attempt -> Map.of();

    TaskClientBuilder() {
        this(System::getenv);
    }

    /** Creates a builder with another environment than that of the process. */
    TaskClientBuilder(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Sets the region. Defaults to the environment variable {@code TENCENTCLOUD_REGION}, which {@link #build()} reads only if
     * no region is set.
     *
     * @param region a short or long region code, for example {@code gz} or {@code ap-guangzhou}
     * @return this builder
     */
    public TaskClientBuilder region(String region) {
        this.region = Option.some(EndpointRules.requireRegion(region));
        return this;
    }

    /**
     * Sets fixed credentials.
     *
     * @param credentials the credentials for the life of the client
     * @return this builder
     */
    public TaskClientBuilder credentials(Credentials credentials) {
        return credentials(CredentialsProvider.fixed(Objects.requireNonNull(credentials, "credentials")));
    }

    /**
     * Sets the credentials provider. Defaults to {@link CredentialsProvider#standard()}.
     *
     * @param credentials called before every attempt
     * @return this builder
     */
    public TaskClientBuilder credentials(CredentialsProvider credentials) {
        this.credentials = Option.some(Objects.requireNonNull(credentials, "credentials"));
        return this;
    }

    /**
     * Sets the version of the service API. Defaults to {@link ApiV2}.
     *
     * @param protocol {@link ApiV2} or {@link ApiV3}
     * @return this builder
     */
    public TaskClientBuilder protocol(TaskListProtocol protocol) {
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        return this;
    }

    /**
     * Sets the endpoint. Defaults to {@link TaskListProtocol#endpoint} of the region.
     *
     * @param endpoint scheme, host, port unless it is the default of the scheme, and path, which defaults to that of the
     *     protocol; a slash alone is no path
     * @return this builder
     */
    public TaskClientBuilder endpoint(URI endpoint) {
        this.endpoint = Option.some(EndpointRules.requireValid(endpoint));
        return this;
    }

    /**
     * Allows plain http to other hosts, where anyone on the way can read the requests. Not allowed by default.
     *
     * @return this builder
     */
    public TaskClientBuilder allowPlainHttp() {
        plainHttpAllowed = true;
        return this;
    }

    /**
     * Sets the HTTP transport. Defaults to the only one that {@link java.util.ServiceLoader} finds.
     *
     * @param transport not closed by the client
     * @return this builder
     */
    public TaskClientBuilder transport(Transport transport) {
        this.transport = Option.some(Objects.requireNonNull(transport, "transport"));
        return this;
    }

    /**
     * Sets the clock for request timestamps and relative times. Defaults to the system clock.
     *
     * <p>Once the service has rejected the time of a request, both are corrected by the time of the service.
     *
     * @param clock returns times from 1970 to 9999; any other ends the call with an error that names the clock
     * @return this builder
     */
    public TaskClientBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Sets the scheduler of retries, polls and rate limit delays. Defaults to one thread of the client, started when needed.
     *
     * @param scheduler not closed by the client
     * @return this builder
     */
    public TaskClientBuilder scheduler(DelayScheduler scheduler) {
        this.scheduler = Option.some(Objects.requireNonNull(scheduler, "scheduler"));
        return this;
    }

    /**
     * Sets the source of nonces. Defaults to {@link NonceSource#random()}.
     *
     * @param nonces called for each attempt
     * @return this builder
     */
    public TaskClientBuilder nonces(NonceSource nonces) {
        this.nonces = Objects.requireNonNull(nonces, "nonces");
        return this;
    }

    /**
     * Sets the source of random numbers for the jitter of retries and polls. Defaults to {@link ThreadLocalRandom}.
     *
     * @param random returns numbers from 0 to 1; any other ends the call with an error that names the source
     * @return this builder
     */
    public TaskClientBuilder random(DoubleSupplier random) {
        this.random = Objects.requireNonNull(random, "random");
        return this;
    }

    /**
     * Sets the longest time of one exchange, from connecting to the last byte of the response. Defaults to 10 seconds.
     * An attempt waits as long for its credentials, if the provider fetches them.
     *
     * @param timeout positive
     * @return this builder
     */
    public TaskClientBuilder timeout(Duration timeout) {
        Invalid.unless(
                Objects.requireNonNull(timeout, "timeout").compareTo(Duration.ZERO) > 0,
                "timeout",
                timeout,
                "positive");
        this.timeout = timeout;
        return this;
    }

    /**
     * Sets the largest body of a response. Defaults to 8 MiB.
     *
     * @param bytes the limit after decoding, 1..2147483647
     * @return this builder
     */
    public TaskClientBuilder maxResponseBytes(int bytes) {
        Invalid.unless(bytes >= 1, "maxResponseBytes", bytes, "1.." + Integer.MAX_VALUE);
        this.maxResponseBytes = bytes;
        return this;
    }

    /**
     * Sets how many rows to request at a time when a list is read. Defaults to 100. The service may send fewer.
     *
     * @param rows 1..2147483647
     * @return this builder
     */
    public TaskClientBuilder pageSize(int rows) {
        return paging(paging.withPageSize(rows));
    }

    /**
     * Sets how lists are paged. Defaults to {@link Paging#defaults()}.
     *
     * @param paging strategy, pages in flight and page size
     * @return this builder
     */
    public TaskClientBuilder paging(Paging paging) {
        this.paging = Objects.requireNonNull(paging, "paging");
        return this;
    }

    /**
     * Sets when a failed call is attempted again. Defaults to {@link RetryPolicy#defaults()}.
     *
     * @param retryPolicy {@link RetryPolicy#none()} to disable retries
     * @return this builder
     */
    public TaskClientBuilder retryPolicy(RetryPolicy retryPolicy) {
        this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
        return this;
    }

    /**
     * Sets the rate limiter for the pages of lists. Defaults to 100 calls a second, the rate that the service allows.
     *
     * @param rateLimiter {@link RateLimiter#unlimited()} for no limit
     * @return this builder
     */
    public TaskClientBuilder rateLimiter(RateLimiter rateLimiter) {
        this.rateLimiter = Objects.requireNonNull(rateLimiter, "rateLimiter");
        return this;
    }

    /**
     * Sets the rate limiter for the details of tasks. Defaults to 20 calls a second, the rate that the service allows.
     *
     * @param detailsRateLimiter {@link RateLimiter#unlimited()} for no limit
     * @return this builder
     */
    public TaskClientBuilder detailsRateLimiter(RateLimiter detailsRateLimiter) {
        this.detailsRateLimiter = Objects.requireNonNull(detailsRateLimiter, "detailsRateLimiter");
        return this;
    }

    /**
     * Adds a listener. Events are also logged at debug level, under the name {@code io.github.crstasks}.
     *
     * @param listener notified of what the client does
     * @return this builder
     */
    public TaskClientBuilder listener(TaskClientListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets a function that adds headers to requests, for example {@code traceparent}. Adds none by default.
     *
     * <pre>{@code
     * TaskClient.builder().requestHeaders(attempt -> Map.of("X-Request-Id", attempt.callId()))
     * }</pre>
     *
     * <p>An exception of the function ends the call with {@link TaskError.ExtensionFailed}. So do null, a name or value that
     * HTTP does not allow or that is not ASCII, and a header that the library, the signature or an HTTP stack sets:
     * {@code Accept-Encoding}, {@code Authorization}, {@code Connection}, {@code Expect}, {@code Host}, {@code Keep-Alive},
     * {@code Origin}, {@code TE}, {@code Trailer}, {@code Transfer-Encoding}, {@code Upgrade}, {@code Via}, and names that begin
     * with {@code Access-Control-}, {@code Content-}, {@code Proxy-}, {@code Sec-} or {@code X-TC-}. No message shows a value.
     *
     * @param requestHeaders returns the headers of an attempt; called after {@link TaskClientListener#onAttempt}, when the
     *     credentials are known, on the thread that sends; must not block
     * @return this builder
     */
    public TaskClientBuilder requestHeaders(
            Function<? super AttemptEvent, ? extends Map<String, String>> requestHeaders) {
        this.requestHeaders = Objects.requireNonNull(requestHeaders, "requestHeaders");
        return this;
    }

    /**
     * Builds the client.
     *
     * @return a client that owns its transport only if it was looked up
     * @throws IllegalArgumentException if no region is set and {@code TENCENTCLOUD_REGION} is not set, blank or no region; or
     *     if the endpoint is plain http on another host
     * @throws IllegalStateException if no transport is set and not exactly one is found, or if the version of Gson is too
     *     old
     */
    public TaskClient build() {
        String requiredRegion = region.getOrElse(() -> RegionVariable.read(environment));
        URI defaultEndpoint = protocol.endpoint(requiredRegion);
        URI address = endpoint.map(custom -> EndpointRules.complete(custom, defaultEndpoint))
                .getOrElse(defaultEndpoint);
        if (!plainHttpAllowed) {
            EndpointRules.requireConfidential(address);
        }
        // First, because nobody could close the transport of a build that is refused.
        ProtocolCodec codec = ProtocolCodec.of(protocol);
        OwnedResources owned = new OwnedResources();
        DelayScheduler delays = scheduler
                .<DelayScheduler>map(GuardedScheduler::new)
                .getOrElse(() -> owned.add(new SystemScheduler(), SystemScheduler::close));
        Transport sender = transport.getOrElse(() -> owned.add(TransportLookup.onlyTransport(), Transport::close));
        ClientSettings settings = ClientSettings.builder()
                .codec(codec)
                .endpoint(address)
                .region(requiredRegion)
                .scheduler(delays)
                .transport(sender)
                .credentials(owned.add(
                        new ClientCredentials(
                                credentials.getOrElse(CredentialsProvider::standard), sender, delays, timeout),
                        ClientCredentials::close))
                .clock(new SkewCorrectedClock(clock))
                .nonces(nonces)
                .timeout(timeout)
                .maxResponseBytes(maxResponseBytes)
                .retryPolicy(retryPolicy)
                .rateLimiter(rateLimiter)
                .detailsRateLimiter(detailsRateLimiter)
                .listeners(new GuardedListeners(listeners))
                .requestHeaders(new HeaderSource(requestHeaders))
                .random(() -> Extensions.call("random source", () -> requireFraction(random.getAsDouble())))
                .build();
        return new DefaultTaskClient(settings, paging, owned);
    }

    private static double requireFraction(double number) {
        Invalid.unless(number >= 0 && number <= 1, "random number", number, "0..1");
        return number;
    }
}
