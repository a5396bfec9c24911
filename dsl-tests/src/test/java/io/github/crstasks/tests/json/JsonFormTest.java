package io.github.crstasks.tests.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import io.github.crstasks.TaskPage;
import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Attempts;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The documented JSON form, what it accepts, and what it refuses. */
class JsonFormTest {
    private static final Task BACKUP = Task.builder()
            .taskId(Long.MAX_VALUE)
            .submittedAt(Instant.parse("2017-02-08T08:46:30Z"))
            .endedAt(Option.some(Instant.parse("2017-02-08T08:47:47Z")))
            .type(TaskType.BACKUP_INSTANCE)
            .typeName("012")
            .status(TaskStatus.SUCCEEDED)
            .statusCode(2)
            .instanceId("crs-izbob1wh")
            .instanceName("测试")
            .projectId(7)
            .progress(1)
            .build();
    private static final String BACKUP_JSON =
            "{'taskId':9223372036854775807,'submittedAt':'2017-02-08T08:46:30Z','endedAt':'2017-02-08T08:47:47Z',"
                    + "'type':'BACKUP_INSTANCE','typeName':'012','status':'SUCCEEDED','statusCode':2,"
                    + "'instanceId':'crs-izbob1wh','instanceName':'测试','projectId':7,'progress':1}";

    private static final Task BARE = Task.builder()
            .type(TaskType.UNKNOWN_TYPE)
            .status(TaskStatus.PENDING)
            .progress(0.5)
            .build();
    private static final String BARE_JSON = "{'type':'UNKNOWN_TYPE','status':'PENDING','projectId':0,'progress':0.5}";

    private static final TaskDetails DETAILS = TaskDetails.builder()
            .taskId(81)
            .startedAt(Instant.parse("2017-02-08T08:46:30Z"))
            .type(TaskType.BACKUP_INSTANCE)
            .typeName("012")
            .status(TaskStatus.FAILED)
            .statusName("failed")
            .instanceId("crs-izbob1wh")
            .message("out of memory\nat 08:47")
            .build();
    private static final String DETAILS_JSON =
            "{'taskId':81,'startedAt':'2017-02-08T08:46:30Z','type':'BACKUP_INSTANCE','typeName':'012','status':'FAILED',"
                    + "'statusName':'failed','instanceId':'crs-izbob1wh','message':'out of memory\\nat 08:47'}";

    private static final TaskError REFUSAL = new TaskError.Rejected(
                    ErrorCode.QUOTA_EXCEEDED, "4400", "", "too many", Option.none(), Option.some("id-1"))
            .withAttempts(new Attempts(3, Duration.ofMillis(1500), "https:redis"));
    private static final String REFUSAL_JSON =
            "{'kind':'Rejected','message':'the service refused request id-1 with code 4400"
                    + " (QUOTA_EXCEEDED): too many; send fewer calls, for example with rateLimiter(...) or detailsRateLimiter(...) (3 attempts in 1.5 s,"
                    + " endpoint https:redis)','retryable':true,'code':'QUOTA_EXCEEDED','rawCode':'4400','serviceMessage':'too"
                    + " many','requestId':'id-1','attempts':{'count':3,'elapsed':'PT1.5S','endpoint':'https:redis'}}";

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @ParameterizedTest
    @EnumSource
    void formIsAsDocumented(JsonLibrary library) throws Exception {
        assertThat(library.write(BACKUP)).isEqualTo(json(BACKUP_JSON));
        assertThat(library.write(BARE)).isEqualTo(json(BARE_JSON));
        assertThat(library.write(new TaskPage(List.of(BARE), 5, 9, List.of("id-1"))))
                .isEqualTo(json("{'tasks':[" + BARE_JSON + "],'offset':5,'totalCount':9,'requestIds':['id-1']}"));
        assertThat(library.write(new TaskChange.StatusChanged(BARE, BACKUP)))
                .isEqualTo(json("{'kind':'StatusChanged','before':" + BARE_JSON + ",'task':" + BACKUP_JSON + "}"));
        assertThat(library.write(REFUSAL)).isEqualTo(json(REFUSAL_JSON));
        assertThat(library.write(DETAILS)).isEqualTo(json(DETAILS_JSON));
        assertThat(library.write(REFUSAL.attempts()))
                .isEqualTo(json("{'count':3,'elapsed':'PT1.5S','endpoint':'https:redis'}"));
        List<WaitOutcome.Reason> reasons = List.of(
                new WaitOutcome.Reason(BARE, Either.right(DETAILS)),
                new WaitOutcome.Reason(BARE, Either.left(REFUSAL)));
        WaitOutcome completed = new WaitOutcome.Completed(List.of(), Duration.ofMinutes(1), reasons);
        assertThat(library.write(completed))
                .isEqualTo(json("{'kind':'Completed','message':'")
                        + completed.message()
                        + json("','elapsed':'PT1M','reasons':[{'task':" + BARE_JSON + ",'details':" + DETAILS_JSON
                                + "},{'task':" + BARE_JSON + ",'error':" + REFUSAL_JSON + "}],'tasks':[]}"));
        assertThat(library.write(new WaitOutcome.TimedOut(
                        List.of(), Duration.ofMinutes(1), WaitOutcome.Limit.APPEAR, Option.some(REFUSAL))))
                .isEqualTo(
                        json("{'kind':'TimedOut','message':'no matching task appeared within 60 s, and the latest poll"
                                        + " failed: ")
                                + REFUSAL.message()
                                + json("','elapsed':'PT1M','limit':'APPEAR','error':" + REFUSAL_JSON + ",'tasks':[]}"));
    }

