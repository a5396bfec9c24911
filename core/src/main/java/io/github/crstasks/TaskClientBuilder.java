package io.github.crstasks;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.auth.NonceSource;
import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.Transport;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.waiting.Timer;
import io.github.crstasks.waiting.Waits;
import io.vavr.control.Option;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/**
 * Puts a {@link TaskClient} together; only the region has no default.
 *
 * <p>Bad settings are refused at once with an {@link IllegalArgumentException} that names the setting, the value and
 * what is accepted. For use by one thread.
 */
public final class TaskClientBuilder {
    private static final Pattern PLAIN_TOKEN = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");

    private Option<String> region = Option.none();
    private CredentialsProvider credentials = CredentialsProvider.standard();
    private TaskListProtocol protocol = ApiV2.create();
    private Option<URI> endpoint = Option.none();
    private boolean plainHttpAllowed;
    private Option<Transport> transport = Option.none();
    private InstantSource clock = Clock.systemUTC();
    private Timer timer = Timer.system();
    private NonceSource nonces = NonceSource.random();
    private Duration timeout = HttpRequest.DEFAULT_TIMEOUT;
    private int bodyLimit = HttpRequest.DEFAULT_BODY_LIMIT;
    private Paging paging = Paging.standard();
    private Retry retry = Retry.standard();
    private RateLimiter rate = RateLimiter.perSecond(RateLimiter.DEFAULT_CALLS_PER_SECOND);
    private ExchangeObserver observer = new ExchangeObserver() {};

    TaskClientBuilder() {}

    /**
     * The region to ask about.
     *
     * @param name a short or long region code, for example {@code gz} or {@code ap-guangzhou}
     * @return this builder
     */
    public TaskClientBuilder region(String name) {
        if (!PLAIN_TOKEN.matcher(name).matches()) {
            throw new Invalid("region", '"' + name + '"', "a text of letters, digits and hyphens").asException();
        }
        region = Option.some(name);
        return this;
    }

    /**
     * Who asks, if it is not to be found in the environment or the profile file.
     *
     * @param fixed credentials for the life of the client
     * @return this builder
     */
    public TaskClientBuilder credentials(Credentials fixed) {
        return credentials(CredentialsProvider.fixed(fixed));
    }

    /**
     * Where to find out who asks; {@link CredentialsProvider#standard()} unless it is said.
     *
     * @param provider asked before every request
     * @return this builder
     */
    public TaskClientBuilder credentials(CredentialsProvider provider) {
        credentials = Objects.requireNonNull(provider, "provider");
        return this;
    }

    /**
     * The version of the service to talk to; {@link ApiV2} unless it is said.
     *
     * @param version the protocol
     * @return this builder
     */
    public TaskClientBuilder protocol(TaskListProtocol version) {
        protocol = Objects.requireNonNull(version, "version");
        return this;
    }

    /**
     * Where the service listens; the protocol's own endpoint unless it is said.
     *
     * @param address scheme, host, port if it is not the scheme's own, and path; without a path the protocol's own is
     *     taken
     * @return this builder
     */
    public TaskClientBuilder endpoint(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean isHttp = scheme.equals("https") || scheme.equals("http");
        boolean hasMore = address.getRawUserInfo() != null || address.getRawQuery() != null;
        if (!isHttp || address.getHost() == null || hasMore) {
            // A user or a query may be a credential, so it is not shown.
            String shown = hasMore ? "one with user or query" : address.toString();
            throw new Invalid("endpoint", shown, "an http or https address without user and query").asException();
        }
        endpoint = Option.some(address);
        return this;
    }

    /**
     * Lets requests travel over plain http to hosts other than this one, where anybody on the way can read them.
     *
     * @return this builder
     */
    public TaskClientBuilder allowPlainHttp() {
        plainHttpAllowed = true;
        return this;
    }

    /**
     * The HTTP stack; unless it is said, the one that {@link ServiceLoader} finds.
     *
     * @param stack stays the caller's to close
     * @return this builder
     */
    public TaskClientBuilder transport(Transport stack) {
        transport = Option.some(stack);
        return this;
    }

