package io.github.crstasks.tests.retry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.crstasks.RateLimiter;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.execution.SlidingWindowRateLimiter;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.tests.support.FunctionTransport;
import io.github.crstasks.tests.support.VirtualTimeScheduler;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** No more calls than the limit are granted or sent in any second, whatever the callers and the service do. */
class RateLimitProperties {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final TransportResponse EMPTY_PAGE =
            response(200, "{\"code\": 0, \"totalCount\": 0, \"data\": {\"redisTaskSet\": []}}");
    private static final TransportResponse UNAVAILABLE = response(503, "");

    /** Calls that are made at one moment, some time after the calls before. */
    record Burst(long idleNanos, int calls) {}

    private static TransportResponse response(int status, String body) {
        return new TransportResponse(status, TransportHeaders.none(), body.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<Burst> bursts() {
        Arbitrary<Long> idle = Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, SECOND - 1, SECOND, SECOND + 1),
                Arbitraries.longs().between(0, SECOND / 10),
                Arbitraries.longs().between(0, 5 * SECOND));
        return Combinators.combine(idle, Arbitraries.integers().between(0, 30)).as(Burst::new);
    }

    /** Returns a provider whose first credentials arrive later, for all calls at once. */
    private static CredentialsProvider after(CompletableFuture<?> arrival) {
        return new CredentialsProvider() {
            @Override
            public Either<TaskError, Credentials> credentials() {
                return Either.right(Credentials.of("id", "key"));
            }

            @Override
            public CompletableFuture<Either<TaskError, Credentials>> fetch(Transport transport) {
                return arrival.thenApply(arrived -> credentials());
            }
        };
    }

    private static void assertAtMostInAnySecond(int limit, List<Long> times, long tolerance) {
        List<Long> sorted = times.stream().sorted().toList();
        assertThat(IntStream.range(limit, sorted.size())
                        .filter(call -> sorted.get(call) - sorted.get(call - limit) < SECOND - tolerance))
                .as("calls that are less than a second later than the call %s before, of %s", limit, sorted)
                .isEmpty();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void clientSendsNoMoreCallsThanTheLimitInAnySecond(
            @ForAll @IntRange(min = 1, max = 20) int limit,
            @ForAll @Size(min = 1, max = 12) List<@From("bursts") Burst> bursts,
            @ForAll @IntRange(max = 4) int failuresInFive,
            @ForAll @IntRange(max = 1500) int millisForCredentials) {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        List<Long> sent = new ArrayList<>();
        List<CompletableFuture<?>> calls = new ArrayList<>();
        try (TaskClient client = TaskClient.builder()
                .region("gz")
                .credentials(after(time.after(Duration.ofMillis(millisForCredentials))))
                .transport(new FunctionTransport(request -> {
                    sent.add(time.nanoTime());
                    return sent.size() % 5 < failuresInFive ? UNAVAILABLE : EMPTY_PAGE;
                }))
                .scheduler(time)
                .rateLimiter(new SlidingWindowRateLimiter(limit, time::nanoTime))
                .build()) {
            for (Burst burst : bursts) {
                CompletableFuture<Void> begin = time.after(Duration.ofNanos(burst.idleNanos()));
                while (!begin.isDone()) {
                    time.advance();
                }
                Stream.generate(() -> client.async().count(TaskQuery.all()))
                        .limit(burst.calls())
                        .forEach(calls::add);
            }
            while (time.advance()) {}
        }

        assertThat(calls).allMatch(CompletableFuture::isDone);
        assertAtMostInAnySecond(limit, sent, 0);
    }

    @Property(tries = 20)
    void threadsThatShareALimiterAreGrantedNoMorePermitsThanTheLimit(@ForAll @IntRange(min = 1, max = 100) int limit)
            throws InterruptedException {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10 * SECOND);
        ThreadLocal<Long> reading = new ThreadLocal<>();
        RateLimiter limiter = new SlidingWindowRateLimiter(limit, () -> {
            long now = clock.addAndGet(SECOND / 500);
            reading.set(now);
            return now;
        });
        List<Long> granted = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    for (int call = 0; call < 200; call++) {
                        Duration delay = limiter.reserve();
                        // Counted from the start, because the clock overflows.
                        granted.add(reading.get() + delay.toNanos() - (Long.MAX_VALUE - 10 * SECOND));
                    }
                }))
                .limit(4)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(granted).hasSize(800);
        assertAtMostInAnySecond(limit, granted, 0);
    }

    @Example
    void limiterOfAProcessKeepsTheLimitByTheRealClock() {
        RateLimiter limiter = RateLimiter.perSecond(50);
        List<Long> earliest = new ArrayList<>();
        List<Long> latest = new ArrayList<>();
        for (int call = 0; call < 5_000; call++) {
            long before = System.nanoTime();
            long delay = limiter.reserve().toNanos();
            earliest.add(before + delay);
            latest.add(System.nanoTime() + delay);
        }

        assertThat(IntStream.range(50, latest.size())
                        .filter(call -> latest.get(call) - earliest.get(call - 50) < SECOND))
                .isEmpty();
    }

    /** The limiter of the document on configuration, over a bucket of one token. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void bucketOfOneTokenKeepsTheRateInDebtToo(
            @ForAll @IntRange(min = 1, max = 100) int limit,
            @ForAll @Size(min = 1, max = 12) List<@From("bursts") Burst> bursts) {
        AtomicLong now = new AtomicLong();
        Bucket bucket = Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(1).refillGreedy(limit, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return now.get();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                })
                .build();
        RateLimiter limiter = () -> Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
        List<Long> granted = new ArrayList<>();
        for (Burst burst : bursts) {
            now.addAndGet(burst.idleNanos());
            for (int call = 0; call < burst.calls(); call++) {
                granted.add(now.get() + limiter.reserve().toNanos());
            }
        }

        // The bucket rounds the time between two tokens to whole nanoseconds.
        assertAtMostInAnySecond(limit, granted, limit + 1);
    }
}
