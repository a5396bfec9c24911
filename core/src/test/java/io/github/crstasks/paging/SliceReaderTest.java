package io.github.crstasks.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.PageRule;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceReaderTest {
    private static List<Task> rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(place -> Task.builder()
                        .submittedAt(Instant.EPOCH)
                        .type(TaskType.IMPORT_RDB)
                        .status(TaskStatus.RUNNING)
                        .instanceId("crs-" + place)
                        .build())
                .toList();
    }

    private static SliceReader slice(int offset, int limit) {
        return SliceReader.of(TaskScan.everything(), offset, limit, PageRule.ANY);
    }

    private static Option<PageCall> call(int number, int offset, int limit) {
        return Option.some(new PageCall(number, TaskScan.everything(), offset, limit));
    }

    @Test
    void asks_for_what_is_still_missing_and_no_more_than_the_service_sends() {
        SliceReader slice = slice(10, 5);
        assertThat(slice.next()).isEqualTo(call(0, 10, 5));
        assertThat(slice.received(new TaskRows(rows(10, 12), 40))).isEmpty();
        assertThat(slice.next()).isEqualTo(call(2, 12, 2));
        assertThat(slice.received(new TaskRows(rows(12, 14), 40))).isEmpty();
        assertThat(slice.next()).isEqualTo(call(4, 14, 1));
        assertThat(slice.received(new TaskRows(rows(14, 15), 40))).isEmpty();

        assertThat(slice.next()).isEmpty();
        assertThat(slice.rows()).isEqualTo(rows(10, 15));
        assertThat(slice.totalCount()).isEqualTo(40);
    }

    @Test
    void ends_with_the_list() {
        SliceReader slice = slice(0, 5);
        assertThat(slice.received(new TaskRows(rows(0, 2), 3))).isEmpty();
        assertThat(slice.received(new TaskRows(rows(2, 3), 3))).isEmpty();

        assertThat(slice.next()).isEmpty();
        assertThat(slice.rows()).isEqualTo(rows(0, 3));
    }

    @Test
    void leaves_out_what_comes_beyond_the_slice() {
        SliceReader slice = slice(0, 3);
        assertThat(slice.received(new TaskRows(rows(0, 2), 9))).isEmpty();
        assertThat(slice.received(new TaskRows(rows(2, 6), 9))).isEmpty();

        assertThat(slice.rows()).isEqualTo(rows(0, 3));
    }

    @Test
    void behind_the_end_of_the_list_there_is_nothing() {
        SliceReader slice = slice(9, 3);
        assertThat(slice.received(new TaskRows(List.of(), 9))).isEmpty();

        assertThat(slice.next()).isEmpty();
        assertThat(slice.rows()).isEmpty();
    }

    @Test
    void no_rows_although_more_match_are_malformed() {
        assertThat(slice(8, 3).received(new TaskRows(List.of(), 9)).get().message())
                .contains("none at offset 8", "9 match");
    }
}
