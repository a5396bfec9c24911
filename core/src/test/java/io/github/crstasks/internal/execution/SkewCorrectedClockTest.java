package io.github.crstasks.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewCorrectedClockTest {
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:17Z");

    private final SkewCorrectedClock clock = new SkewCorrectedClock(() -> NOW);

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT-1M", "P1D", "P-1D"})
    void skewOfOneMinuteToOneDayIsCorrected(Duration skew) {
        assertThat(clock.adjustTo(NOW.plus(skew))).isEqualTo(Option.some(skew));
        assertThat(clock.instant()).isEqualTo(NOW.plus(skew));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT59S", "PT-59S", "P1DT1S", "P-1DT-1S"})
    void smallerOrLargerSkewIsIgnored(Duration skew) {
        assertThat(clock.adjustTo(NOW.plus(skew))).isEqualTo(Option.none());
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void correctionIsReportedOnlyWhenItChanges() {
        clock.adjustTo(NOW.plusSeconds(3600));

        assertThat(clock.adjustTo(NOW.plusSeconds(3600 + 59))).isEqualTo(Option.none());
        assertThat(clock.adjustTo(NOW)).isEqualTo(Option.some(Duration.ZERO));
        assertThat(clock.instant()).isEqualTo(NOW);
    }
}
