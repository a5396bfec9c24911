package io.github.crstasks.query;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.finished;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.project;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedBetween;
import static io.github.crstasks.query.TaskQuery.submittedSince;
import static io.github.crstasks.query.TaskQuery.submittedUntil;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.task.TaskStatus.ERRORED;
import static io.github.crstasks.task.TaskStatus.FAILED;
import static io.github.crstasks.task.TaskStatus.PENDING;
import static io.github.crstasks.task.TaskStatus.RUNNING;
import static io.github.crstasks.task.TaskStatus.SUCCEEDED;
import static io.github.crstasks.task.TaskType.AUTO_BACKUP;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;
import static io.github.crstasks.task.TaskType.CLEAN_INSTANCE;
import static io.github.crstasks.task.TaskType.SET_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant MONDAY = Instant.parse("2017-02-06T00:00:00Z");
    private static final Pushdown PUSHDOWN = new Pushdown(
            true,
            true,
            true,
            new Vocabulary<>(
                    EnumSet.complementOf(EnumSet.of(ERRORED)), EnumSet.of(PENDING, RUNNING, SUCCEEDED, FAILED)),
            new Vocabulary<>(
                    EnumSet.complementOf(EnumSet.of(AUTO_BACKUP)), EnumSet.of(BACKUP_INSTANCE, CLEAN_INSTANCE)),
            PageRule.ANY);

    private static QueryPlan plan(TaskQuery query) {
        return query.plan(PUSHDOWN);
    }

    private static void assertScans(TaskQuery query, String... scans) {
        assertThat(plan(query).scans()).extracting(TaskScan::toString).containsExactlyInAnyOrder(scans);
    }

    @Test
    void alternatives_of_one_field_become_one_list_where_the_service_takes_alternatives() {
        assertScans(status(FAILED).or(status(PENDING)), "status FAILED or PENDING");
        assertScans(type(BACKUP_INSTANCE).or(type(CLEAN_INSTANCE)), "type BACKUP_INSTANCE or CLEAN_INSTANCE");
        assertScans(
                submittedBetween(MONDAY, MONDAY.plusSeconds(9))
                        .or(submittedBetween(MONDAY.plusSeconds(10), MONDAY.plusSeconds(20))),
                "submitted since 2017-02-06T00:00:00Z, submitted until 2017-02-06T00:00:20Z");
    }

    @Test
    void what_no_task_of_the_service_can_have_is_not_asked_for() {
        assertScans(status(FAILED, ERRORED), "status FAILED");
        assertScans(type(BACKUP_INSTANCE, AUTO_BACKUP), "type BACKUP_INSTANCE");
        assertScans(type(AUTO_BACKUP));
        assertScans(type(AUTO_BACKUP).negate(), "everything");
        assertScans(status(ERRORED).and(type(BACKUP_INSTANCE)));
        assertThat(plan(status(FAILED, ERRORED)).isExact()).isTrue();
        assertThat(plan(type(AUTO_BACKUP).negate()).isExact()).isTrue();
    }

    @Test
    void alternatives_of_instances_become_a_list_each() {
        assertScans(instanceId("a").or(instanceId("b")), "instance id a", "instance id b");
        assertScans(
                instanceId("a").or(instanceId("b")).and(status(FAILED)),
                "instance id a, status FAILED",
                "instance id b, status FAILED");
    }

    @Test
    void what_lies_inside_another_list_is_not_asked_for_twice() {
        assertScans(instanceId("a").or(instanceId("a").and(type(BACKUP_INSTANCE))), "instance id a");
        assertScans(instanceId("a").or(all()), "everything");
        for (TaskQuery alone : List.of(submittedUntil(MONDAY), submittedUntil(MONDAY.minusSeconds(1)))) {
            assertScans(alone.or(submittedUntil(MONDAY)), "submitted until 2017-02-06T00:00:00Z");
            assertScans(submittedUntil(MONDAY).or(alone), "submitted until 2017-02-06T00:00:00Z");
        }
        for (TaskQuery alone : List.of(submittedSince(MONDAY), submittedSince(MONDAY.plusSeconds(1)))) {
            assertScans(alone.or(submittedSince(MONDAY)), "submitted since 2017-02-06T00:00:00Z");
            assertScans(submittedSince(MONDAY).or(alone), "submitted since 2017-02-06T00:00:00Z");
        }
    }

    @Test
    void lists_that_overlap_in_time_are_cut_apart() {
        assertScans(
                instanceId("a").or(submittedSince(MONDAY)),
                "instance id a, submitted until 2017-02-05T23:59:59Z",
                "submitted since 2017-02-06T00:00:00Z");
        assertThat(plan(instanceId("a").or(submittedSince(MONDAY))).isExact()).isTrue();
        assertScans(
                submittedSince(MONDAY).or(instanceId("a").and(submittedUntil(MONDAY.plusSeconds(9)))),
                "instance id a, submitted until 2017-02-05T23:59:59Z",
                "submitted since 2017-02-06T00:00:00Z");
        assertScans(
                submittedUntil(MONDAY).or(instanceId("a").and(submittedSince(MONDAY))),
                "instance id a, submitted since 2017-02-06T00:00:01Z",
                "submitted until 2017-02-06T00:00:00Z");
    }

    @Test
    void lists_that_a_task_could_move_between_become_one_with_the_statuses_of_both() {
        TaskQuery query = instanceId("a")
                .and(status(FAILED))
                .or(instanceId("a").and(type(BACKUP_INSTANCE)).and(status(RUNNING)));

        assertScans(query, "instance id a, status FAILED or RUNNING");
        assertThat(plan(query).residual()).isEqualTo(query);
    }

    @Test
    void lists_that_overlap_and_cannot_be_cut_become_one_around_both() {
        TaskQuery query = instanceId("a").or(type(BACKUP_INSTANCE));

        assertScans(query, "everything");
        assertThat(plan(query).residual()).isEqualTo(query);
        assertScans(
                instanceId("a").and(instanceName("b")).or(instanceId("a").and(type(BACKUP_INSTANCE))), "instance id a");
        assertScans(
                instanceName("b").and(instanceId("a")).or(instanceName("b").and(type(BACKUP_INSTANCE))),
                "instance name b");
    }

    @Test
    void a_negated_status_must_not_lose_unknown_ones() {
        assertScans(status(FAILED).negate(), "everything");
        assertThat(plan(status(FAILED).negate()).residual())
                .isEqualTo(status(FAILED).negate());
    }

    @Test
    void a_negated_interval_is_asked_for_on_both_sides() {
        TaskQuery outside =
                submittedBetween(MONDAY, MONDAY.plusSeconds(9).plusMillis(5)).negate();

        assertScans(outside, "submitted until 2017-02-05T23:59:59Z", "submitted since 2017-02-06T00:00:10Z");
        assertThat(plan(outside).isExact()).isTrue();
    }

    @Test
    void what_only_the_client_can_check_is_left_over() {
        QueryPlan plan = plan(instanceId("a").and(project(7)).and(finished()));

        assertThat(plan.scans()).extracting(TaskScan::toString).containsExactly("instance id a");
        assertThat(plan.residual()).isEqualTo(project(7).and(finished()));
    }

    @Test
    void a_type_that_cannot_be_asked_for_is_dropped_where_another_condition_rules_it_out() {
        assertScans(
                type(BACKUP_INSTANCE, SET_PASSWORD).and(type(BACKUP_INSTANCE, CLEAN_INSTANCE)), "type BACKUP_INSTANCE");
    }

    @Test
    void more_lists_than_are_worth_their_calls_become_one_around_all() {
        TaskQuery few =
                IntStream.range(0, 8).mapToObj(i -> instanceId("crs-" + i)).reduce(none(), TaskQuery::or);
        TaskQuery many = few.or(instanceId("crs-8"));

        assertThat(plan(few.and(submittedSince(MONDAY))).scans()).hasSize(8);
        assertScans(many.and(submittedSince(MONDAY)), "submitted since 2017-02-06T00:00:00Z");
    }

    @Test
    void up_to_64_alternatives_are_told_apart_before_those_that_join_become_one() {
        assertThat(plan(adjoining(64)).isExact()).isTrue();
        assertThat(plan(adjoining(65)).isExact()).isFalse();
        assertThat(plan(adjoining(70)).isExact()).isFalse();
        assertScans(adjoining(70), "submitted since 2017-02-06T00:00:00Z, submitted until 2017-02-06T00:01:09Z");
    }

    private static TaskQuery adjoining(int seconds) {
        return IntStream.range(0, seconds)
                .mapToObj(MONDAY::plusSeconds)
                .map(second -> submittedBetween(second, second))
                .reduce(none(), TaskQuery::or);
    }

    @Test
    void alternatives_inside_another_do_not_count() {
        TaskQuery since = IntStream.range(0, 70)
                .mapToObj(MONDAY::plusSeconds)
                .map(TaskQuery::submittedSince)
                .reduce(none(), TaskQuery::or);

        TaskQuery until = IntStream.range(0, 70)
                .mapToObj(MONDAY::minusSeconds)
                .map(TaskQuery::submittedUntil)
                .reduce(none(), TaskQuery::or);

        assertScans(since, "submitted since 2017-02-06T00:00:00Z");
        assertScans(until, "submitted until 2017-02-06T00:00:00Z");
        assertThat(plan(since).isExact()).isTrue();
        assertThat(plan(until).isExact()).isTrue();
    }

    @Test
    void where_there_are_too_many_combinations_the_longer_side_becomes_one_list() {
        TaskQuery ids =
                IntStream.range(0, 33).mapToObj(i -> instanceId("crs-" + i)).reduce(none(), TaskQuery::or);
        TaskQuery names = instanceName("a").or(instanceName("b"));

        assertScans(ids.and(names), "instance name a", "instance name b");
        assertScans(names.and(ids), "instance name a", "instance name b");
    }

    @Test
    void alternatives_of_which_each_is_answered_are_answered() {
        assertThat(plan(instanceId("a").and(status(FAILED)).or(instanceId("b"))).isExact())
                .isTrue();
        assertThat(plan(instanceId("a").and(project(7)).or(instanceId("b"))).isExact())
                .isFalse();
    }

    @Test
    void a_contradiction_asks_nothing_however_deep_it_lies() {
        assertScans(instanceId("a").and(status(FAILED).or(finished()).negate()).and(none()));
        assertScans(status(FAILED).and(status(FAILED).or(finished()).negate()));
        assertScans(instanceName("a").and(instanceName("b")).or(none()));
    }

    @Test
    void a_thousand_leaves_nested_five_hundred_deep_are_planned_and_tested() {
        TaskQuery query = all();
        for (int i = 0; i < 500; i++) {
            query = i % 2 == 0
                    ? query.and(instanceId("crs-" + i).or(status(FAILED)))
                    : query.or(type(i % 3 == 0 ? BACKUP_INSTANCE : SET_PASSWORD).and(project(i)))
                            .negate();
        }

        assertThat(plan(query).scans()).hasSizeBetween(1, 8);
        TaskQuery same = query.text().flatMap(TaskQuery::parse).get();
        assertThat(same.equals(query)).isTrue();
        assertThat(same).hasSameHashCodeAs(query).hasToString(query.toString());
    }

    @Test
    void the_plan_reads_as_a_tree() {
        TaskQuery query = instanceId("a").or(instanceId("b")).and(project(7));

        assertThat(plan(query)).hasToString("""
                query instanceId("a").or(instanceId("b")).and(project(7))
                |- asks for instance id a
                |- asks for instance id b
                |- checks here project(7)
                |- counts by reading it all
                |- cuts pages by reading it all
                `- waits by reading it all again, with others that are due in one list around all if that takes fewer calls""");
        assertThat(plan(status(FAILED))).hasToString("""
                query status(FAILED)
                |- asks for status FAILED
                |- checks here nothing
                |- counts by the totals of the service
                |- cuts pages by the offsets of the service
                `- waits by reading it all again, with others that are due in one list around all if that takes fewer calls""");
        assertThat(plan(none())).hasToString("""
                query none()
                `- asks nothing: no task can match""");
    }
}
