package io.github.crstasks.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowRateLimiterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong();

    private SlidingWindowRateLimiter limiter(int permits) {
        return new SlidingWindowRateLimiter(permits, now::get);
    }

    private void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static List<Duration> reserve(RateLimiter limiter, int permits) {
        return Stream.generate(limiter::reserve).limit(permits).toList();
    }

    @Test
    void permitsWithinTheRateAreGrantedAtOnce() {
        assertThat(reserve(limiter(3), 3)).containsOnly(Duration.ZERO);
    }

    @Test
    void permitBeyondTheRateIsGrantedWhenTheOldestPermitLeavesTheWindow() {
        SlidingWindowRateLimiter limiter = limiter(2);
        reserve(limiter, 1);
        advance(Duration.ofMillis(300));
        reserve(limiter, 1);
        advance(Duration.ofMillis(300));

        assertThat(reserve(limiter, 4))
                .containsExactly(
                        Duration.ofMillis(400),
                        Duration.ofMillis(700),
                        Duration.ofMillis(1400),
                        Duration.ofMillis(1700));
    }

    @Test
    void idleTimeAllowsNoLargerBurst() {
        SlidingWindowRateLimiter limiter = limiter(2);
        reserve(limiter, 2);
        advance(Duration.ofHours(1));

        assertThat(reserve(limiter, 3)).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void reservedPermitsDelayLaterOnes() {
        SlidingWindowRateLimiter limiter = limiter(2);
        reserve(limiter, 10);
        advance(Duration.ofSeconds(3));

        assertThat(reserve(limiter, 2)).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
        advance(Duration.ofSeconds(3));
        assertThat(reserve(limiter, 3)).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "7, 4", "100, 5"})
    void atMostTheGivenNumberOfPermitsIsGrantedInAnySecond(int permits, long seed) {
        SlidingWindowRateLimiter limiter = limiter(permits);
        Random random = new Random(seed);
        List<Long> granted = new ArrayList<>();
        for (int call = 0; call < 5_000; call++) {
            // Bursts beyond the rate, steady use and idle times.
            switch (random.nextInt(20)) {
                case 0 -> advance(Duration.ofMillis(random.nextInt(5_000)));
                case 1, 2, 3, 4, 5 -> advance(Duration.ofNanos(random.nextInt((int) (SECOND / permits))));
                default -> {}
            }
            granted.add(now.get() + limiter.reserve().toNanos());
        }

        assertThat(granted).isSorted();
        assertThat(IntStream.range(0, granted.size() - permits)
                        .filter(i -> granted.get(i + permits) - granted.get(i) < SECOND))
                .isEmpty();
    }

    @Test
    void clockOverflowDoesNotAffectDelays() {
        now.set(Long.MAX_VALUE - SECOND / 2);
        SlidingWindowRateLimiter limiter = limiter(1);

        assertThat(reserve(limiter, 2)).containsExactly(Duration.ZERO, Duration.ofSeconds(1));
        advance(Duration.ofMillis(1500));
        assertThat(reserve(limiter, 2)).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void limiterNeedsAtLeastOneCallPerSecond(int calls) {
        assertThatThrownBy(() -> RateLimiter.perSecond(calls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calls must be 1..2147483647, but was " + calls);
    }

    @Test
    void limiterOfAProcessDelaysTheCallAfterTheBurst() {
        RateLimiter limiter = RateLimiter.perSecond(2);

        List<Duration> delays = reserve(limiter, 3);

        assertThat(delays.subList(0, 2)).containsOnly(Duration.ZERO);
        assertThat(delays.get(2)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(RateLimiter.unlimited().reserve()).isEqualTo(Duration.ZERO);
    }
}
