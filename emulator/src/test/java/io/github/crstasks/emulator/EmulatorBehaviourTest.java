package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import io.github.crstasks.emulator.EmulatorBehaviour.EndTimeFilter;
import io.github.crstasks.emulator.EmulatorBehaviour.MissingTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switches for what the API documents leave open: the end time, rows without a time, and the order of ties. */
class EmulatorBehaviourTest {
    /** 12:00:00 in +08:00. */
    private static final Instant NOON = Instant.parse("2017-02-08T04:00:00Z");

    private final CrsEmulator emulator = CrsEmulator.builder().tasks(List.of()).start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private static TaskRow row(String id, int second) {
        return TaskRow.pending(NOON.plusSeconds(second), "importRdb", "name", id);
    }

    private static TaskRow rowWithoutTime(String id) {
        return row(id, 0).withoutStartTime();
    }

    private List<String> idsOfApi3(String body) {
        ApiV3TestClient.ResponseObject reply =
                new ApiV3TestClient(emulator).withBody(body).send();
        assertThat(reply.total()).isEqualTo(reply.column("InstanceId").size());
        return reply.column("InstanceId");
    }

    private List<String> idsOfApi2(String... namesAndValues) {
        ApiV2TestClient client = new ApiV2TestClient(emulator);
        for (int index = 0; index < namesAndValues.length; index += 2) {
            client.with(namesAndValues[index], namesAndValues[index + 1]);
        }
        ApiV2TestClient.HttpReply reply = client.send();
        assertThat(reply.total()).isEqualTo(reply.column("redisId").size());
        return reply.column("redisId");
    }

    private void listTasksThatEndedAndOthers() {
        emulator.tasks()
                .replaceAll(List.of(
                        row("ended-5", 1).withEndTime(NOON.plusSeconds(5)),
                        row("running", 2),
                        rowWithoutTime("ended-without-start").withEndTime(NOON.plusSeconds(4)),
                        row("ended-4", 3).withEndTime(NOON.plusSeconds(4))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'EndTime': '2017-02-08 12:00:04'} | ended-4",
                "{'EndTime': '2017-02-08 12:00:05'} | ended-4,ended-5",
                "{'EndTime': '2017-02-08 12:00:03'} | ''",
                "{'BeginTime': '2017-02-08 12:00:02', 'EndTime': '2017-02-08 12:00:09'} | ended-4",
                "{'BeginTime': '2017-02-08 12:00:02'} | ended-4,running",
                "{} | ended-4,ended-without-start,running,ended-5",
            })
    void endTimeOfApi3IsComparedWithTheEndOfTheRunIfConfigured(String body, String ids) {
        listTasksThatEndedAndOthers();
        emulator.changeBehaviour(behaviour -> behaviour.withEndTimeFilter(EndTimeFilter.END_OF_RUN));

        assertThat(String.join(",", idsOfApi3(body))).isEqualTo(ids);
    }

    @Test
    void endTimeIsComparedWithTheSubmissionByDefaultAndAlwaysInApi2() {
        listTasksThatEndedAndOthers();

        assertThat(idsOfApi3("{'EndTime': '2017-02-08 12:00:02'}")).containsExactly("running", "ended-5");

        emulator.changeBehaviour(behaviour -> behaviour.withEndTimeFilter(EndTimeFilter.END_OF_RUN));

        assertThat(idsOfApi2("endTime", "2017-02-08 12:00:02")).containsExactly("running", "ended-5");
    }

