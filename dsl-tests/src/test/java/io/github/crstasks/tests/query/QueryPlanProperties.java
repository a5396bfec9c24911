package io.github.crstasks.tests.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.internal.plan.FieldValues;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.plan.ServiceCapabilities;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.TaskFixtures;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Plans keep their promises for every query and for all capabilities of a service. */
class QueryPlanProperties {
    private static final Instant MOMENT = Instant.parse("2017-02-08T08:46:43.123456789Z");

    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries(MOMENT)
                .map(sample -> new QuerySample(sample.query().at(MOMENT), sample.meaning()));
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    @Provide
    Arbitrary<ServiceCapabilities> capabilities() {
        Arbitrary<Boolean> flags = Arbitraries.of(true, true, true, false);
        return Combinators.combine(
                        flags,
                        flags,
                        flags,
                        flags,
                        fieldValues(TaskStatus.values(), TaskStatus.UNKNOWN_STATUS),
                        fieldValues(TaskType.values(), TaskType.UNKNOWN_TYPE))
                .as((instanceId, instanceName, submittedSince, submittedUntil, statuses, types) ->
                        ServiceCapabilities.builder()
                                .instanceId(instanceId)
                                .instanceName(instanceName)
                                .submittedSince(submittedSince)
                                .submittedUntil(submittedUntil)
                                .statuses(statuses)
                                .types(types)
                                .build());
    }

    /** The service can filter by some of the values that occur, but never by the unknown value. */
    private static <E extends Enum<E>> Arbitrary<FieldValues<E>> fieldValues(E[] values, E unknown) {
        List<E> known =
                List.of(values).stream().filter(value -> value != unknown).toList();
        return Combinators.combine(
                        Arbitraries.subsetOf(known), Arbitraries.subsetOf(known), Arbitraries.of(true, false))
                .as((some, others, all) -> {
                    EnumSet<E> occurring = EnumSet.of(unknown);
                    occurring.addAll(all ? known : others);
                    EnumSet<E> filterable = EnumSet.copyOf(occurring);
                    filterable.retainAll(some);
                    return new FieldValues<>(occurring, filterable);
                });
    }

    private static List<Task> occurring(List<Task> tasks, ServiceCapabilities capabilities) {
        return tasks.stream()
                .filter(task -> capabilities.statuses().occurring().contains(task.status())
                        && capabilities.types().occurring().contains(task.type()))
                .toList();
    }

    @Property
    void scansContainEveryMatchingTaskExactlyOnceWhateverItsNextStatus(
            @ForAll("queries") QuerySample sample,
            @ForAll("capabilities") ServiceCapabilities capabilities,
            @ForAll("lists") List<Task> tasks,
            @ForAll TaskStatus later) {
        List<TaskScan> scans = Planner.plan(sample.query(), capabilities).scans();

        for (Task task : occurring(tasks, capabilities)) {
            long count = scans.stream().filter(scan -> scan.matches(task)).count();
            if (sample.meaning().test(task)) {
                assertThat(count).as("scans that contain %s", task).isEqualTo(1);
            }
            Task moved = TaskFixtures.copyOf(task).status(later).build();
            assertThat(scans.stream().filter(scan -> scan.matches(task) || scan.matches(moved)))
                    .as("scans that contain %s before or after its change to %s", task, later)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Property
    void scansAndResidualSelectTheTasksOfTheQuery(
            @ForAll("queries") QuerySample sample,
            @ForAll("capabilities") ServiceCapabilities capabilities,
            @ForAll("lists") List<Task> tasks) {
        ScanPlan plan = Planner.plan(sample.query(), capabilities);

        for (Task task : occurring(tasks, capabilities)) {
            boolean contained = plan.scans().stream().anyMatch(scan -> scan.matches(task));
            assertThat(contained && plan.residual().test(task))
                    .as("%s by %s", task, plan)
                    .isEqualTo(sample.meaning().test(task));
        }
    }

    @Property
    void scansUseOnlyFiltersOfTheService(
            @ForAll("queries") QuerySample sample, @ForAll("capabilities") ServiceCapabilities capabilities) {
        List<TaskScan> scans = Planner.plan(sample.query(), capabilities).scans();

        assertThat(scans).hasSizeLessThanOrEqualTo(8).allSatisfy(scan -> {
            assertThat(scan.instanceId().isDefined() && !capabilities.instanceId())
                    .isFalse();
            assertThat(scan.instanceName().isDefined() && !capabilities.instanceName())
                    .isFalse();
            assertThat((scan.from().isDefined() && !capabilities.submittedSince())
                            || (scan.to().isDefined() && !capabilities.submittedUntil()))
                    .isFalse();
            assertThat(!scan.hasStatusFilter()
                            || capabilities.statuses().filterable().containsAll(scan.statuses()))
                    .isTrue();
            assertThat(!scan.hasTypeFilter()
                            || capabilities.types().filterable().containsAll(scan.types()))
                    .isTrue();
        });
    }

    @Property
    void unsatisfiableQueryHasNoScans(@ForAll("queries") QuerySample sample) {
        ServiceCapabilities full = ServiceCapabilities.builder()
                .statuses(new FieldValues<>(EnumSet.allOf(TaskStatus.class), EnumSet.allOf(TaskStatus.class)))
                .types(new FieldValues<>(EnumSet.allOf(TaskType.class), EnumSet.allOf(TaskType.class)))
                .build();
        TaskQuery query = sample.query();
        TaskQuery one = TaskQuery.instanceId("one");
        TaskQuery other = TaskQuery.instanceId("other");

        assertThat(Planner.plan(query.and(one).and(other), full).scans()).isEmpty();
        assertThat(Planner.plan(query.and(TaskQuery.none()), full).scans()).isEmpty();
        assertThat(Planner.plan(one.and(other).or(TaskQuery.none()), full).scans())
                .isEmpty();
    }
}
