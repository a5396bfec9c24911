package io.github.crstasks.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskErrorTest {
    /** Creates errors that contain a text of the service, a proxy or an extension. */
    static Stream<Function<String, TaskError>> errors() {
        return Stream.of(
                text -> rejected(text, "", "", ""),
                text -> rejected("4000", text, "", ""),
                text -> rejected("4000", "", text, ""),
                text -> rejected("4000", "", "", text),
                text -> new TaskError.Malformed(text, "missing", Option.none()),
                text -> new TaskError.Malformed("$", text, Option.none()),
                text -> new TaskError.Invalid("instance id", text, "not blank"));
    }

    private static TaskError rejected(String code, String codeDesc, String serviceMessage, String requestId) {
        return new TaskError.Rejected(
                ErrorCode.INVALID_PARAMETER, code, codeDesc, serviceMessage, Option.none(), Option.some(requestId));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void messageContainsTextFromOutside(Function<String, TaskError> error) {
        assertThat(error.apply("实例 crs-1").message()).contains("实例 crs-1");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void textFromOutsideNeverStartsASecondLine(Function<String, TaskError> error) {
        assertThat(error.apply("one\r\ntwo\u0085three\u2028four\u2029five\u001b[0m")
                        .message())
                .contains("one two three four five [0m");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void textOf500CharactersIsShownWhole(Function<String, TaskError> error) {
        assertThat(error.apply("𠮷".repeat(500)).message())
                .contains("𠮷".repeat(500))
                .doesNotContain("500 characters");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void longTextIsShownByItsBeginningAndLength(Function<String, TaskError> error) {
        String message = error.apply("𠮷".repeat(100_000)).message();

        assertThat(message)
                .contains("𠮷".repeat(500) + "... (100000 characters)")
                .hasSizeLessThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UnsupportedRegion", "UnsupportedRegion.NotInHost"})
    void refusedRegionIsExplainedWithTheHostOfTheRegion(String rawCode) {
        assertThat(rejected(rawCode, "", "不支持的地域", "r").message())
                .contains(rawCode, "不支持的地域", "region(...)", "host(REGIONAL)", "endpoint(...)")
                .doesNotContain("values in the query");
        assertThat(rejected("UnsupportedRegionalism", "", "", "r").message()).contains("values in the query");
    }

    @Test
    void unstableListIsWorthAnotherAttempt() {
        assertThat(new TaskError.UnstableList("all tasks", "it changed 9 times").retryable())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"999999, less than 1 ms", "1000000, 1 ms", "999999999, 999 ms", "1000000000, 1.0 s", "10000000000, 10 s"
    })
    void attemptsSayHowLongTheyTook(long nanos, String text) {
        TaskError error = new TaskError.TimedOut(Duration.ofSeconds(9), Option.none())
                .withAttempts(new TaskError.Attempts(1, Duration.ofNanos(nanos), "https:redis"));

        assertThat(error.message()).endsWith("(1 attempt in " + text + ", endpoint https:redis)");
    }

    @Test
    void unstableListNamesItsAttemptsWhichDoNotChangeItsEquality() {
        TaskError error = new TaskError.UnstableList("all tasks", "it changed 9 times");
        TaskError withAttempts =
                error.withAttempts(new TaskError.Attempts(9, Duration.ofSeconds(3), "https://redis.api.qcloud.com"));

        assertThat(withAttempts).isEqualTo(error);
        assertThat(withAttempts.attempts().count()).isEqualTo(9);
        assertThat(withAttempts.message())
                .isEqualTo("the list of all tasks cannot be read completely: it changed 9 times"
                        + " (9 attempts in 3.0 s, endpoint https://redis.api.qcloud.com)");
    }

    @Test
    void failedExtensionIsReportedByNameWithWhatItThrew() {
        Throwable thrown = new IOException("no keys\ntoday");
        TaskError error = new TaskError.ExtensionFailed("credentials provider", Option.some(thrown));

        assertThat(error.message()).isEqualTo("the credentials provider threw java.io.IOException: no keys today");
        assertThat(error.cause()).contains(thrown);
        assertThat(error.retryable()).isFalse();
        assertThat(new TaskError.ExtensionFailed("clock", Option.none()).message())
                .isEqualTo("the clock threw an exception");
    }
}
