package io.github.crstasks.internal.execution;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.auth.NonceSource;
import io.github.crstasks.internal.GeneratedValue;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.waiting.DelayScheduler;
import java.net.URI;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.immutables.value.Value;

/** The settings that all calls of a client share. */
@GeneratedValue
@Value.Immutable
public abstract class ClientSettings {
    ClientSettings() {}

    /** Creates a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The codec of the protocol. */
    public abstract ProtocolCodec codec();

    /** The endpoint, with its path. */
    public abstract URI endpoint();

    /** The region. */
    public abstract String region();

    /** The HTTP transport. */
    public abstract Transport transport();

    /** The credentials of each attempt. */
    public abstract ClientCredentials credentials();

    /** The clock for request timestamps and relative times. */
    public abstract SkewCorrectedClock clock();

    /** The source of nonces. */
    public abstract NonceSource nonces();

    /** The timeout of one exchange. */
    public abstract Duration timeout();

    /** The maximum size of a decoded response body. */
    public abstract int maxResponseBytes();

    /** The retry policy. */
    public abstract RetryPolicy retryPolicy();

    /** The rate limiter of page calls. */
    public abstract RateLimiter rateLimiter();

    /** The rate limiter of calls for the details of a task. */
    public abstract RateLimiter detailsRateLimiter();

    /** The source of the headers that the caller adds to requests. */
    public abstract HeaderSource requestHeaders();

    /** The listeners. */
    public abstract GuardedListeners listeners();

    /** The monotonic time and the delays. */
    public abstract DelayScheduler scheduler();

    /** The source of random numbers from 0 to 1, for jitter. */
    public abstract DoubleSupplier random();

    /** Builds {@link ClientSettings}. */
    public static final class Builder extends ImmutableClientSettings.Builder {
        Builder() {}
    }
}