    /** What a program of the user's answers. */
    record Answer(String question, List<Task> tasks, TaskChange change, TaskError error, Map<String, Task> named) {}

    record Tasks(Task a) {}

    @ParameterizedTest
    @EnumSource
    void recordOfTheProgramContainsValues(JsonLibrary library) throws Exception {
        Answer answer =
                new Answer("all", List.of(BACKUP, BARE), new TaskChange.Vanished(BARE), REFUSAL, Map.of("a", BACKUP));

        String text = library.write(answer);

        assertThat(text)
                .isEqualTo(json("{'question':'all','tasks':[" + BACKUP_JSON + "," + BARE_JSON
                        + "],'change':{'kind':'Vanished','task':" + BARE_JSON + "},'error':" + REFUSAL_JSON
                        + ",'named':{'a':" + BACKUP_JSON + "}}"));
        assertThat(library.read(text, Answer.class)).isEqualTo(answer);
    }

    @ParameterizedTest
    @EnumSource
    void unknownFieldsAreIgnoredAndNullIsAbsent(JsonLibrary library) throws Exception {
        String more = "{'future':{'a':[1,{'b':null}]},'type':'UNKNOWN_TYPE','taskId':null,'typeName':null,"
                + "'status':'PENDING','progress':5e-1}";
        assertThat(library.read(json(more), Task.class)).isEqualTo(BARE);
        assertThat(library.readTasks("[null]")).containsExactly((Task) null);
    }

    @ParameterizedTest
    @EnumSource
    void unknownConstantsKeepTheirRawCode(JsonLibrary library) throws Exception {
        Task task = library.read(json("{'type':'PAINT','typeName':'099','status':'LOST','statusCode':42}"), Task.class);
        assertThat(task)
                .isEqualTo(Task.builder()
                        .type(TaskType.UNKNOWN_TYPE)
                        .typeName("099")
                        .status(TaskStatus.UNKNOWN_STATUS)
                        .statusCode(42)
                        .build());
        TaskError error = library.read(json(REFUSAL_JSON.replace("'QUOTA_EXCEEDED'", "'NEW'")), TaskError.class);
        assertThat(error).asString().contains("4400 (UNKNOWN)");
    }

