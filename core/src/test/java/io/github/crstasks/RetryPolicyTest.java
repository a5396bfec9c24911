package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void assertRejected(ThrowingCallable setting, String... parts) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void defaultsAreFiveAttemptsWithinAMinute() {
        assertThat(RetryPolicy.defaults())
                .returns(5, RetryPolicy::maxAttempts)
                .returns(Duration.ofMillis(200), RetryPolicy::initialDelay)
                .returns(Duration.ofSeconds(5), RetryPolicy::maxDelay)
                .returns(Duration.ofMinutes(1), RetryPolicy::maxDuration)
                .isEqualTo(RetryPolicy.builder().build());
    }

    @Test
    void policyWithoutRetriesHasOneAttempt() {
        assertThat(RetryPolicy.none())
                .isEqualTo(RetryPolicy.defaults().withMaxAttempts(1))
                .returns(1, RetryPolicy::maxAttempts);
    }

    @Test
    void copiesDifferInOneSetting() {
        RetryPolicy policy = RetryPolicy.defaults();

        assertThat(policy.withMaxAttempts(2))
                .isEqualTo(RetryPolicy.builder().maxAttempts(2).build())
                .isNotEqualTo(policy);
        assertThat(policy.withInitialDelay(SECOND))
                .isEqualTo(RetryPolicy.builder().initialDelay(SECOND).build())
                .isNotEqualTo(policy);
        assertThat(policy.withMaxDelay(SECOND))
                .isEqualTo(RetryPolicy.builder().maxDelay(SECOND).build())
                .isNotEqualTo(policy);
        assertThat(policy.withMaxDuration(SECOND))
                .isEqualTo(RetryPolicy.builder().maxDuration(SECOND).build())
                .isNotEqualTo(policy);
        assertThat(policy).isEqualTo(RetryPolicy.defaults()).hasSameHashCodeAs(RetryPolicy.defaults());
    }

    @Test
    void invalidSettingIsRejectedWithNameValueAndRange() {
        RetryPolicy policy = RetryPolicy.builder()
                .initialDelay(Duration.ofNanos(2))
                .maxDelay(Duration.ofNanos(2))
                .build();

        assertThat(policy.withInitialDelay(Duration.ZERO)
                        .withMaxDelay(Duration.ZERO)
                        .withMaxDuration(Duration.ofNanos(1)))
                .isNotNull();
        assertRejected(() -> policy.withMaxAttempts(0), "maxAttempts", "0", "1..2147483647");
        assertRejected(() -> policy.withInitialDelay(Duration.ofNanos(-1)), "initialDelay", "-1 ns", "zero or more");
        assertRejected(() -> policy.withMaxDelay(Duration.ofNanos(1)), "maxDelay", "1 ns", "2 ns or more");
        assertRejected(() -> policy.withMaxDuration(Duration.ZERO), "maxDuration", "0 s", "positive");
        assertRejected(() -> policy.withMaxDuration(Duration.ofNanos(-1)), "maxDuration", "-1 ns", "positive");
    }
}
