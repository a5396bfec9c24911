package io.github.crstasks.query;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.allOf;
import static io.github.crstasks.query.TaskQuery.anyOf;
import static io.github.crstasks.query.TaskQuery.ended;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceIds;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.progressComplete;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedBetween;
import static io.github.crstasks.query.TaskQuery.submittedSince;
import static io.github.crstasks.query.TaskQuery.submittedUntil;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.query.TaskQuery.where;
import static io.github.crstasks.task.TaskStatus.ERRORED;
import static io.github.crstasks.task.TaskStatus.FAILED;
import static io.github.crstasks.task.TaskStatus.SUCCEEDED;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;
import static io.github.crstasks.task.TaskType.DELETE_INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TaskQueryTest {
    private static final Instant NOON = Instant.parse("2017-02-10T12:00:00Z");
    private static final Task BACKUP = Tasks.running()
            .submittedAt(NOON)
            .status(SUCCEEDED)
            .statusCode(2)
            .instanceId("crs-1")
            .instanceName("测试")
            .build();

    @Test
    void conditionAcceptsTheTasksThatItDescribes() {
        assertThat(all()).accepts(BACKUP);
        assertThat(instanceId("crs-1")).accepts(BACKUP);
        assertThat(instanceId("crs-2")).rejects(BACKUP);
        assertThat(instanceName("测试")).accepts(BACKUP);
        assertThat(instanceName("测")).rejects(BACKUP);
        assertThat(status(FAILED, SUCCEEDED)).accepts(BACKUP);
        assertThat(status(FAILED, ERRORED)).rejects(BACKUP);
        assertThat(type(BACKUP_INSTANCE)).accepts(BACKUP);
        assertThat(type(DELETE_INSTANCE)).rejects(BACKUP);
    }

    @Test
    void bothEndsOfAnIntervalBelongToIt() {
        assertThat(submittedBetween(NOON, NOON)).accepts(BACKUP);
        assertThat(submittedSince(NOON)).accepts(BACKUP);
        assertThat(submittedUntil(NOON)).accepts(BACKUP);
        assertThat(submittedSince(NOON.plusMillis(1))).rejects(BACKUP);
        assertThat(submittedUntil(NOON.minusMillis(1))).rejects(BACKUP);
    }

    @Test
    void conjunctionAcceptsWhatAllItsPartsAccept() {
        assertThat(instanceId("crs-1").and(status(SUCCEEDED))).accepts(BACKUP);
        assertThat(instanceId("crs-1").and(status(FAILED))).rejects(BACKUP);
        assertThat(instanceId("crs-1").and(task -> task.isProgressComplete())).rejects(BACKUP);
    }

    @Test
    void conjunctionIsAssociativeAndHasAllAsItsIdentity() {
        TaskQuery id = instanceId("crs-1");
        TaskQuery status = status(FAILED);
        TaskQuery type = type(BACKUP_INSTANCE);

        assertThat(id.and(status).and(type)).isEqualTo(id.and(status.and(type)));
        assertThat(id.and(all())).isEqualTo(id);
        assertThat(all().and(id)).isEqualTo(id);
    }

    @Test
    void queryPrintsAsTheCodeThatCreatesIt() {
        TaskQuery query = instanceId("crs-1").and(status(FAILED, ERRORED)).and(submittedSince(NOON));

        assertThat(query)
                .hasToString("instanceId(\"crs-1\").and(status(FAILED, ERRORED))"
                        + ".and(submittedSince(2017-02-10T12:00:00Z))");
        assertThat(instanceName("a").or(submittedUntil(NOON)).negate())
                .hasToString("instanceName(\"a\").or(submittedUntil(2017-02-10T12:00:00Z)).negate()");
        assertThat(where(new AnyTask()).and(type(BACKUP_INSTANCE, DELETE_INSTANCE)))
                .hasToString("where(any).and(type(BACKUP_INSTANCE, DELETE_INSTANCE))");
    }

    private static final class AnyTask implements Predicate<Task> {
        @Override
        public boolean test(Task task) {
            return true;
        }

        @Override
        public String toString() {
            return "any";
        }
    }

    @Test
    void differentQueriesAreUnequalAndRarelyShareAHash() {
        TaskQuery a = instanceId("a");
        TaskQuery b = instanceId("b");
        TaskQuery c = instanceId("c");
        List<TaskQuery> queries = List.of(
                a.or(b),
                a.and(b),
                b.or(a),
                b.and(a),
                a.or(c),
                a.and(c),
                a.or(b).or(c),
                a.and(b).and(c));

        assertThat(queries).doesNotHaveDuplicates();
        assertThat(queries).extracting(TaskQuery::hashCode).doesNotHaveDuplicates();
    }

    @Test
    void scanPrintsItsFilters() {
        TaskScan all = TaskScan.everything();
        TaskScan named = new TaskScan(
                all.instanceId(), Option.some("a"), all.from(), Option.some(NOON), all.statuses(), all.types());
        TaskScan filtered = new TaskScan(
                Option.some("crs-1"),
                all.instanceName(),
                Option.some(NOON),
                all.to(),
                Set.of(FAILED),
                EnumSet.of(BACKUP_INSTANCE, DELETE_INSTANCE));

        assertThat(all).hasToString("everything");
        assertThat(named).hasToString("instance name a, submitted until 2017-02-10T12:00:00Z");
        assertThat(filtered)
                .hasToString("instance id crs-1, submitted since 2017-02-10T12:00:00Z, status FAILED,"
                        + " type DELETE_INSTANCE or BACKUP_INSTANCE");
    }

    @Test
    void conditionsFromCollectionsEqualThoseFromArrays() {
        assertThat(status(List.of(FAILED, ERRORED))).isEqualTo(status(FAILED, ERRORED));
        assertThat(type(Set.of(BACKUP_INSTANCE))).isEqualTo(type(BACKUP_INSTANCE));
        assertThat(instanceIds(List.of("crs-1", "crs-2"))).isEqualTo(instanceIds("crs-1", "crs-2"));
    }

    @Test
    void conditionCopiesTheCollectionThatItIsMadeOf() {
        List<TaskStatus> statuses = new ArrayList<>(List.of(FAILED));
        TaskQuery query = status(statuses);

        statuses.add(SUCCEEDED);

        assertThat(query).isEqualTo(status(FAILED)).rejects(BACKUP);
    }

    @Test
    void valuesKeepTheirOrderWithoutDuplicates() {
        assertThat(status(SUCCEEDED, FAILED, SUCCEEDED)).hasToString("status(SUCCEEDED, FAILED)");
        assertThat(instanceIds("b", "a", "b")).hasToString("instanceId(\"b\").or(instanceId(\"a\"))");
    }

    @Test
    void instanceIdsMatchTheTasksOfAnyOfTheInstances() {
        assertThat(instanceIds("crs-0", "crs-1")).accepts(BACKUP);
        assertThat(instanceIds("crs-0", "crs-2")).rejects(BACKUP);
        assertThat(instanceIds("crs-1")).isEqualTo(instanceId("crs-1"));
    }

    @Test
    void allOfMatchesWhatEachOfTheQueriesMatches() {
        assertThat(allOf(List.of())).isEqualTo(all());
        assertThat(allOf(List.of(status(FAILED)))).isEqualTo(status(FAILED));
        assertThat(allOf(List.of(status(SUCCEEDED), instanceId("crs-1"), type(BACKUP_INSTANCE))))
                .isEqualTo(status(SUCCEEDED).and(instanceId("crs-1")).and(type(BACKUP_INSTANCE)))
                .accepts(BACKUP);
        assertThat(allOf(List.of(status(SUCCEEDED), instanceId("crs-2")))).rejects(BACKUP);
    }

    @Test
    void anyOfMatchesWhatOneOfTheQueriesMatches() {
        assertThat(anyOf(List.of())).isEqualTo(none());
        assertThat(anyOf(List.of(status(FAILED)))).isEqualTo(status(FAILED));
        assertThat(anyOf(List.of(status(FAILED), instanceId("crs-1"), type(DELETE_INSTANCE))))
                .isEqualTo(status(FAILED).or(instanceId("crs-1")).or(type(DELETE_INSTANCE)))
                .accepts(BACKUP);
        assertThat(anyOf(List.of(status(FAILED), instanceId("crs-2")))).rejects(BACKUP);
    }

    @ParameterizedTest
    @EnumSource
    void endedMatchesTheTerminalStatuses(TaskStatus status) {
        Task task = BACKUP.toBuilder().status(status).progress(0.5).build();

        assertThat(ended().test(task)).isEqualTo(status.isTerminal()).isEqualTo(task.hasEnded());
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0.99, false", "1, true", "100, true"})
    void progressCompleteMatchesAProgressOfOneOrMore(double progress, boolean complete) {
        Task task = BACKUP.toBuilder().status(FAILED).progress(progress).build();

        assertThat(progressComplete().test(task)).isEqualTo(complete).isEqualTo(task.isProgressComplete());
    }

    @Test
    void invalidInputIsRejectedWithParameterValueAndRange() {
        assertRejected(() -> instanceId(" "), "instanceId", "\" \"", "not blank");
        assertRejected(() -> instanceName(""), "instanceName", "\"\"", "not blank");
        assertRejected(TaskQuery::status, "status", "empty list", "at least one");
        assertRejected(TaskQuery::type, "type", "empty list", "at least one");
        assertRejected(() -> status(List.of()), "status", "empty list", "at least one");
        assertRejected(() -> type(Set.of()), "type", "empty list", "at least one");
        assertRejected(TaskQuery::instanceIds, "instanceIds", "empty list", "at least one");
        assertRejected(() -> instanceIds("crs-1", " "), "instanceId", "\" \"", "not blank");
        assertRejected(
                () -> submittedBetween(NOON, NOON.minusSeconds(1)),
                "submittedBetween to",
                "2017-02-10T11:59:59Z",
                "2017-02-10T12:00:00Z or later");
        assertRejected(
                () -> submittedSince(Instant.parse("-0001-12-31T23:59:59Z")),
                "from",
                "-0001-12-31T23:59:59Z",
                "0000-01-01T00:00:00Z..9999-12-31T23:59:59Z");
        assertRejected(() -> submittedUntil(Instant.MAX), "to", Instant.MAX.toString(), "9999-12-31T23:59:59Z");
        assertRejected(() -> submittedBetween(Instant.MIN, NOON), "from", "-1000000000", "0000-01-01");
    }

    private static void assertRejected(ThrowingCallable input, String parameter, String value, String range) {
        assertThatThrownBy(input)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parameter, value, range);
    }
}
