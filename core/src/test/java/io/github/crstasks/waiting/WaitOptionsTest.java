package io.github.crstasks.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WaitOptionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void assertRejected(ThrowingCallable setting, String... parts) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void defaultsAreOneTaskWithinAnHour() {
        assertThat(WaitOptions.defaults())
                .returns(1, WaitOptions::expectedCount)
                .returns(Duration.ofHours(1), WaitOptions::timeout)
                .returns(Duration.ofMinutes(5), WaitOptions::appearTimeout)
                .returns(PollSchedule.defaults(), WaitOptions::pollSchedule)
                .returns(false, WaitOptions::reasons)
                .isEqualTo(WaitOptions.builder().build());
    }

    @Test
    void copiesDifferInOneSetting() {
        WaitOptions options = WaitOptions.defaults();

        assertThat(options.withExpectedCount(2))
                .isEqualTo(WaitOptions.builder().expectedCount(2).build())
                .isNotEqualTo(options);
        assertThat(options.withTimeout(SECOND))
                .isEqualTo(WaitOptions.builder().timeout(SECOND).build())
                .isNotEqualTo(options);
        assertThat(options.withAppearTimeout(SECOND))
                .isEqualTo(WaitOptions.builder().appearTimeout(SECOND).build())
                .isNotEqualTo(options);
        assertThat(options.withPollSchedule(PollSchedule.of(SECOND)))
                .isEqualTo(WaitOptions.builder()
                        .pollSchedule(PollSchedule.of(SECOND))
                        .build())
                .isNotEqualTo(options);
        assertThat(options.withReasons(true))
                .isEqualTo(WaitOptions.builder().reasons(true).build())
                .isNotEqualTo(options);
        assertThat(options).isEqualTo(WaitOptions.defaults()).hasSameHashCodeAs(WaitOptions.defaults());
    }

    @Test
    void invalidSettingIsRejectedWithNameValueAndRange() {
        WaitOptions options = WaitOptions.defaults();

        assertRejected(() -> options.withExpectedCount(0), "expectedCount", "0", "1..2147483647");
        assertRejected(() -> options.withTimeout(Duration.ZERO), "timeout", "0 s", "positive");
        assertRejected(() -> options.withAppearTimeout(SECOND.negated()), "appearTimeout", "-1 s", "zero or more");
        assertThat(options.withTimeout(Duration.ofNanos(1))
                        .withAppearTimeout(Duration.ZERO)
                        .withExpectedCount(1))
                .isNotNull();
    }
}
