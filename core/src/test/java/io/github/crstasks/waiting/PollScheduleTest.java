package io.github.crstasks.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static void assertRejected(ThrowingCallable setting, String... parts) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void defaultsAreTwoSecondsThatGrowByHalfUpToThirty() {
        assertThat(PollSchedule.defaults())
                .returns(Duration.ofSeconds(2), PollSchedule::initialInterval)
                .returns(1.5, PollSchedule::multiplier)
                .returns(Duration.ofSeconds(30), PollSchedule::maxInterval)
                .returns(0.2, PollSchedule::jitter)
                .isEqualTo(PollSchedule.builder().build());
    }

    @Test
    void equalIntervalsHaveTheDefaultJitter() {
        assertThat(PollSchedule.of(SECOND))
                .returns(SECOND, PollSchedule::initialInterval)
                .returns(1.0, PollSchedule::multiplier)
                .returns(SECOND, PollSchedule::maxInterval)
                .returns(0.2, PollSchedule::jitter);
    }

    @Test
    void copiesDifferInOneSetting() {
        PollSchedule schedule = PollSchedule.defaults();

        assertThat(schedule.withInitialInterval(SECOND))
                .isEqualTo(PollSchedule.builder().initialInterval(SECOND).build())
                .isNotEqualTo(schedule);
        assertThat(schedule.withMultiplier(2))
                .isEqualTo(PollSchedule.builder().multiplier(2).build())
                .isNotEqualTo(schedule);
        assertThat(schedule.withMaxInterval(DAY))
                .isEqualTo(PollSchedule.builder().maxInterval(DAY).build())
                .isNotEqualTo(schedule);
        assertThat(schedule.withJitter(0))
                .isEqualTo(PollSchedule.builder().jitter(0).build())
                .isNotEqualTo(schedule);
        assertThat(schedule).isEqualTo(PollSchedule.defaults()).hasSameHashCodeAs(PollSchedule.defaults());
    }

    @Test
    void invalidSettingIsRejectedWithNameValueAndRange() {
        PollSchedule schedule = PollSchedule.of(SECOND);

        assertThat(PollSchedule.of(DAY)).isNotNull();
        assertThat(schedule.withMaxInterval(SECOND)).isNotNull();
        assertThat(schedule.withMaxInterval(DAY)).isNotNull();
        assertRejected(
                () -> schedule.withMultiplier(Double.POSITIVE_INFINITY),
                "multiplier",
                "Infinity",
                "1 or more",
                "finite");
        assertRejected(() -> schedule.withMultiplier(0.9), "multiplier", "0.9", "1 or more");
        assertRejected(() -> schedule.withMultiplier(Double.NaN), "multiplier", "NaN", "1 or more");
        assertRejected(() -> PollSchedule.of(Duration.ZERO), "initialInterval", "0 s", "positive");
        assertRejected(() -> PollSchedule.of(Duration.ofDays(2)), "initialInterval", "48 h", "24 h");
        assertRejected(() -> schedule.withMaxInterval(Duration.ofDays(2)), "maxInterval", "48 h", "1 s..24 h");
        assertRejected(() -> schedule.withMaxInterval(Duration.ZERO), "maxInterval", "0 s", "1 s..24 h");
        assertRejected(() -> schedule.withJitter(1), "jitter", "1.0", "0 or more, less than 1");
        assertRejected(() -> schedule.withJitter(-0.1), "jitter", "-0.1", "0 or more, less than 1");
        assertRejected(() -> schedule.withJitter(Double.NaN), "jitter", "NaN", "0 or more, less than 1");
    }
}