    /**
     * What tells the time of a signature; the system's clock unless it is said.
     *
     * @param source must be safe for use by any number of threads
     * @return this builder
     */
    public TaskClientBuilder clock(InstantSource source) {
        clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * The time that passes while tasks are waited for; {@link Timer#system()} unless it is said.
     *
     * @param source must be safe for use by any number of threads
     * @return this builder
     */
    public TaskClientBuilder timer(Timer source) {
        timer = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * What makes each signature unlike any other; {@link NonceSource#random()} unless it is said.
     *
     * @param source must be safe for use by any number of threads
     * @return this builder
     */
    public TaskClientBuilder nonces(NonceSource source) {
        nonces = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * How long one exchange may take, from connecting to the last byte; 10 seconds unless it is said.
     *
     * @param limit a positive time
     * @return this builder
     */
    public TaskClientBuilder timeout(Duration limit) {
        Invalid.unless(limit.compareTo(Duration.ZERO) > 0, "timeout", limit, "positive");
        timeout = limit;
        return this;
    }

    /**
     * How many bytes the body of one reply may have; 8 MiB unless it is said.
     *
     * @param bytes the limit after decoding, 1..2147483647
     * @return this builder
     */
    public TaskClientBuilder bodyLimit(int bytes) {
        Invalid.unless(bytes >= 1, "bodyLimit", bytes, "1.." + Integer.MAX_VALUE);
        bodyLimit = bytes;
        return this;
    }

    /**
     * How many rows to ask for at a time when a whole list is read; 100 unless it is said. The service may send fewer.
     *
     * @param rows 1..2147483647
     * @return this builder
     */
    public TaskClientBuilder pageSize(int rows) {
        paging = paging.withPageSize(rows);
        return this;
    }

    /**
     * How lists are read; {@link Paging#standard()} unless it is said.
     *
     * @param manner strategy, pages in flight and page size
     * @return this builder
     */
    public TaskClientBuilder paging(Paging manner) {
        paging = Objects.requireNonNull(manner, "manner");
        return this;
    }

    /**
     * How often a call is made again when that can help; {@link Retry#standard()} unless it is said.
     *
     * @param settings {@link Retry#none()} to retry by other means or not at all
     * @return this builder
     */
    public TaskClientBuilder retry(Retry settings) {
        retry = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * What keeps the calls of this client to a rate; 100 a second unless it is said, which is the default of the service.
     *
     * @param limiter shared by everything that this client does; {@link RateLimiter#unlimited()} for no limit
     * @return this builder
     */
    public TaskClientBuilder rate(RateLimiter limiter) {
        rate = Objects.requireNonNull(limiter, "limiter");
        return this;
    }

    /**
     * Who is told what this client does, beside the log.
     *
     * @param told must be safe for use by any number of threads
     * @return this builder
     */
    public TaskClientBuilder observer(ExchangeObserver told) {
        observer = Objects.requireNonNull(told, "told");
        return this;
    }

    /**
     * The client.
     *
     * @return a client that owns its transport only if it had to look for one
     * @throws IllegalArgumentException if no region was given, or the endpoint is plain http on another host
     * @throws IllegalStateException if no transport was given, and not exactly one is found
     */
    public TaskClient build() {
        String where = region.getOrElseThrow(
                () -> new Invalid("region", "not set", "set, for example to \"ap-guangzhou\"").asException());
        URI address = endpoint.map(this::withPath).getOrElse(protocol.endpoint());
        if (!plainHttpAllowed && !isSafe(address)) {
            throw new Invalid("endpoint", address.toString(), "https, or allowed with allowPlainHttp()").asException();
        }
        Exchange exchange = new Exchange(new ExchangeSettings(
                protocol,
                address,
                where,
                transport.getOrElse(TransportLookup::only),
                credentials,
                new CorrectedClock(clock),
                nonces,
                timeout,
                bodyLimit,
                retry,
                rate,
                new HarmlessObserver(List.of(new LoggingObserver(), observer))));
        Session session = new Session(exchange, paging);
        return new TaskClient(session, new Waits(new WholeLists(session), timer), transport.isEmpty());
    }

    private URI withPath(URI address) {
        return address.getPath().isEmpty() ? address.resolve(protocol.endpoint().getPath()) : address;
    }

    private static boolean isSafe(URI address) {
        return address.getScheme().equalsIgnoreCase("https")
                || LOOPBACK.matcher(address.getHost()).matches();
    }
}