    @ParameterizedTest
    @EnumSource
    void momentsWithAnOffsetAndNumbersAsTextsAreRead(JsonLibrary library) throws Exception {
        Task task = library.read(
                json("{'taskId':'9007199254740993','submittedAt':'2017-02-08T16:46:30+08:00','type':'UNKNOWN_TYPE',"
                        + "'status':'PENDING','statusCode':3.0,'progress':'0.5'}"),
                Task.class);
        assertThat(task.taskId()).contains(9007199254740993L);
        assertThat(task.submittedAt()).isEqualTo(BACKUP.submittedAt());
        assertThat(task.statusCode()).contains(3L);
        assertThat(task.progress()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void errorNamesTheMissingOrInvalidField(JsonLibrary library) {
        assertRefused(
                library,
                Task.class,
                "{'type':'UNKNOWN_TYPE'}",
                "field \"status\" in the JSON of Task must be a text," + " but is missing");
        assertRefused(
                library,
                TaskPage.class,
                "{'offset':0}",
                "field \"totalCount\" in the JSON of TaskPage must be a whole number with 32 bits, but is missing");
        assertRefused(library, TaskPage.class, "{'tasks':[" + BARE_JSON + ",{'type':'X'}]}", "\"tasks[1].status\"");
        assertRefused(
                library, TaskPage.class, "{'tasks':[null]}", "\"tasks[0]\" in the JSON of TaskPage must be an object");
        assertRefused(library, TaskPage.class, "{'tasks':{}}", "must be an array, but was an object");
        assertRefused(library, TaskPage.class, "{'tasks':[],'offset':2147483648,'totalCount':1}", "\"offset\"");
        assertRefused(library, Task.class, field("submittedAt", "'yesterday'"), "\"submittedAt\"", "but was yesterday");
        assertRefused(library, Task.class, field("submittedAt", "1486543590"), "\"submittedAt\"", "ISO 8601");
        assertRefused(library, Task.class, field("taskId", "9223372036854775808"), "\"taskId\"", "64 bits");
        assertRefused(library, Task.class, field("taskId", "1.5"), "\"taskId\"");
        assertRefused(library, Task.class, field("taskId", "true"), "\"taskId\"");
        assertRefused(library, Task.class, field("progress", "[]"), "\"progress\"", "an array");
        assertRefused(library, Task.class, field("instanceName", "5"), "\"instanceName\"", "must be a text");
        assertRefused(library, TaskChange.class, "{'task':" + BARE_JSON + "}", "\"kind\"");
        assertRefused(
                library, TaskChange.class, "{'kind':'Moved'}", "Appeared, StatusChanged, Vanished, but was Moved");
        assertRefused(library, TaskError.class, "{'kind':'TimedOut','limit':'soon'}", "\"limit\"", "PT1M30S");
        assertRefused(library, TaskError.Invalid.class, REFUSAL_JSON, "must be Invalid, but was Rejected");
        assertRefused(library, TaskError.class, REFUSAL_JSON.replace("'count':3", "'count':{}"), "\"attempts.count\"");
        assertRefused(
                library,
                WaitOutcome.class,
                "{'kind':'PollFailed','elapsed':'PT1S','tasks':[],'error':{'kind':'Cancelled'}}",
                "\"error.reason\"");
        assertRefused(
                library,
                WaitOutcome.class,
                "{'kind':'TimedOut','elapsed':'PT1S','tasks':[],'limit':'NONE'}",
                "[TOTAL, APPEAR]");
    }

    @ParameterizedTest
    @EnumSource
    void reasonHasEitherDetailsOrAnError(JsonLibrary library) {
        String task = "'task':" + BARE_JSON;
        assertRefused(
                library,
                WaitOutcome.Reason.class,
                "{" + task + "}",
                "field \"details\" in the JSON of Reason must be an object unless there is an \"error\", but is missing");
        assertRefused(
                library,
                WaitOutcome.Reason.class,
                "{" + task + ",'details':" + DETAILS_JSON + ",'error':" + REFUSAL_JSON + "}",
                "field \"error\" in the JSON of Reason must be missing beside \"details\", but was an object");
        assertRefused(library, WaitOutcome.Reason.class, "{'details':" + DETAILS_JSON + "}", "\"task\"");
        assertRefused(
                library,
                WaitOutcome.class,
                "{'kind':'Completed','elapsed':'PT1S','reasons':[{" + task + ",'error':{'kind':'Cancelled'}}]}",
                "\"reasons[0].error.reason\"");
        assertRefused(library, TaskDetails.class, DETAILS_JSON.replace("81", "null"), "\"taskId\"", "missing");
    }

    @ParameterizedTest
    @EnumSource
    void outcomeWithoutReasonsIsRead(JsonLibrary library) throws Exception {
        assertThat(library.read(json("{'kind':'Completed','elapsed':'PT1S','reasons':null}"), WaitOutcome.class))
                .isEqualTo(new WaitOutcome.Completed(List.of(), Duration.ofSeconds(1)));
    }

    private static String field(String name, String value) {
        return "{'type':'UNKNOWN_TYPE','status':'PENDING','" + name + "':" + value + "}";
    }

    private static void assertRefused(JsonLibrary library, Class<?> type, String text, String... parts) {
        assertThatThrownBy(() -> library.read(json(text), type))
                .isInstanceOfAny(
                        com.google.gson.JsonParseException.class,
                        com.fasterxml.jackson.databind.JsonMappingException.class,
                        tools.jackson.databind.DatabindException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void deeplyNestedUnknownFieldIsRefusedWithoutOverflow() {
        String deep = field("future", "[".repeat(200_000) + "]".repeat(200_000));
        for (JsonLibrary library : JsonLibrary.values()) {
            assertThatThrownBy(() -> library.read(json(deep), Task.class)).isInstanceOf(Exception.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void attemptsAreLeftOutOnlyIfThereIsNothingToSay(JsonLibrary library) throws Exception {
        TaskError error = new TaskError.Cancelled("the client is closed", Option.none());

        assertThat(library.write(error)).doesNotContain("attempts");
        assertThat(library.write(error.withAttempts(new Attempts(0, Duration.ofMillis(1), ""))))
                .contains("\"attempts\"");
        assertThat(library.write(error.withAttempts(new Attempts(0, Duration.ZERO, "https:redis"))))
                .contains("\"attempts\"");
    }

    @Test
    void gsonReadsSixtyFourLevels() {
        for (String brackets : new String[] {"[]", "{}"}) {
            String open = brackets.startsWith("[") ? "[" : "{'a':";
            String close = brackets.substring(1);
            String deepest = field("future", open.repeat(63) + brackets + close.repeat(63));
            String tooDeep = field("future", open.repeat(64) + brackets + close.repeat(64));

            assertThat(new Gson().fromJson(json(deepest), Task.class).status()).isEqualTo(TaskStatus.PENDING);
            assertThatThrownBy(() -> new Gson().fromJson(json(tooDeep), Task.class))
                    .hasMessageContaining("nested more than 64 levels deep");
        }
    }

    @ParameterizedTest
    @EnumSource
    void numeralOfAThousandCharactersIsRead(JsonLibrary library) throws Exception {
        String longest = "'" + "0".repeat(999) + "7'";

        assertThat(library.read(json(field("taskId", longest)), Task.class).taskId())
                .contains(7L);
        assertThat(library.read(json(field("progress", "0.5" + "0".repeat(997))), Task.class)
                        .progress())
                .isEqualTo(0.5);
        assertRefused(library, Task.class, field("taskId", longest.replace("7", "07")), "\"taskId\"");
    }

    @Test
    void numberWithManyDigitsIsRefused() {
        for (JsonLibrary library : JsonLibrary.values()) {
            assertThatThrownBy(() -> library.read(json(field("taskId", "1".repeat(1_000_000))), Task.class))
                    .isInstanceOf(Exception.class);
            assertThatThrownBy(() -> library.read(json(field("taskId", "1e999999999")), Task.class))
                    .hasMessageContaining("\"taskId\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void causeOfAnErrorIsDroppedAndItsMessageKept(JsonLibrary library) throws Exception {
        Exception cause = new ConnectException("https://host/?Signature=abc");
        TaskError unreachable = new TaskError.Unreachable("not connected", Option.none(), true, Option.some(cause));
        TaskError failed = new TaskError.ExtensionFailed("clock", Option.some(cause));

        assertThat(library.write(unreachable)).doesNotContain("Signature").doesNotContain("cause");
        assertThat(library.read(library.write(unreachable), TaskError.class).message())
                .isEqualTo(unreachable.message());
        TaskError copy = library.read(library.write(failed), TaskError.class);
        assertThat(copy.message()).isEqualTo(failed.message());
        assertThat(library.write(copy)).isEqualTo(library.write(failed));
        assertThat(library.read(library.write(copy), TaskError.class)).isEqualTo(copy);
        assertThat(library.read(
                        library.write(new TaskError.ExtensionFailed("clock", Option.some(new IOException()))),
                        TaskError.class))
                .isNotEqualTo(copy);
    }

    /** A cause that cannot be serialized, and whose own method throws. */
    private static final class HostileException extends RuntimeException {
        @SuppressWarnings("unused") // Not serializable.
        private final Socket socket = new Socket();

        @Override
        @SuppressWarnings("OverrideThrowableToString") // A hostile one.
        public String toString() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void taskExceptionSerializesWhateverItsCauseIs() throws Exception {
        TaskError error = new TaskError.Malformed("$", "not JSON", Option.some(new HostileException()));
        TaskException exception = new TaskException(error);
        exception.addSuppressed(new HostileException());

        TaskException copy = JavaSerialization.copy(exception);

        assertThat(copy).hasMessage(exception.getMessage()).hasNoCause();
        assertThat(copy.error()).isEqualTo(new TaskError.Malformed("$", "not JSON", Option.none()));
        assertThat(copy.getStackTrace()).isEqualTo(exception.getStackTrace());
        assertThat(JavaSerialization.copy(copy.error())).isEqualTo(copy.error());

        TaskError failed = new TaskError.ExtensionFailed("clock", Option.some(new HostileException()));
        assertThat(JavaSerialization.copy(new TaskException(failed))).hasMessage(failed.message());
    }

    @Test
    void sealedTypesAreSerializable() throws Exception {
        List<Serializable> values = List.of(
                BACKUP,
                new TaskPage(List.of(BARE), 0, 1, List.of()),
                new TaskChange.Appeared(BACKUP),
                new WaitOutcome.Cancelled(List.of(BARE), Duration.ZERO),
                new WaitOutcome.Completed(
                        List.of(BARE), Duration.ZERO, List.of(new WaitOutcome.Reason(BARE, Either.right(DETAILS)))),
                REFUSAL,
                new Attempts(1, Duration.ZERO, ""));
        assertThat(JavaSerialization.copy(values)).isEqualTo(values);
    }

    @Test
    @SuppressWarnings("BanSerializableRead") // The bytes are written here.
    void serializedFormWithInvalidJsonIsRefused() throws Exception {
        byte[] bytes = JavaSerialization.bytes(BARE);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\"status\"", "\"statos\"");
        byte[] forged = text.getBytes(StandardCharsets.ISO_8859_1);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(forged))) {
            assertThatThrownBy(in::readObject)
                    .isInstanceOf(java.io.InvalidObjectException.class)
                    .hasMessageContaining("\"status\"");
        }
    }

    @TestFactory
    Stream<DynamicTest> documentShowsTheForm() throws IOException {
        Path root = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("README.md")))
                .findFirst()
                .orElseThrow();
        List<String> blocks = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root.resolve("docs/json.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(blocks).hasSize(3);
        return blocks.stream()
                .map(block -> dynamicTest(block.strip(), () -> {
                    JsonNode shown = new ObjectMapper().readTree(block);
                    Class<?> type = shown.has("kind")
                            ? WaitOutcome.class
                            : shown.has("details") ? WaitOutcome.Reason.class : Task.class;
                    assertThat(JsonLibrary.JACKSON_2.write(JsonLibrary.JACKSON_2.read(block, type)))
                            .isEqualTo(shown.toString());
                }));
    }

    @Test
    void treesAndOtherSettingsOfTheLibrariesWork() throws Exception {
        assertThat(new ObjectMapper().valueToTree(BACKUP).toString()).isEqualTo(json(BACKUP_JSON));
        assertThat(new ObjectMapper().convertValue(Map.of("a", BACKUP), Tasks.class))
                .isEqualTo(new Tasks(BACKUP));
        assertThat(new JsonMapper().valueToTree(BACKUP).toString()).isEqualTo(json(BACKUP_JSON));
        assertThat(new Gson().toJsonTree(BACKUP).toString()).isEqualTo(json(BACKUP_JSON));
        assertThat(new Gson().fromJson(new Gson().toJsonTree(REFUSAL), TaskError.class))
                .isEqualTo(REFUSAL);
        JsonMapper set = JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.USE_JAVA_ARRAY_FOR_JSON_ARRAY)
                .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
                .build();
        TaskPage page = new TaskPage(List.of(BACKUP, BARE), 5, 9, List.of("id-1"));
        TaskPage empty = new TaskPage(List.of(), 0, 0, List.of());
        ObjectMapper short2 = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);
        assertThat(short2.readValue(short2.writeValueAsString(empty), TaskPage.class))
                .isEqualTo(empty);
        assertThat(set.readValue(set.writeValueAsString(page), TaskPage.class)).isEqualTo(page);
    }
}
