package io.github.crstasks.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WaitOptionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void assertRefused(ThrowingCallable setting, String... parts) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void bad_settings_are_refused_with_name_value_and_range() {
        WaitOptions options = WaitOptions.standard();
        assertRefused(() -> options.expecting(0), "expected", "0", "1..2147483647");
        assertRefused(() -> options.within(Duration.ZERO), "timeLimit", "PT0S", "positive");
        assertRefused(() -> options.appearingWithin(SECOND.negated()), "appearingLimit", "PT-1S", "zero or more");

        assertThat(options.within(Duration.ofNanos(1))
                        .appearingWithin(Duration.ZERO)
                        .expecting(1))
                .isNotNull();

        Polling polling = Polling.standard();
        assertThat(polling.every(Duration.ofDays(1))).isNotNull();
        assertThat(polling.withPauses(SECOND, 1, SECOND)).isNotNull();
        assertThat(polling.withPauses(SECOND, 1, Duration.ofDays(1))).isNotNull();
        assertRefused(
                () -> polling.withPauses(SECOND, Double.POSITIVE_INFINITY, SECOND), "factor", "Infinity", "finite");
        assertRefused(() -> polling.every(Duration.ZERO), "firstPause", "PT0S", "positive");
        assertRefused(() -> polling.withPauses(SECOND, 1, Duration.ofDays(2)), "longestPause", "PT48H", "PT1S..PT24H");
        assertRefused(() -> polling.withPauses(SECOND, 0.9, SECOND), "factor", "0.9", "1 or more");
        assertRefused(() -> polling.withPauses(SECOND, Double.NaN, SECOND), "factor", "NaN", "1 or more");
        assertRefused(() -> polling.withPauses(SECOND, 1, Duration.ZERO), "longestPause", "PT0S", "PT1S..PT24H");
        assertRefused(() -> polling.every(Duration.ofDays(2)), "firstPause", "PT48H", "PT24H");
        assertRefused(() -> polling.withJitter(1), "jitter", "1.0", "0 or more, less than 1");
        assertRefused(() -> polling.withJitter(-0.1), "jitter", "-0.1", "0 or more, less than 1");
    }

    @Test
    void pauses_grow_by_the_factor_up_to_the_longest() {
        Polling polling =
                Polling.standard().withPauses(SECOND, 2, Duration.ofSeconds(5)).withJitter(0);

        assertThat(IntStream.rangeClosed(1, 5)
                        .mapToLong(polls -> polling.pauseAfter(polls).toSeconds()))
                .containsExactly(1L, 2L, 4L, 5L, 5L);
        assertThat(polling.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void the_standard_takes_a_random_part_off() {
        assertThat(Stream.generate(() -> Polling.standard().pauseAfter(1))
                        .limit(100)
                        .distinct())
                .hasSizeGreaterThan(1)
                .allMatch(pause -> pause.compareTo(Duration.ofMillis(1600)) >= 0)
                .allMatch(pause -> pause.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void jitter_takes_off_no_more_than_its_part() {
        Polling least = new Polling(SECOND, 1, SECOND, 0.25, () -> 1);
        Polling most = new Polling(SECOND, 1, SECOND, 0.25, () -> 0);

        assertThat(least.pauseAfter(1)).isEqualTo(Duration.ofMillis(750));
        assertThat(most.pauseAfter(1)).isEqualTo(SECOND);
    }
}
