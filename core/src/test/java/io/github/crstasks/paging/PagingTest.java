package io.github.crstasks.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.control.Option;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static void assertRejected(ThrowingCallable setting, String... parts) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void defaultsAreFourPagesOfAHundredRows() {
        assertThat(Paging.defaults())
                .returns(Paging.Strategy.AUTO, Paging::strategy)
                .returns(4, Paging::pagesInFlight)
                .returns(100, Paging::pageSize)
                .isEqualTo(Paging.builder().build());
    }

    @Test
    void copiesDifferInOneSetting() {
        Paging paging = Paging.defaults();

        assertThat(paging.withStrategy(Paging.Strategy.KEYSET))
                .isEqualTo(Paging.builder().strategy(Paging.Strategy.KEYSET).build())
                .isNotEqualTo(paging);
        assertThat(paging.withPagesInFlight(1))
                .isEqualTo(Paging.builder().pagesInFlight(1).build())
                .isNotEqualTo(paging);
        assertThat(paging.withPageSize(1))
                .isEqualTo(Paging.builder().pageSize(1).build())
                .isNotEqualTo(paging);
        assertThat(paging).isEqualTo(Paging.defaults()).hasSameHashCodeAs(Paging.defaults());
    }

    @Test
    void invalidSettingIsRejectedWithNameValueAndRange() {
        assertRejected(() -> Paging.defaults().withPagesInFlight(0), "pagesInFlight must be 1..2147483647, but was 0");
        assertRejected(
                () -> Paging.defaults().withMaxCalls(Option.some(0)), "maxCalls must be 1..2147483647, but was 0");
        assertThat(Paging.defaults().withMaxCalls(Option.some(1)).maxCalls()).contains(1);
        assertRejected(() -> Paging.defaults().withPageSize(-1), "pageSize must be 1..2147483647, but was -1");
    }
}
