package io.github.crstasks.query;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
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
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TaskQueryTest {
    private static final Instant NOON = Instant.parse("2017-02-10T12:00:00Z");
    private static final Task BACKUP = Task.builder()
            .submittedAt(NOON)
            .type(BACKUP_INSTANCE)
            .typeName("backupInstance")
            .status(SUCCEEDED)
            .statusCode(2)
            .instanceId("crs-1")
            .instanceName("测试")
            .build();
    private static final Pushdown EVERYTHING_KNOWN = new Pushdown(
            true,
            true,
            true,
            new Vocabulary<>(EnumSet.allOf(TaskStatus.class), EnumSet.complementOf(EnumSet.of(TaskStatus.UNKNOWN))),
            new Vocabulary<>(
                    EnumSet.allOf(TaskType.class), EnumSet.complementOf(EnumSet.of(TaskType.UNKNOWN, DELETE_INSTANCE))),
            PageRule.ANY);

    @Test
    void each_leaf_accepts_what_it_says() {
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
    void both_ends_of_an_interval_belong_to_it() {
        assertThat(submittedBetween(NOON, NOON)).accepts(BACKUP);
        assertThat(submittedSince(NOON)).accepts(BACKUP);
        assertThat(submittedUntil(NOON)).accepts(BACKUP);
        assertThat(submittedSince(NOON.plusMillis(1))).rejects(BACKUP);
        assertThat(submittedUntil(NOON.minusMillis(1))).rejects(BACKUP);
    }

    @Test
    void a_conjunction_accepts_what_all_its_parts_accept() {
        assertThat(instanceId("crs-1").and(status(SUCCEEDED))).accepts(BACKUP);
        assertThat(instanceId("crs-1").and(status(FAILED))).rejects(BACKUP);
        assertThat(instanceId("crs-1").and(task -> task.finished())).rejects(BACKUP);
    }

    @Test
    void conjunction_is_associative_and_all_is_its_identity_as_a_value() {
        TaskQuery id = instanceId("crs-1");
        TaskQuery status = status(FAILED);
        TaskQuery type = type(BACKUP_INSTANCE);

        assertThat(id.and(status).and(type)).isEqualTo(id.and(status.and(type)));
        assertThat(id.and(all())).isEqualTo(id);
        assertThat(all().and(id)).isEqualTo(id);
    }

    @Test
    void prints_as_the_code_that_makes_it() {
        TaskQuery query = instanceId("crs-1").and(status(FAILED, ERRORED)).and(submittedSince(NOON));

        assertThat(query)
                .hasToString("instanceId(\"crs-1\").and(status(FAILED, ERRORED))"
                        + ".and(submittedSince(2017-02-10T12:00:00Z))");
        assertThat(instanceName("a").or(submittedUntil(NOON)).negate())
                .hasToString("instanceName(\"a\").or(submittedUntil(2017-02-10T12:00:00Z)).negate()");
        assertThat(where(new Condition()).and(type(BACKUP_INSTANCE, DELETE_INSTANCE)))
                .hasToString("where(any).and(type(BACKUP_INSTANCE, DELETE_INSTANCE))");
    }

    private static final class Condition implements Predicate<Task> {
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
    void queries_that_differ_are_not_equal_and_seldom_have_the_same_hash() {
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
    void a_page_has_at_least_one_row() {
        assertThat(new PageRule(1, true).mostRows()).isEqualTo(1);
        assertRefused(() -> new PageRule(0, true), "mostRows", "0", "1..2147483647");
    }

    @Test
    void a_list_is_told_field_by_field() {
        assertThat(TaskScan.everything().withInstanceName("a").until(NOON))
                .hasToString("instance name a, submitted until 2017-02-10T12:00:00Z");
    }

    @Test
    void bad_input_is_refused_with_parameter_value_and_range() {
        assertRefused(() -> instanceId(" "), "instanceId", "\" \"", "not blank");
        assertRefused(() -> instanceName(""), "instanceName", "\"\"", "not blank");
        assertRefused(TaskQuery::status, "status", "empty list", "at least one");
        assertRefused(TaskQuery::type, "type", "empty list", "at least one");
        assertRefused(
                () -> submittedBetween(NOON, NOON.minusSeconds(1)),
                "submittedBetween",
                "2017-02-10T12:00:00Z to 2017-02-10T11:59:59Z",
                "not before its start");
        assertRefused(
                () -> submittedSince(Instant.parse("-0001-12-31T23:59:59Z")),
                "submittedSince",
                "-0001-12-31T23:59:59Z",
                "0000-01-01T00:00:00Z..9999-12-31T23:59:59Z");
        assertRefused(
                () -> submittedUntil(Instant.MAX), "submittedUntil", Instant.MAX.toString(), "9999-12-31T23:59:59Z");
        assertRefused(() -> submittedBetween(Instant.MIN, NOON), "submittedBetween", "-1000000000", "0000-01-01");
    }

    private static void assertRefused(ThrowingCallable input, String parameter, String value, String range) {
        assertThatThrownBy(input)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parameter, value, range);
    }

    @Test
    void a_conjunction_becomes_one_scan_with_the_values_that_all_parts_allow() {
        QueryPlan plan = instanceId("crs-1")
                .and(status(FAILED, ERRORED))
                .and(status(ERRORED, SUCCEEDED))
                .and(submittedSince(NOON.plusMillis(1)))
                .and(submittedUntil(NOON.plusSeconds(60)))
                .and(submittedUntil(NOON.plusSeconds(30)))
                .plan(EVERYTHING_KNOWN);

        assertThat(plan.scans()).singleElement().satisfies(scan -> {
            assertThat(scan.instanceId()).isEqualTo(Option.some("crs-1"));
            assertThat(scan.statuses()).isEqualTo(Set.of(ERRORED));
            assertThat(scan.from()).isEqualTo(Option.some(NOON.plusSeconds(1)));
            assertThat(scan.to()).isEqualTo(Option.some(NOON.plusSeconds(30)));
            assertThat(scan.filtersType()).isFalse();
        });
        assertThat(plan.isExact()).isTrue();
    }

    @Test
    void what_no_task_can_satisfy_becomes_no_scan() {
        assertThat(instanceId("crs-1")
                        .and(instanceId("crs-2"))
                        .plan(EVERYTHING_KNOWN)
                        .scans())
                .isEmpty();
        assertThat(status(FAILED).and(status(ERRORED)).plan(EVERYTHING_KNOWN).scans())
                .isEmpty();
        assertThat(submittedSince(NOON)
                        .and(submittedUntil(NOON.minusSeconds(1)))
                        .plan(EVERYTHING_KNOWN)
                        .scans())
                .isEmpty();
        assertThat(submittedBetween(NOON.plusMillis(1), NOON.plusMillis(2))
                        .plan(EVERYTHING_KNOWN)
                        .scans())
                .isEmpty();
    }

    @Test
    void what_the_service_cannot_filter_by_widens_the_scan_and_is_checked_here() {
        TaskQuery deletions = type(DELETE_INSTANCE, BACKUP_INSTANCE);
        TaskQuery named = instanceName("测试");

        QueryPlan plan = instanceId("crs-1").and(deletions).and(named).plan(EVERYTHING_KNOWN);

        assertThat(plan.scans()).singleElement().satisfies(scan -> {
            assertThat(scan.filtersType()).isFalse();
            assertThat(scan.instanceName()).isEqualTo(Option.some("测试"));
        });
        assertThat(plan.residual()).isEqualTo(deletions.and(named));
        assertThat(plan.isExact()).isFalse();
    }

    @Test
    void a_service_that_filters_by_nothing_is_asked_for_everything() {
        Pushdown nothing = new Pushdown(
                false,
                false,
                false,
                new Vocabulary<>(EnumSet.allOf(TaskStatus.class), Set.of()),
                new Vocabulary<>(EnumSet.allOf(TaskType.class), Set.of()),
                PageRule.ANY);
        TaskQuery query = instanceId("crs-1")
                .and(instanceName("测试"))
                .and(status(FAILED))
                .and(type(BACKUP_INSTANCE))
                .and(submittedSince(NOON));

        QueryPlan plan = query.plan(nothing);

        assertThat(plan.scans()).containsExactly(TaskScan.everything());
        assertThat(plan.residual()).isEqualTo(query);
    }
}
