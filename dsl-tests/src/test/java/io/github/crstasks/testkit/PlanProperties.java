package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.query.PageRule;
import io.github.crstasks.query.Pushdown;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.query.Vocabulary;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a plan promises, for every query and for whatever a service can filter by. */
class PlanProperties {
    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries();
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    @Provide
    Arbitrary<Pushdown> pushdowns() {
        Arbitrary<Boolean> can = Arbitraries.of(true, true, true, false);
        return Combinators.combine(
                        can,
                        can,
                        can,
                        vocabularies(TaskStatus.values(), TaskStatus.UNKNOWN),
                        vocabularies(TaskType.values(), TaskType.UNKNOWN),
                        Arbitraries.just(PageRule.ANY))
                .as(Pushdown::new);
    }

    /** Of what occurs the service can be asked for some, but never for what nobody knows. */
    private static <E extends Enum<E>> Arbitrary<Vocabulary<E>> vocabularies(E[] values, E unknown) {
        List<E> known =
                List.of(values).stream().filter(value -> value != unknown).toList();
        return Combinators.combine(
                        Arbitraries.subsetOf(known), Arbitraries.subsetOf(known), Arbitraries.of(true, false))
                .as((some, others, whole) -> {
                    EnumSet<E> occurring = EnumSet.of(unknown);
                    occurring.addAll(whole ? known : others);
                    EnumSet<E> filterable = EnumSet.copyOf(occurring);
                    filterable.retainAll(some);
                    return new Vocabulary<>(occurring, filterable);
                });
    }

    private static List<Task> occurring(List<Task> tasks, Pushdown pushdown) {
        return tasks.stream()
                .filter(task -> pushdown.statuses().occurring().contains(task.status())
                        && pushdown.types().occurring().contains(task.type()))
                .toList();
    }

    @Property
    void the_scans_lose_nothing_and_hold_no_task_twice_whatever_status_it_moves_to(
            @ForAll("queries") QuerySample sample,
            @ForAll("pushdowns") Pushdown pushdown,
            @ForAll("lists") List<Task> tasks,
            @ForAll TaskStatus later) {
        List<TaskScan> scans = sample.query().plan(pushdown).scans();

        for (Task task : occurring(tasks, pushdown)) {
            long holding = scans.stream().filter(scan -> scan.holds(task)).count();
            if (sample.meaning().test(task)) {
                assertThat(holding).as("scans that hold %s", task).isEqualTo(1);
            }
            Task moved = withStatus(task, later);
            assertThat(scans.stream().filter(scan -> scan.holds(task) || scan.holds(moved)))
                    .as("scans that hold %s before or after it is %s", task, later)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static Task withStatus(Task task, TaskStatus status) {
        return Task.builder()
                .submittedAt(task.submittedAt())
                .type(task.type())
                .typeName(task.typeName())
                .status(status)
                .statusCode(task.statusCode())
                .instanceId(task.instanceId())
                .instanceName(task.instanceName())
                .build();
    }

    @Property
    void an_exact_plan_holds_the_answer_and_nothing_else(
            @ForAll("queries") QuerySample sample,
            @ForAll("pushdowns") Pushdown pushdown,
            @ForAll("lists") List<Task> tasks) {
        QueryPlan plan = sample.query().plan(pushdown);

        for (Task task : occurring(tasks, pushdown)) {
            boolean held = plan.scans().stream().anyMatch(scan -> scan.holds(task));
            assertThat(held && plan.residual().test(task))
                    .as("%s by %s", task, plan)
                    .isEqualTo(sample.meaning().test(task));
        }
    }

    @Property
    void a_scan_asks_for_nothing_that_the_service_cannot_filter_by(
            @ForAll("queries") QuerySample sample, @ForAll("pushdowns") Pushdown pushdown) {
        List<TaskScan> scans = sample.query().plan(pushdown).scans();

        assertThat(scans).hasSizeLessThanOrEqualTo(8).allSatisfy(scan -> {
            assertThat(scan.instanceId().isDefined() && !pushdown.instanceId()).isFalse();
            assertThat(scan.instanceName().isDefined() && !pushdown.instanceName())
                    .isFalse();
            assertThat((scan.from().isDefined() || scan.to().isDefined()) && !pushdown.submittedAt())
                    .isFalse();
            assertThat(!scan.filtersStatus() || pushdown.statuses().filterable().containsAll(scan.statuses()))
                    .isTrue();
            assertThat(!scan.filtersType() || pushdown.types().filterable().containsAll(scan.types()))
                    .isTrue();
        });
    }

    @Property
    void what_no_task_can_satisfy_asks_nothing(@ForAll("queries") QuerySample sample) {
        Pushdown everything = new Pushdown(
                true,
                true,
                true,
                new Vocabulary<>(EnumSet.allOf(TaskStatus.class), EnumSet.allOf(TaskStatus.class)),
                new Vocabulary<>(EnumSet.allOf(TaskType.class), EnumSet.allOf(TaskType.class)),
                PageRule.ANY);
        TaskQuery query = sample.query();
        TaskQuery one = TaskQuery.instanceId("one");
        TaskQuery other = TaskQuery.instanceId("other");

        assertThat(query.and(one).and(other).plan(everything).scans()).isEmpty();
        assertThat(query.and(TaskQuery.none()).plan(everything).scans()).isEmpty();
        assertThat(one.and(other).or(TaskQuery.none()).plan(everything).scans()).isEmpty();
    }
}
