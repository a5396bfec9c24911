package io.github.crstasks.tests.soak;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.CountingTransport;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The few clients that many threads share, over both transports and both API versions. */
final class SoakClients implements AutoCloseable {
    static final Paging PAGING = Paging.defaults().withPageSize(20);
    /** Longer than any call may take, so that a call which is neither cancelled nor answered is found running. */
    static final Duration LONG_TIMEOUT = SoakCall.LIMIT.multipliedBy(5);

    private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(1);
    private static final int CALLS_PER_SECOND = 200;

    private final CrsEmulator emulator;
    private final InstantSource clock;
    private final CountingDelayScheduler delays = new CountingDelayScheduler();
    private final OpenCalls openCalls = new OpenCalls();
    private final List<Transport> transports = List.of(new JdkTransport(), new GoogleTransport());
    private final List<CountingTransport> countingTransports =
            transports.stream().map(CountingTransport::new).toList();
    private final List<Route> routes = new ArrayList<>();

    SoakClients(CrsEmulator emulator, InstantSource clock) {
        this.emulator = emulator;
        this.clock = clock;
        for (int i = 0; i < transports.size(); i++) {
            for (ApiVersion api : ApiVersion.values()) {
                DoubtCounter doubts = new DoubtCounter();
                routes.add(new Route(
                        transports.get(i).getClass().getSimpleName(),
                        api,
                        client(countingTransports.get(i), api, SHORT_TIMEOUT, doubts),
                        client(countingTransports.get(i), api, LONG_TIMEOUT, doubts),
                        doubts));
            }
        }
    }

    /**
     * Two clients over one transport and one API version.
     *
     * @param hasty a client with a short timeout
     * @param patient a client with a timeout that no call reaches, so that cancellation or interruption ends its calls
     * @param doubts how often one of the clients said that a list may be incomplete
     */
    record Route(String transport, ApiVersion api, TaskClient hasty, TaskClient patient, DoubtCounter doubts) {
        @Override
        public String toString() {
            return transport + " by " + api;
        }
    }

    private TaskClient client(Transport transport, ApiVersion api, Duration timeout, DoubtCounter doubts) {
        return new EmulatorFixture(emulator, transport, api)
                .client()
                .clock(clock)
                .scheduler(delays)
                .listener(openCalls)
                .listener(doubts)
                .timeout(timeout)
                .maxResponseBytes(ChaosScript.BODY_LIMIT)
                .paging(PAGING)
                .retryPolicy(RetryPolicy.defaults()
                        .withMaxAttempts(4)
                        .withInitialDelay(Duration.ofMillis(1))
                        .withMaxDelay(Duration.ofMillis(50)))
                .rateLimiter(RateLimiter.perSecond(CALLS_PER_SECOND))
                .build();
    }

    List<Route> routes() {
        return routes;
    }

    /** Returns the number of running exchanges, calls without an end and pending delays. */
    int running() {
        return delays.pending()
                + openCalls.count()
                + countingTransports.stream()
                        .mapToInt(CountingTransport::running)
                        .sum();
    }

    int exchanges() {
        return countingTransports.stream().mapToInt(CountingTransport::started).sum();
    }

    @Override
    public void close() {
        routes.forEach(route -> {
            route.hasty().close();
            route.patient().close();
        });
        transports.forEach(Transport::close);
    }
}
