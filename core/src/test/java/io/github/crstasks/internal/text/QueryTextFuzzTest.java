package io.github.crstasks.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.vavr.control.Either;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class QueryTextFuzzTest {
    private static final Pattern COLUMN = Pattern.compile("query text at column (\\d+)");

    @DictionaryEntries({
        " and ",
        " or ",
        "not ",
        "all",
        "none",
        "progressComplete",
        "ended",
        "project = ",
        "instanceId = ",
        "instanceName = ",
        "status ",
        "type ",
        "submitted ",
        "between ",
        "in (",
        ">= ",
        "<= ",
        "now - ",
        "1d12h",
        "7d",
        "failed",
        "backupInstance",
        "\"",
        "\\",
        "\"2017-02-08T08:46:34.5Z\""
    })
    @FuzzTest
    void anyTextIsParsedOrRejectedWithAColumn(byte[] utf8) {
        String text = new String(utf8, UTF_8);
        Either<TaskError, TaskQuery> parsed = TaskQuery.parse(text);

        parsed.peek(QueryTextFuzzTest::assertRoundTrip);
        parsed.peekLeft(error -> assertColumnPointsAtTheMistake((TaskError.Invalid) error, text));
    }

    private static void assertRoundTrip(TaskQuery query) {
        String written = query.text().get();

        TaskQuery read = TaskQuery.parse(written).get();
        assertThat(read).isEqualTo(query).hasSameHashCodeAs(query);
        assertThat(read.text().get()).isEqualTo(written);
    }

    private static void assertColumnPointsAtTheMistake(TaskError.Invalid mistake, String text) {
        Matcher column = COLUMN.matcher(mistake.parameter());
        assertThat(column.matches()).isTrue();
        int start = Integer.parseInt(column.group(1)) - 1;
        if (start == text.length()) {
            assertThat(mistake.value()).isEqualTo("the end");
        } else {
            assertThat(mistake.value()).isNotEmpty();
            assertThat(text.startsWith(mistake.value(), start)).isTrue();
        }
    }
}
