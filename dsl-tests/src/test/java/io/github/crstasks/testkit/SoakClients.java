package io.github.crstasks.testkit;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.Retry;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.http.Transport;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The few clients that many threads share, over both transports and by both APIs. */
final class SoakClients implements AutoCloseable {
    static final Paging PAGING = Paging.standard().withPageSize(20);
    /** Longer than any call may take: what is not given up is found under way. */
    static final Duration PATIENCE = SoakCall.LIMIT.multipliedBy(5);

    private static final Duration HASTE = Duration.ofSeconds(1);
    private static final int CALLS_PER_SECOND = 200;

    private final CrsEmulator emulator;
    private final InstantSource clock;
    private final CountedTimer timer = new CountedTimer();
    private final List<Transport> transports = List.of(new JdkTransport(), new GoogleTransport());
    private final List<RecordedTransport> exchanges =
            transports.stream().map(RecordedTransport::new).toList();
    private final List<Line> lines = new ArrayList<>();

    SoakClients(CrsEmulator emulator, InstantSource clock) {
        this.emulator = emulator;
        this.clock = clock;
        for (int i = 0; i < transports.size(); i++) {
            for (Api api : Api.values()) {
                lines.add(new Line(
                        transports.get(i).getClass().getSimpleName(),
                        api,
                        client(exchanges.get(i), api, HASTE),
                        client(exchanges.get(i), api, PATIENCE)));
            }
        }
    }

    /**
     * A way to the service.
     *
     * @param hasty a client that soon gives up a service that is silent
     * @param patient one that does not within the time of any call: others must end its calls
     */
    record Line(String transport, Api api, TaskClient hasty, TaskClient patient) {
        @Override
        public String toString() {
            return transport + " by " + api;
        }
    }

    private TaskClient client(Transport transport, Api api, Duration timeout) {
        return TaskClient.builder()
                .region("gz")
                .protocol(api.protocol())
                .endpoint(api.endpoint(emulator))
                .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                .transport(transport)
                .clock(clock)
                .timer(timer)
                .timeout(timeout)
                .bodyLimit(Interference.BODY_LIMIT)
                .paging(PAGING)
                .retry(Retry.standard().withAttempts(4).withWaits(Duration.ofMillis(1), Duration.ofMillis(50)))
                .rate(RateLimiter.perSecond(CALLS_PER_SECOND))
                .build();
    }

    List<Line> lines() {
        return lines;
    }

    /** How many exchanges are under way and how many alarms are set. */
    int underWay() {
        return timer.pending()
                + exchanges.stream().mapToInt(RecordedTransport::underWay).sum();
    }

    int exchanges() {
        return exchanges.stream().mapToInt(RecordedTransport::begun).sum();
    }

    @Override
    public void close() {
        lines.forEach(line -> {
            line.hasty().close();
            line.patient().close();
        });
        transports.forEach(Transport::close);
    }
}
