package io.github.crstasks.query;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.finished;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.parse;
import static io.github.crstasks.query.TaskQuery.project;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedBetween;
import static io.github.crstasks.query.TaskQuery.submittedSince;
import static io.github.crstasks.query.TaskQuery.submittedUntil;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.task.TaskStatus.ERRORED;
import static io.github.crstasks.task.TaskStatus.FAILED;
import static io.github.crstasks.task.TaskStatus.UNKNOWN;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;
import static io.github.crstasks.task.TaskType.IMPORT_RDB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {
    private static final Instant MORNING = Instant.parse("2017-02-08T08:46:34Z");

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of("all", all()),
                Arguments.of("none", none()),
                Arguments.of("finished", finished()),
                Arguments.of("not finished", finished().negate()),
                Arguments.of("project = -1", project(-1)),
                Arguments.of("status = failed", status(FAILED)),
                Arguments.of("type in (backupInstance, importRdb)", type(BACKUP_INSTANCE, IMPORT_RDB)),
                Arguments.of("status in (failed, unknown)", status(FAILED, UNKNOWN)),
                Arguments.of("instanceId = \"crs-1\"", instanceId("crs-1")),
                Arguments.of("instanceName = \"测试 \\\"a\\\\b\\\"\\n\\r\\t\"", instanceName("测试 \"a\\b\"\n\r\t")),
                Arguments.of("submitted >= \"2017-02-08T08:46:34Z\"", submittedSince(MORNING)),
                Arguments.of("submitted <= \"2017-02-08T08:46:34Z\"", submittedUntil(MORNING)),
                Arguments.of(
                        "submitted between \"2017-02-08T08:46:34Z\" and \"2017-02-08T08:46:34.500Z\"",
                        submittedBetween(MORNING, MORNING.plusMillis(500))),
                Arguments.of(
                        "(finished or not (project = 1 and all or finished)) and none or status = failed",
                        finished()
                                .or(project(1).and(all()).or(finished()).negate())
                                .and(none())
                                .or(status(FAILED))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void reads_as_the_query_that_it_describes(String text, TaskQuery query) {
        assertThat(parse(text)).isEqualTo(Either.right(query));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void is_written_in_words_that_read_as_an_equal_query(String text, TaskQuery query) {
        assertThat(query.text().flatMap(TaskQuery::parse)).isEqualTo(Either.right(query));
    }

    @Test
    void and_binds_more_tightly_than_or_and_not_more_tightly_than_both() {
        assertThat(parse("finished or project = 1 and not project = 2"))
                .isEqualTo(Either.right(finished().or(project(1).and(project(2).negate()))));
        assertThat(finished().or(project(1).and(project(2).negate())).text())
                .isEqualTo(Either.right("finished or project = 1 and not project = 2"));
    }

    @Test
    void times_may_have_any_offset_and_space_may_be_anywhere() {
        assertThat(parse(" status\tin(failed,errored)and type=backupInstance\nand submitted>="
                        + "\"2017-02-08T16:46:34+08:00\" "))
                .isEqualTo(Either.right(
                        status(FAILED, ERRORED).and(type(BACKUP_INSTANCE)).and(submittedSince(MORNING))));
    }

    @Test
    void a_lambda_has_no_text() {
        assertThat(finished().or(TaskQuery.where(task -> true)).text().getLeft())
                .isInstanceOf(TaskError.Invalid.class)
                .extracting(TaskError::message)
                .asString()
                .contains("without lambdas");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | the end | a condition",
                "status = faild | 10 | faild | pending, running, succeeded, failed, errored, unknown",
                "status failed | 8 | failed | = or in",
                "status in failed | 11 | failed | (",
                "status in () | 12 | ) | one of",
                "type = backup | 8 | backup | backupInstance",
                "finished finished | 10 | finished | and, or, or the end",
                "(finished | 10 | the end | )",
                "finished and | 13 | the end | a condition",
                "project = many | 11 | many | a whole number",
                "project = 99999999999 | 11 | 99999999999 | 32 bits",
                "instanceId = crs-1 | 14 | crs-1 | double quotes",
                "instanceId = \"  \" | 14 | \"  \" | not blank",
                "instanceId = \"crs | 14 | \"crs | double quotes",
                "instanceId = \"a\\x\" | 14 | \"a\\x\" | double quotes",
                "instanceId = \"a\\\" | 14 | \"a\\\" | double quotes",
                "submitted > \"2017-02-08T08:46:34Z\" | 11 | > | >=, <= or between",
                "submitted >= \"2017-02-08 16:46:34\" | 14 | \"2017-02-08 16:46:34\" | with its offset",
                "submitted >= \"+10000-01-01T00:00:00Z\" | 14 | \"+10000-01-01T00:00:00Z\" | 9999-12-31T23:59:59Z",
                "submitted between \"2017-02-08T08:46:34Z\" and \"2017-02-08T08:46:33Z\" | 46 | \"2017-02-08T08:46:33Z\" | from 2017-02-08T08:46:34Z",
                "Finished | 1 | Finished | a condition",
            })
    void a_mistake_is_told_with_its_column_and_what_would_do(String text, int column, String found, String accepted) {
        TaskError error = parse(text).getLeft();

        assertThat(error.message()).startsWith("query text at column " + column + " must be ");
        assertThat(error.message()).endsWith(", but was " + found).contains(accepted);
    }

    @Test
    void nesting_without_end_is_refused_and_does_not_overflow() {
        assertThat(parse("(".repeat(100_000)).getLeft().message()).contains("1000 levels");
        assertThat(parse("not ".repeat(100_000)).getLeft().message()).contains("1000 levels");
        assertThat(parse("(".repeat(999) + "finished" + ")".repeat(999))).isEqualTo(Either.right(finished()));
        assertThat(parse("(".repeat(1000) + "finished" + ")".repeat(1000)).isLeft())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 600, 1999, 2000, 2001, 100_000})
    void however_deep_a_query_is_its_text_can_be_read_or_it_has_none(int depth) {
        TaskQuery query = finished();
        for (int level = 0; level < depth; level++) {
            query = level % 2 == 0 ? project(level).and(query) : project(level).or(query);
        }

        Either<TaskError, String> text = query.text();

        assertThat(text.flatMap(TaskQuery::parse).flatMap(TaskQuery::text)).isEqualTo(text);
        // Only an or within an and needs parentheses, and so a level.
        assertThat(text.isRight()).isEqualTo(depth <= 2000);
        text.peekLeft(error -> assertThat(error.message()).contains("1000 levels"));
    }

    @ParameterizedTest
    @ValueSource(ints = {499, 500})
    void a_negation_is_a_level_as_well(int depth) {
        TaskQuery query = finished();
        for (int level = 0; level < depth; level++) {
            query = project(level).and(query).negate();
        }

        Either<TaskError, String> text = query.text();

        assertThat(text.isRight()).isEqualTo(depth == 499);
        assertThat(text.flatMap(TaskQuery::parse).flatMap(TaskQuery::text)).isEqualTo(text);
    }
}
