package io.github.crstasks.internal.text;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.ended;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.parse;
import static io.github.crstasks.query.TaskQuery.progressComplete;
import static io.github.crstasks.query.TaskQuery.project;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedBeforeLast;
import static io.github.crstasks.query.TaskQuery.submittedBetween;
import static io.github.crstasks.query.TaskQuery.submittedSince;
import static io.github.crstasks.query.TaskQuery.submittedUntil;
import static io.github.crstasks.query.TaskQuery.submittedWithin;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.task.TaskStatus.ERRORED;
import static io.github.crstasks.task.TaskStatus.FAILED;
import static io.github.crstasks.task.TaskStatus.UNKNOWN_STATUS;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;
import static io.github.crstasks.task.TaskType.IMPORT_RDB;
import static io.github.crstasks.task.TaskType.UNKNOWN_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.vavr.control.Either;
import java.time.Duration;
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
                Arguments.of("progressComplete", progressComplete()),
                Arguments.of("not progressComplete", progressComplete().negate()),
                Arguments.of("ended", ended()),
                Arguments.of("type = unknownType", type(UNKNOWN_TYPE)),
                Arguments.of("project = -1", project(-1)),
                Arguments.of("project = 9223372036854775807", project(Long.MAX_VALUE)),
                Arguments.of("status = failed", status(FAILED)),
                Arguments.of("type in (backupInstance, importRdb)", type(BACKUP_INSTANCE, IMPORT_RDB)),
                Arguments.of("status in (failed, unknownStatus)", status(FAILED, UNKNOWN_STATUS)),
                Arguments.of("instanceId = \"crs-1\"", instanceId("crs-1")),
                Arguments.of("instanceName = \"测试 \\\"a\\\\b\\\"\\n\\r\\t\"", instanceName("测试 \"a\\b\"\n\r\t")),
                Arguments.of("submitted >= \"2017-02-08T08:46:34Z\"", submittedSince(MORNING)),
                Arguments.of("submitted <= \"2017-02-08T08:46:34Z\"", submittedUntil(MORNING)),
                Arguments.of(
                        "submitted between \"2017-02-08T08:46:34Z\" and \"2017-02-08T08:46:34.500Z\"",
                        submittedBetween(MORNING, MORNING.plusMillis(500))),
                Arguments.of("submitted >= now - 7d", submittedWithin(Duration.ofDays(7))),
                Arguments.of("submitted >= now - 168h", submittedWithin(Duration.ofDays(7))),
                Arguments.of("submitted >= now", submittedWithin(Duration.ZERO)),
                Arguments.of("submitted <= now - 1h30m", submittedBeforeLast(Duration.ofMinutes(90))),
                Arguments.of(
                        "not submitted >= now - 1w2d3h4m5s6ms7ns",
                        submittedWithin(Duration.ofDays(9)
                                        .plus(Duration.ofHours(3))
                                        .plusMinutes(4)
                                        .plusSeconds(5)
                                        .plusMillis(6)
                                        .plusNanos(7))
                                .negate()),
                Arguments.of(
                        "(progressComplete or not (project = 1 and all or progressComplete)) and none or status = failed",
                        progressComplete()
                                .or(project(1).and(all()).or(progressComplete()).negate())
                                .and(none())
                                .or(status(FAILED))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void textIsParsedAsTheQueryThatItDescribes(String text, TaskQuery query) {
        assertThat(parse(text)).isEqualTo(Either.right(query));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void textOfAQueryIsParsedAsAnEqualQuery(String text, TaskQuery query) {
        assertThat(query.text().flatMap(TaskQuery::parse)).isEqualTo(Either.right(query));
    }

    @Test
    void andBindsMoreTightlyThanOrAndNotMoreTightlyThanBoth() {
        assertThat(parse("progressComplete or project = 1 and not project = 2"))
                .isEqualTo(Either.right(
                        progressComplete().or(project(1).and(project(2).negate()))));
        assertThat(progressComplete().or(project(1).and(project(2).negate())).text())
                .isEqualTo(Either.right("progressComplete or project = 1 and not project = 2"));
    }

    @Test
    void timesMayHaveAnyOffsetAndSpacesMayBeAnywhere() {
        assertThat(parse(" status\tin(failed,errored)and type=backupInstance\nand submitted>="
                        + "\"2017-02-08T16:46:34+08:00\" "))
                .isEqualTo(Either.right(
                        status(FAILED, ERRORED).and(type(BACKUP_INSTANCE)).and(submittedSince(MORNING))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status = FAILED | status = failed",
                "STATUS = Failed AND Type IN (BACKUP_INSTANCE, importrdb) | status = failed and type in (backupInstance, importRdb)",
                "Not (ENDED Or PROGRESSCOMPLETE) | not (ended or progressComplete)",
                "instance_id = \"A\" and INSTANCEID = \"a\" | instanceId = \"A\" and instanceId = \"a\"",
                "submitted BETWEEN \"2017-02-08T08:46:34Z\" AND \"2017-02-08T08:46:34Z\" | submitted between \"2017-02-08T08:46:34Z\" and \"2017-02-08T08:46:34Z\"",
                "\uFEFFall\u00A0or\u3000none | all or none",
                "project = 1 OR all | project = 1 or all",
            })
    void wordsMayBeInAnyCase(String written, String text) {
        assertThat(parse(written)).isEqualTo(parse(text));
        assertThat(parse(written).isRight()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u2028", "\u2029", "\u001b[31m", "\u202e", "\u0000", "\ud83d", "\ufeff", "\b\f"})
    void invisibleCharactersAreWrittenAsEscapes(String invisible) {
        TaskQuery query = instanceName("a" + invisible + "b").or(instanceId(invisible + "c"));
        String text = query.text().get();

        assertThat(text).doesNotContain(invisible).matches("\\p{Print}+");
        assertThat(parse(text)).isEqualTo(Either.right(query));
        assertThat(query.toString()).matches("\\p{Print}+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submitted >= now - 7d",
                "submitted >= now - 168h",
                "submitted >= now - 1w",
                "submitted >= now - 07D",
                "submitted >= now - 90m",
                "submitted >= now",
                "submitted >= now - 0s",
                "submitted <= now - 1500ms and not submitted <= now - 1d12h",
                "submitted between now - 7d and now - 24h",
                "submitted between now - 7d and now",
                "submitted between \"2017-02-08T08:46:34Z\" and now - 1h",
                "submitted between now - 3652424d and \"2017-02-08T08:46:34Z\"",
            })
    void relativeTimeIsPrintedAsWritten(String text) {
        TaskQuery query = parse(text).get();

        assertThat(query.text()).isEqualTo(Either.right(text));
        assertThat(query).doesNotHaveSameHashCodeAs(all()).isEqualTo(parse(text).get());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "submitted>=now-7d | submitted >= now - 7d",
                "SUBMITTED >= Now -7d | submitted >= now - 7d",
                "submitted <= NOW- 1h and ended | submitted <= now - 1h and ended",
                "(submitted<=now) | submitted <= now",
                "submitted between now-7d and now | submitted between now - 7d and now",
            })
    void spacesAroundTheMinusMayBeLeftOut(String written, String text) {
        assertThat(parse(written)).isEqualTo(parse(text));
        assertThat(parse(written).flatMap(TaskQuery::text).isRight()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, now",
        "PT1S, now - 1s",
        "PT24H, now - 1d",
        "PT168H, now - 7d",
        "PT36H, now - 1d12h",
        "PT90M, now - 1h30m",
        "PT1.5S, now - 1s500ms",
        "PT0.000000001S, now - 1ns",
        "PT87658176H, now - 3652424d",
    })
    void durationIsWrittenInTheLargestUnits(Duration duration, String time) {
        TaskQuery within = submittedWithin(duration);
        TaskQuery before = submittedBeforeLast(duration);

        assertThat(within.text()).isEqualTo(Either.right("submitted >= " + time));
        assertThat(before.text()).isEqualTo(Either.right("submitted <= " + time));
        assertThat(within.text().flatMap(TaskQuery::parse)).isEqualTo(Either.right(within));
        assertThat(before.text().flatMap(TaskQuery::parse)).isEqualTo(Either.right(before));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "submitted >= now - 7 | 20 | 7 | a duration",
                "submitted >= now-7 | 18 | 7 | in w, d, h, m, s, ms or ns",
                "submitted >= now - 7 days | 20 | 7 | (write 7d)",
                "submitted >= now - 7days | 20 | 7days | (write 7d)",
                "submitted >= now - 30 Minutes | 20 | 30 | (write 30m)",
                "submitted >= now - 2 hrs | 20 | 2 | (write 2h)",
                "submitted >= now - 500 millis | 20 | 500 | (write 500ms)",
                "submitted >= now - P7D | 20 | P7D | (write 7d)",
                "submitted >= now - PT1H30M | 20 | PT1H30M | (write 1h30m)",
                "submitted >= now - PT-1H | 20 | PT-1H | a duration",
                "submitted >= now - 1M | 20 | 1M | months elsewhere",
                "submitted >= now - 1y | 20 | 1y | a duration",
                "submitted >= now - 1 month | 20 | 1 | a duration",
                "submitted >= now - 12h1d | 20 | 12h1d | 1d12h",
                "submitted >= now - 1d 12h | 23 | 12h | written together",
                "submitted >= now - 1.5d | 20 | 1 | whole",
                "submitted >= now - -7d | 20 | -7d | a duration",
                "submitted >= now - ٧d | 20 | ٧d | a duration",
                "submitted >= now - 3652425d | 20 | 3652425d | at most 3652424d",
                "submitted >= now - 99999999999999999999d | 20 | 99999999999999999999d | at most 3652424d",
                "submitted >= now - 9223372036854775807w | 20 | 9223372036854775807w | at most 3652424d",
                "submitted >= now - | 19 | the end | a duration",
                "submitted >= now + 1h | 18 | + | \"-\" and a duration",
                "submitted >= now − 1h | 18 | − | (write -)",
                "submitted >= now() | 17 | ( | \"-\" and a duration",
                "submitted >= now 7d | 18 | 7d | \"-\" and a duration",
                "submitted >= nowish | 14 | nowish | now - 7d",
                "submitted >= now_ - 7d | 14 | now_ | now - 7d",
                "submitted >= today | 14 | today | now - 7d",
                "submitted >= 7d | 14 | 7d | (write now - 7d)",
                "submitted >= -7d | 14 | -7d | (write now - 7d)",
                "submitted >= \"now - 7d\" | 14 | \"now - 7d\" | (write now - 7d)",
                "submitted >= 'now - 7d' | 14 | 'now - 7d' | (write now - 7d)",
                "submitted < now - 7d | 11 | < | (write <=)",
                "submitted between now - 1d and now - 7d | 38 | 7d | at most 1d",
                "submitted between now and now - 1ns | 33 | 1ns | at most 0s",
            })
    void mistakeInARelativeTimeIsReportedWithItsColumnAndWhatToWrite(
            String text, int column, String actual, String accepted) {
        syntaxErrorIsReportedWithItsColumnAndWhatIsAccepted(text, column, actual, accepted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submitted between now - 1d and now - 7d",
                "submitted >= now - 9999999 days",
                "submitted >= now - P9999999D",
                "submitted >= now - PT0S",
                "submitted >= now - 7 fortnights",
                "submitted >= now - 1 M",
            })
    void adviceIsNeverTheMistakeItself(String text) {
        assertThat(parse(text).getLeft().message())
                .contains("a duration of at most")
                .doesNotContain("(write");
    }

    @Test
    void numberOfAnyLengthIsRejected() {
        String digits = "9".repeat(1_000_000);

        assertThat(parse("submitted >= now - " + digits + "d").isLeft()).isTrue();
        assertThat(parse("submitted >= now - " + digits + " days").isLeft()).isTrue();
        assertThat(parse("submitted >= " + digits + "d").isLeft()).isTrue();
    }

    @Test
    void orOfOtherLanguagesIsRejectedWithAdvice() {
        assertThat(parse("ended || none").getLeft().message())
                .isEqualTo("query text at column 7 must be \"and\", \"or\" or the end (write or), but was ||");
    }

    @Test
    void incompleteEscapeIsRejected() {
        for (String escape : new String[] {"\\u", "\\u12", "\\u12g4", "\\", "\\U0041"}) {
            assertThat(parse("instanceName = \"" + escape + "\"").isLeft()).isTrue();
        }
        assertThat(parse("instanceName = \"\\u0041\"")).isEqualTo(Either.right(instanceName("A")));
    }

    @Test
    void predicateHasNoText() {
        assertThat(progressComplete().or(TaskQuery.where(task -> true)).text().getLeft())
                .isInstanceOf(TaskError.Invalid.class)
                .extracting(TaskError::message)
                .asString()
                .contains("without where(...)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | the end | a condition",
                "status = faild | 10 | faild | pending, running, succeeded, failed, errored, unknownStatus",
                "status failed | 8 | failed | \"=\" or \"in\"",
                "status in failed | 11 | failed | \"(\"",
                "status in () | 12 | ) | one of",
                "type = backup | 8 | backup | backupInstance",
                "progressComplete ended | 18 | ended | \"and\", \"or\" or the end",
                "(progressComplete | 18 | the end | \")\"",
                "progressComplete and | 21 | the end | a condition",
                "project = many | 11 | many | a whole number",
                "project = 9223372036854775808 | 11 | 9223372036854775808 | 64 bits",
                "instanceId = crs-1 | 14 | crs-1 | double quotes",
                "instanceId = \"  \" | 14 | \"  \" | not blank",
                "instanceId = \"crs | 14 | \"crs | double quotes",
                "instanceId = \"a\\x\" | 14 | \"a\\x\" | double quotes",
                "instanceId = \"a\\\" | 14 | \"a\\\" | double quotes",
                "submitted > \"2017-02-08T08:46:34Z\" | 11 | > | \">=\", \"<=\" or \"between\"",
                "submitted >= \"2017-02-08 16:46:34\" | 14 | \"2017-02-08 16:46:34\" | with its offset",
                "submitted >= \"+10000-01-01T00:00:00Z\" | 14 | \"+10000-01-01T00:00:00Z\" | 9999-12-31T23:59:59Z",
                "submitted between \"2017-02-08T08:46:34Z\" and \"2017-02-08T08:46:33Z\" | 46 | \"2017-02-08T08:46:33Z\" | from 2017-02-08T08:46:34Z",
                "Endet | 1 | Endet | (write ended)",
                "status = 'failed' | 10 | 'failed' | (write failed)",
                "status = \"FAILED\" | 10 | \"FAILED\" | (write failed)",
                "type = BACKUP | 8 | BACKUP | (write backupInstance)",
                "staus = failed | 1 | staus | (write status)",
                "status == failed | 8 | == | \"=\" or \"in\" (write =)",
                "status != failed | 8 | != | (write \"not\" in front of the condition)",
                "status <> failed | 8 | <> | (write \"not\" in front of the condition)",
                "status is failed | 8 | is | \"=\" or \"in\"",
                "ended && none | 7 | && | (write and)",
                "ended, none | 6 | , | \"and\", \"or\" or the end",
                "!ended | 1 | ! | (write not)",
                "ended AN none | 7 | AN | (write and)",
                "ended) | 6 | ) | (no parenthesis is open)",
                "(ended | 7 | the end | \"and\", \"or\" or \")\"",
                "status in (failed | 18 | the end | \",\" or \")\"",
                "status in [failed] | 11 | [ | \"(\" (write ()",
                "status = | 9 | the end | one of pending",
                "status | 7 | the end | \"=\" or \"in\"",
                "instanceId = 'crs-1' | 14 | 'crs-1' | (write \")",
                "instanceId = “crs-1” | 14 | “ | (write \")",
                "instanceId in (\"a\") | 12 | in | combine several with \"or\"",
                "instanceName = \"测试 | 16 | \"测试 | double quotes, of which the closing one is missing",
                "status = \"failed | 10 | \"failed | double quotes, of which the closing one is missing",
                "project = \"1\" | 11 | \"1\" | a whole number",
                "submitted > \"2017-02-08T08:46:34Z\" | 11 | > | (write >=)",
                "submitted >= 2017-02-08T08:46:34Z | 14 | 2017-02-08T08 | for example \"2017-02-08T16:46:34+08:00\"",
                "submitted = \"2017-02-08T08:46:34Z\" | 11 | = | \">=\", \"<=\" or \"between\"",
                "ended （none | 7 | （ | \"and\", \"or\"",
            })
    void syntaxErrorIsReportedWithItsColumnAndWhatIsAccepted(String text, int column, String actual, String accepted) {
        TaskError error = parse(text).getLeft();

        assertThat(error.message()).startsWith("query text at column " + column + " must be ");
        assertThat(error.message()).endsWith(", but was " + actual).contains(accepted);
    }

    @Test
    void tooDeepNestingIsRejectedWithoutStackOverflow() {
        assertThat(parse("(".repeat(100_000)).getLeft().message()).contains("1000 levels");
        assertThat(parse("not ".repeat(100_000)).getLeft().message()).contains("1000 levels");
        assertThat(parse("(".repeat(999) + "progressComplete" + ")".repeat(999)))
                .isEqualTo(Either.right(progressComplete()));
        assertThat(parse("(".repeat(1000) + "progressComplete" + ")".repeat(1000))
                        .isLeft())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 600, 1999, 2000, 2001, 100_000})
    void deepQueryHasATextOnlyIfItCanBeParsed(int depth) {
        TaskQuery query = progressComplete();
        for (int level = 0; level < depth; level++) {
            query = level % 2 == 0 ? project(level).and(query) : project(level).or(query);
        }

        Either<TaskError, String> text = query.text();

        assertThat(text.flatMap(TaskQuery::parse).flatMap(TaskQuery::text)).isEqualTo(text);
        // Only an "or" within an "and" needs parentheses, which count as a level.
        assertThat(text.isRight()).isEqualTo(depth <= 2000);
        text.peekLeft(error -> assertThat(error.message()).contains("1000 levels"));
    }

    @ParameterizedTest
    @ValueSource(ints = {499, 500})
    void negationCountsAsALevel(int depth) {
        TaskQuery query = progressComplete();
        for (int level = 0; level < depth; level++) {
            query = project(level).and(query).negate();
        }

        Either<TaskError, String> text = query.text();

        assertThat(text.isRight()).isEqualTo(depth == 499);
        assertThat(text.flatMap(TaskQuery::parse).flatMap(TaskQuery::text)).isEqualTo(text);
    }
}
