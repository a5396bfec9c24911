package io.github.crstasks.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class QueryTextFuzzTest {
    private static final Pattern PLACE = Pattern.compile("query text at column (\\d+)");

    @DictionaryEntries({
        " and ", " or ", "not ", "all", "none", "finished", "project = ", "instanceId = ", "instanceName = ", "status ",
        "type ", "submitted ", "between ", "in (", ">= ", "<= ", "failed", "backupInstance", "\"", "\\",
        "\"2017-02-08T08:46:34.5Z\""
    })
    @FuzzTest
    void any_text_is_a_query_that_has_a_text_or_a_mistake_in_its_place(byte[] utf8) {
        String text = new String(utf8, UTF_8);
        Either<TaskError, TaskQuery> parsed = TaskQuery.parse(text);

        parsed.peek(QueryTextFuzzTest::assertReadableInItsOwnWords);
        parsed.peekLeft(error -> assertFoundAtItsPlace((TaskError.Invalid) error, text));
    }

    private static void assertReadableInItsOwnWords(TaskQuery query) {
        String written = query.text().get();

        TaskQuery read = TaskQuery.parse(written).get();
        assertThat(read).isEqualTo(query).hasSameHashCodeAs(query);
        assertThat(read.text().get()).isEqualTo(written);
    }

    private static void assertFoundAtItsPlace(TaskError.Invalid mistake, String text) {
        Matcher place = PLACE.matcher(mistake.parameter());
        assertThat(place.matches()).isTrue();
        int start = Integer.parseInt(place.group(1)) - 1;
        if (start == text.length()) {
            assertThat(mistake.value()).isEqualTo("the end");
        } else {
            assertThat(mistake.value()).isNotEmpty();
            assertThat(text.startsWith(mistake.value(), start)).isTrue();
        }
    }
}
