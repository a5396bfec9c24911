package io.github.crstasks.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.internal.Extensions;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewCorrectedClockTest {
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:17Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SkewCorrectedClock clock = new SkewCorrectedClock(() -> NOW);

    private Option<Duration> refuse(Duration used, Duration serviceSkew) {
        return clock.refuse(used, Option.some(NOW.plus(serviceSkew)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT-1M", "P1D", "P-1D"})
    void skewOfOneMinuteToOneDayIsCorrected(Duration skew) {
        assertThat(refuse(Duration.ZERO, skew)).isEqualTo(Option.some(skew));
        assertThat(clock.instant()).isEqualTo(NOW.plus(skew));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT59S", "PT-59S", "P1DT1S", "P-1DT-1S"})
    void smallerOrLargerSkewIsIgnored(Duration skew) {
        assertThat(refuse(Duration.ZERO, skew)).isEqualTo(Option.none());
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void acceptedCorrectionIsReportedOnlyWhenItChanges() {
        refuse(Duration.ZERO, HOUR);
        clock.accept(HOUR);

        assertThat(refuse(HOUR, HOUR.plusSeconds(59))).isEqualTo(Option.none());
        assertThat(refuse(HOUR, Duration.ZERO)).isEqualTo(Option.some(Duration.ZERO));
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void correctionThatIsRefusedIsTakenBack() {
        refuse(Duration.ZERO, HOUR);

        assertThat(refuse(HOUR, HOUR)).isEqualTo(Option.some(Duration.ZERO));
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void correctionThatIsRefusedGivesWayToTheOneThatWasAccepted() {
        refuse(Duration.ZERO, HOUR);
        clock.accept(HOUR);
        refuse(HOUR, HOUR.multipliedBy(5));

        assertThat(clock.refuse(HOUR.multipliedBy(5), Option.none())).isEqualTo(Option.some(HOUR));
        assertThat(clock.instant()).isEqualTo(NOW.plus(HOUR));
    }

    @Test
    void refusalOfARequestThatWasSignedBeforeTheCorrectionLeavesItOnTrial() {
        refuse(Duration.ZERO, HOUR);

        assertThat(refuse(Duration.ZERO, HOUR.multipliedBy(2))).isEqualTo(Option.none());
        clock.accept(Duration.ZERO);
        assertThat(clock.instant()).isEqualTo(NOW.plus(HOUR));
    }

    @Test
    void lateRefusalOfACorrectionThatWasTakenBackChangesNothing() {
        refuse(Duration.ZERO, HOUR);
        refuse(HOUR, HOUR);

        assertThat(refuse(HOUR, HOUR.multipliedBy(2))).isEqualTo(Option.none());
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "+1000000000-12-31T23:59:59Z"})
    void timeThatNoTimestampCanHoldIsReportedAsAFailureOfTheClock(Instant time) {
        assertThatThrownBy(() -> new SkewCorrectedClock(() -> time).instant())
                .isInstanceOfSatisfying(
                        Extensions.ExtensionException.class,
                        thrown -> assertThat(thrown.error().message())
                                .startsWith("the clock threw")
                                .endsWith("but was " + time));
    }
}
