package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectedClockTest {
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:17Z");

    private final CorrectedClock clock = new CorrectedClock(() -> NOW);

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT-1M", "P1D", "P-1D"})
    void a_minute_to_a_day_is_believed(Duration difference) {
        assertThat(clock.learn(NOW.plus(difference))).isEqualTo(Option.some(difference));
        assertThat(clock.instant()).isEqualTo(NOW.plus(difference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT59S", "PT-59S", "P1DT1S", "P-1DT-1S"})
    void less_or_more_is_not(Duration difference) {
        assertThat(clock.learn(NOW.plus(difference))).isEqualTo(Option.none());
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void what_it_has_learnt_it_does_not_learn_again() {
        clock.learn(NOW.plusSeconds(3600));

        assertThat(clock.learn(NOW.plusSeconds(3600 + 59))).isEqualTo(Option.none());
        assertThat(clock.learn(NOW)).isEqualTo(Option.some(Duration.ZERO));
        assertThat(clock.instant()).isEqualTo(NOW);
    }
}
