package io.github.crstasks.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.000000001S, 1 ns",
        "PT0.077431732S, 77 ms",
        "PT1S, 1 s",
        "PT4.0605S, 4.06 s",
        "PT59.9S, 59.9 s",
        "PT1M0.9S, 1 min",
        "PT1M30S, 1 min 30 s",
        "PT1H, 1 h",
        "PT25H5M1S, 25 h 5 min 1 s",
        "PT-0.5S, -500 ms",
        "PT-2H, -2 h"
    })
    void durationIsWrittenAsAPersonWritesIt(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @Test
    void everyDurationHasAText() {
        assertThat(Durations.text(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .isEqualTo("2562047788015215 h 30 min 7 s");
        assertThat(Durations.text(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo("-2562047788015215 h 30 min 7 s");
        assertThat(Durations.text(Duration.ofSeconds(Long.MIN_VALUE, 1))).startsWith("-2562047788015215 h");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {'\n', '\r', 0x0b, 0x1b, 0x7f, 0x85, 0x9b, 0x2028, 0x2029, 0x202e, 0x2066, 0xfeff, 0xd83d, 0xe0041})
    void excerptIsOneVisibleLine(int codePoint) {
        String text = "a" + Character.toString(codePoint) + Character.toString(codePoint) + "b";

        assertThat(Excerpt.of(text)).isEqualTo("a b");
    }

    @Test
    void namesKeepTheirCharacters() {
        for (String name : new String[] {"测试API专用", "🚀 rocket", "👩\u200d💻", "می\u200cخواهم"}) {
            assertThat(Excerpt.of(name)).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "🚀", "\n"})
    void longTextIsCutWithItsLength(String character) {
        assertThat(Excerpt.of(character.repeat(5))).hasSizeLessThan(11);
        for (int length : new int[] {499, 500, 501, 1000, 1001, 1002, 1003, 100_000}) {
            String line = Excerpt.of(character.repeat(length));

            assertThat(line.codePointCount(0, line.length())).isLessThan(530);
            assertThat(line).doesNotContain("\n");
            assertThat(line.contains("(" + length + " characters)")).isEqualTo(length > 500 && !line.equals(" "));
        }
    }
}