    @Test
    void ignoredTimeIsIgnoredForTheEndOfTheRunToo() {
        listTasksThatEndedAndOthers();
        emulator.changeBehaviour(behaviour ->
                behaviour.withEndTimeFilter(EndTimeFilter.END_OF_RUN).ignoring(FilterField.TIME));

        assertThat(idsOfApi3("{'EndTime': '2016-01-01 00:00:00'}")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, '\"\"'", "NULL, null", "ZEROS, '\"0000-00-00 00:00:00\"'"})
    void missingStartTimeIsWrittenAsConfigured(MissingTime missing, String json) {
        emulator.tasks().submit(rowWithoutTime("crs-1"));
        emulator.changeBehaviour(behaviour -> behaviour.withMissingTime(missing));

        JsonElement ofApi2 = onlyRow(new ApiV2TestClient(emulator)
                        .send()
                        .json()
                        .getAsJsonObject("data")
                        .getAsJsonArray("redisTaskSet"))
                .getAsJsonObject()
                .get("startTime");
        JsonElement ofApi3 = onlyRow(
                        new ApiV3TestClient(emulator).send().response().getAsJsonArray("Tasks"))
                .getAsJsonObject()
                .get("StartTime");

        assertThat(ofApi2.toString()).isEqualTo(json);
        assertThat(ofApi3.toString()).isEqualTo(json);
    }

    private static JsonElement onlyRow(JsonArray rows) {
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void rowWithoutATimeIsListedBeforeAllThatWereSubmittedEarlier() {
        emulator.tasks().submit(rowWithoutTime("first"));
        emulator.tasks().submit(row("older", 3));
        long newest = emulator.tasks().submit(row("newest", 5));
        emulator.tasks().submit(rowWithoutTime("second"));
        emulator.tasks().submit(row("tie", 5));
        emulator.tasks().submit(row("oldest", 1));
        emulator.tasks().submit(rowWithoutTime("third"));

        assertThat(idsOfApi2()).containsExactly("third", "tie", "second", "newest", "older", "oldest", "first");

        emulator.tasks().remove(newest);
        emulator.tasks().renameInstance("second", "renamed");

        assertThat(idsOfApi2()).containsExactly("third", "tie", "second", "older", "oldest", "first");
        List<TaskRow> newestFirst = new ArrayList<>(emulator.tasks().rows());
        Collections.reverse(newestFirst);
        emulator.tasks().replaceAll(newestFirst);
        assertThat(idsOfApi3("{}")).containsExactly("third", "tie", "second", "older", "oldest", "first");
    }

    @Test
    void rowWithoutATimeIsInNoInterval() {
        emulator.tasks().replaceAll(List.of(rowWithoutTime("first"), row("timed", 3), rowWithoutTime("second")));

        assertThat(idsOfApi2("beginTime", "2000-01-01 00:00:00")).containsExactly("timed");
        assertThat(idsOfApi2("endTime", "2030-01-01 00:00:00")).containsExactly("timed");
        assertThat(idsOfApi3("{'BeginTime': '2000-01-01 00:00:00'}")).containsExactly("timed");
        assertThat(idsOfApi3("{'EndTime': '2030-01-01 00:00:00'}")).containsExactly("timed");
    }

    @Test
    void tiesAreListedInAnotherOrderInEachReplyAndInTheSameOrdersAfterAReset() {
        Supplier<List<List<String>>> twentyReplies = () -> {
            emulator.reset();
            emulator.tasks()
                    .replaceAll(IntStream.range(0, 8)
                            .mapToObj(index -> row("crs-" + index, 0))
                            .toList());
            emulator.changeBehaviour(behaviour -> behaviour.withTieSeed(OptionalLong.of(7)));
            return Stream.generate(() -> List.of(idsOfApi2(), idsOfApi3("{}")))
                    .limit(10)
                    .flatMap(List::stream)
                    .toList();
        };

        List<List<String>> replies = twentyReplies.get();

        assertThat(new HashSet<>(replies)).hasSizeGreaterThan(15);
        assertThat(replies)
                .allSatisfy(ids -> assertThat(ids)
                        .containsExactlyInAnyOrder(
                                "crs-0", "crs-1", "crs-2", "crs-3", "crs-4", "crs-5", "crs-6", "crs-7"));
        assertThat(twentyReplies.get()).isEqualTo(replies);
    }

    @Test
    void onlyTimedRowsOfOneSecondChangePlaces() {
        emulator.tasks()
                .replaceAll(List.of(
                        row("a-1", 1),
                        row("a-2", 1),
                        rowWithoutTime("none"),
                        row("a-3", 1),
                        row("b-1", 2),
                        row("b-2", 2)));
        emulator.changeBehaviour(behaviour -> behaviour.withTieSeed(OptionalLong.of(7)));

        Set<String> patterns = new HashSet<>();
        for (int request = 0; request < 20; request++) {
            patterns.add(String.join(" ", idsOfApi3("{}")).replaceAll("-\\d", ""));
        }

        assertThat(patterns).containsExactly("b b a none a a");
    }

    @Test
    void pageOfUnstableTiesIsPartOfOneOrder() {
        emulator.tasks()
                .replaceAll(IntStream.range(0, 10)
                        .mapToObj(index -> row("crs-" + index, index / 5))
                        .toList());
        TaskFilter all = new TaskFilter(Long.MIN_VALUE, Long.MAX_VALUE, List.of());
        TaskTable table = emulator.tasks().snapshot();
        TieOrder ties = TieOrder.of(OptionalLong.of(7), 1);

        List<TaskTable.Entry> whole = table.page(all, 0, 100, ties).entries();
        List<TaskTable.Entry> pages = new ArrayList<>();
        for (int offset = 0; offset < 12; offset += 3) {
            TaskTable.Page page = table.page(all, offset, 3, ties);
            assertThat(page.total()).isEqualTo(10);
            pages.addAll(page.entries());
        }

        assertThat(pages).isEqualTo(whole);
        assertThat(table.page(all, 0, 100, TieOrder.of(OptionalLong.of(8), 1)).entries())
                .isNotEqualTo(whole);
    }

    @Test
    void tiesAreStableByDefault() {
        emulator.tasks().replaceAll(List.of(row("a", 0), row("b", 0), row("c", 0)));

        assertThat(Stream.generate(this::idsOfApi2).limit(5)).containsOnly(List.of("c", "b", "a"));
    }
}
