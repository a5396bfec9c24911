package io.github.crstasks.tests.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stranger reads the README in five minutes. */
class ReadmeLengthTest {
    private static final int MAX_WORDS = 900;
    private static final int MAX_WORDS_OF_A_SENTENCE = 25;
    private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern TABLE_ROW = Pattern.compile("^\\|.*$", Pattern.MULTILINE);
    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.!?:])\\s+|\\n\\s*\\n|\\n- ");

    private final ProjectDocuments documents = ProjectDocuments.find();
    private final String readme = ProjectDocuments.read(documents.file("README.md"));

    private static List<String> words(String text) {
        return Stream.of(text.split("\\s+")).filter(word -> !word.isBlank()).toList();
    }

    @Test
    void readmeHasAtMostNineHundredWords() {
        assertThat(words(readme)).hasSizeBetween(1, MAX_WORDS);
    }

    @Test
    void noSentenceIsLongerThanTwentyFiveWords() {
        String prose = TABLE_ROW.matcher(CODE.matcher(readme).replaceAll("")).replaceAll("");

        assertThat(Arrays.asList(END_OF_SENTENCE.split(prose)))
                .hasSizeGreaterThan(10)
                .allSatisfy(sentence -> assertThat(words(sentence)).hasSizeLessThanOrEqualTo(MAX_WORDS_OF_A_SENTENCE));
    }

    @Test
    void bothLanguagesHaveTheSameCodeAndTheSameTables() {
        String chinese = ProjectDocuments.read(documents.file("README.zh-CN.md"));

        assertThat(code(chinese)).isEqualTo(code(readme)).isNotEmpty();
        assertThat(TABLE_ROW.matcher(chinese).results())
                .hasSize((int) TABLE_ROW.matcher(readme).results().count());
    }

    private static List<String> code(String document) {
        return CODE.matcher(document).results().map(match -> match.group()).toList();
    }
}
