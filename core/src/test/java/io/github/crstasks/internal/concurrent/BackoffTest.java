package io.github.crstasks.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration THREE_CENTURIES = Duration.ofDays(300 * 365);
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    @Test
    void delaysGrowByTheMultiplierUpToTheLongest() {
        Backoff backoff = new Backoff(SECOND, 1.5, Duration.ofSeconds(3));

        assertThat(IntStream.rangeClosed(1, 5).mapToObj(backoff::delay))
                .containsExactly(
                        SECOND,
                        Duration.ofMillis(1500),
                        Duration.ofMillis(2250),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(3));
    }

    @Test
    void multiplierOfOneKeepsTheDelay() {
        assertThat(new Backoff(SECOND, 1, Duration.ofSeconds(3)).delay(Integer.MAX_VALUE))
                .isEqualTo(SECOND);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, Integer.MAX_VALUE})
    void initialDelayOfZeroDoesNotGrow(int attempt) {
        assertThat(new Backoff(Duration.ZERO, 2, SECOND).delay(attempt)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 1000, Integer.MAX_VALUE})
    void delayIsSaturatedAtTheLongest(int attempt) {
        assertThat(new Backoff(SECOND, 2, THREE_CENTURIES).delay(attempt)).isEqualTo(THREE_CENTURIES);
        assertThat(new Backoff(SECOND, 2, SECOND).delay(attempt)).isEqualTo(SECOND);
    }

    @Test
    void delaysBeyondTheRangeOfNanosecondsDoNotOverflow() {
        Backoff centuries = new Backoff(THREE_CENTURIES, 2, LONGEST);

        assertThat(centuries.delay(1)).isBetween(THREE_CENTURIES.minusDays(1), THREE_CENTURIES.plusDays(1));
        assertThat(centuries.delay(2))
                .isBetween(
                        THREE_CENTURIES.multipliedBy(2).minusDays(1),
                        THREE_CENTURIES.multipliedBy(2).plusDays(1));
        assertThat(centuries.delay(1000)).isEqualTo(LONGEST);
    }

    @Test
    void fractionOfADelayIsExactToTheNanosecond() {
        assertThat(Backoff.scale(SECOND, 0)).isEqualTo(Duration.ZERO);
        assertThat(Backoff.scale(SECOND, 0.25)).isEqualTo(Duration.ofMillis(250));
        assertThat(Backoff.scale(SECOND, 1)).isEqualTo(SECOND);
        assertThat(Backoff.scale(Duration.ofNanos(3), 0.5)).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void fractionOfCenturiesDoesNotOverflow() {
        assertThat(Backoff.scale(THREE_CENTURIES, 1)).isEqualTo(THREE_CENTURIES);
        assertThat(Backoff.scale(THREE_CENTURIES, 0.5)).isEqualTo(THREE_CENTURIES.dividedBy(2));
        assertThat(Backoff.scale(LONGEST, 1)).isGreaterThan(THREE_CENTURIES);
    }
}
