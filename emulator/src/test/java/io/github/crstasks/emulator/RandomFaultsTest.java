package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomFaultsTest {
    private static List<String> actions(double rate, long seed) {
        RequestInterceptor faults = RequestInterceptor.failing(rate, seed);
        return LongStream.rangeClosed(1, 1000)
                .mapToObj(ordinal -> faults.before(new ReceivedRequest(ordinal, "GET", "/", Map.of()))
                        .toString())
                .toList();
    }

    private static long failures(List<String> actions) {
        return actions.stream().filter(action -> !action.equals("proceed")).count();
    }

    @Test
    void aboutTheGivenShareOfTheRequestsFailsInEachWay() {
        assertThat(failures(actions(0.1, 1))).isBetween(70L, 130L);
        assertThat(actions(0.5, 1)).contains("drop", "reply 503", "reply 200", "proceed");
    }

    @Test
    void noneOrAllFailAtTheEndsOfTheRange() {
        assertThat(failures(actions(0, 1))).isZero();
        assertThat(failures(actions(1, 1))).isEqualTo(1000);
    }

    @Test
    void seedDeterminesWhichFail() {
        assertThat(actions(0.1, 7)).isEqualTo(actions(0.1, 7)).isNotEqualTo(actions(0.1, 8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void rateOutOfRangeIsRejected(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestInterceptor.failing(rate, 1))
                .withMessageContaining("from 0 to 1, but is " + rate);
    }

    @Test
    void errorOfTheServiceHasTheFormOfTheApi() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            emulator.intercept(
                    request -> request.path().equals("/") || request.path().equals("/v2/index.php")
                            ? serviceError(request)
                            : InterceptorAction.drop());

            assertThat(new ApiV2TestClient(emulator).send().code()).isEqualTo(4400);
            assertThat(new ApiV3TestClient(emulator).send().error()).isEqualTo("RequestLimitExceeded");
        }
    }

    /** Returns the error that some seed chooses for the request. */
    private static InterceptorAction serviceError(ReceivedRequest request) {
        return LongStream.iterate(0, seed -> seed + 1)
                .mapToObj(seed -> RequestInterceptor.failing(1, seed).before(request))
                .filter(action -> action.toString().equals("reply 200"))
                .findFirst()
                .orElseThrow();
    }
}
