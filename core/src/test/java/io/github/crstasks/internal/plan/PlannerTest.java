package io.github.crstasks.internal.plan;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.progressComplete;
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
import static io.github.crstasks.task.TaskType.DELETE_INSTANCE;
import static io.github.crstasks.task.TaskType.SET_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant MONDAY = Instant.parse("2017-02-06T00:00:00Z");
    private static final ServiceCapabilities CAPABILITIES = capabilities().build();
    /** A service with every filter except that for one type, in whose replies every value can occur. */
    private static final ServiceCapabilities EVERY_VALUE = ServiceCapabilities.builder()
            .statuses(new FieldValues<>(
                    EnumSet.allOf(TaskStatus.class), EnumSet.complementOf(EnumSet.of(TaskStatus.UNKNOWN_STATUS))))
            .types(new FieldValues<>(
                    EnumSet.allOf(TaskType.class),
                    EnumSet.complementOf(EnumSet.of(TaskType.UNKNOWN_TYPE, DELETE_INSTANCE))))
            .build();

    private static final ServiceCapabilities NO_FILTERS = ServiceCapabilities.builder()
            .instanceId(false)
            .instanceName(false)
            .submittedSince(false)
            .submittedUntil(false)
            .statuses(new FieldValues<>(EnumSet.allOf(TaskStatus.class), Set.of()))
            .types(new FieldValues<>(EnumSet.allOf(TaskType.class), Set.of()))
            .build();

    private static ServiceCapabilities.Builder capabilities() {
        return ServiceCapabilities.builder()
                .statuses(new FieldValues<>(
                        EnumSet.complementOf(EnumSet.of(ERRORED)), EnumSet.of(PENDING, RUNNING, SUCCEEDED, FAILED)))
                .types(new FieldValues<>(
                        EnumSet.complementOf(EnumSet.of(AUTO_BACKUP)), EnumSet.of(BACKUP_INSTANCE, CLEAN_INSTANCE)));
    }

    private static ScanPlan plan(TaskQuery query) {
        return Planner.plan(query, CAPABILITIES);
    }

    private static void assertScans(TaskQuery query, String... scans) {
        assertThat(plan(query).scans()).extracting(TaskScan::toString).containsExactlyInAnyOrder(scans);
    }

    @Test
    void alternativesOfAFieldThatTheServiceAcceptsBecomeOneList() {
        assertScans(status(FAILED).or(status(PENDING)), "status FAILED or PENDING");
        assertScans(type(BACKUP_INSTANCE).or(type(CLEAN_INSTANCE)), "type BACKUP_INSTANCE or CLEAN_INSTANCE");
        assertScans(
                submittedBetween(MONDAY, MONDAY.plusSeconds(9))
                        .or(submittedBetween(MONDAY.plusSeconds(10), MONDAY.plusSeconds(20))),
                "submitted since 2017-02-06T00:00:00Z, submitted until 2017-02-06T00:00:20Z");
    }

    @Test
    void alternativesOfStatusesAreAnsweredByTheServiceAlone() {
        assertThat(plan(status(FAILED).or(status(PENDING))).isExact()).isTrue();
        assertThat(plan(instanceId("a").and(status(FAILED).or(status(PENDING)))).isExact())
                .isTrue();
        assertThat(plan(status(FAILED).or(status(PENDING).and(submittedUntil(MONDAY))))
                        .isExact())
                .isFalse();
    }

    @Test
    void valuesThatNoTaskOfTheServiceCanHaveAreNotRequested() {
        assertScans(status(FAILED, ERRORED), "status FAILED");
        assertScans(type(BACKUP_INSTANCE, AUTO_BACKUP), "type BACKUP_INSTANCE");
        assertScans(type(AUTO_BACKUP));
        assertScans(type(AUTO_BACKUP).negate(), "everything");
        assertScans(status(ERRORED).and(type(BACKUP_INSTANCE)));
        assertThat(plan(status(FAILED, ERRORED)).isExact()).isTrue();
        assertThat(plan(type(AUTO_BACKUP).negate()).isExact()).isTrue();
    }

    @Test
    void alternativesOfInstancesBecomeOneListEach() {
        assertScans(instanceId("a").or(instanceId("b")), "instance id a", "instance id b");
        assertScans(
                instanceId("a").or(instanceId("b")).and(status(FAILED)),
                "instance id a, status FAILED",
                "instance id b, status FAILED");
    }

    @Test
    void listInsideAnotherListIsNotRequested() {
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
    void listsThatOverlapInTimeAreSplit() {
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
    void listsThatATaskCouldMoveBetweenBecomeOneWithTheStatusesOfBoth() {
        TaskQuery query = instanceId("a")
                .and(status(FAILED))
                .or(instanceId("a").and(type(BACKUP_INSTANCE)).and(status(RUNNING)));

        assertScans(query, "instance id a, status FAILED or RUNNING");
        assertThat(plan(query).residual()).isEqualTo(query);
    }

    @Test
    void overlappingListsThatCannotBeSplitBecomeTheirHull() {
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
    void negatedStatusMatchesUnknownStatuses() {
        assertScans(status(FAILED).negate(), "everything");
        assertThat(plan(status(FAILED).negate()).residual())
                .isEqualTo(status(FAILED).negate());
    }

    @Test
    void listThatContainsTasksWithoutATimeIsNotSplitByTime() {
        assertScans(instanceId("a").or(submittedSince(MONDAY)), "everything");
        assertScans(
                submittedUntil(MONDAY).or(submittedSince(MONDAY.plusSeconds(1))),
                "submitted until 2017-02-06T00:00:00Z",
                "submitted since 2017-02-06T00:00:01Z");
    }

    @Test
    void listsAreNotSplitByATimeThatTheServiceCannotFilterBy() {
        TaskQuery query = instanceId("a").and(submittedSince(MONDAY)).or(submittedSince(MONDAY.plusSeconds(9)));

        ScanPlan plan = Planner.plan(query, capabilities().submittedUntil(false).build());

        assertThat(plan.scans()).extracting(TaskScan::toString).containsExactly("submitted since 2017-02-06T00:00:00Z");
        assertThat(plan.residual()).isEqualTo(query);
    }

    @Test
    void negatedIntervalIsCheckedOnTheClientBecauseATaskMayHaveNoTime() {
        TaskQuery outside =
                submittedBetween(MONDAY, MONDAY.plusSeconds(9).plusMillis(5)).negate();

        assertScans(outside, "everything");
        assertThat(plan(outside).residual()).isEqualTo(outside);
    }

    @Test
    void conditionsThatOnlyTheClientCanCheckRemain() {
        ScanPlan plan = plan(instanceId("a").and(project(7)).and(progressComplete()));

        assertThat(plan.scans()).extracting(TaskScan::toString).containsExactly("instance id a");
        assertThat(plan.residual()).isEqualTo(project(7).and(progressComplete()));
    }

    @Test
    void typeThatCannotBeFilteredByIsDroppedIfAnotherConditionExcludesIt() {
        assertScans(
                type(BACKUP_INSTANCE, SET_PASSWORD).and(type(BACKUP_INSTANCE, CLEAN_INSTANCE)), "type BACKUP_INSTANCE");
    }

    @Test
    void moreThanEightListsBecomeTheirHull() {
        TaskQuery few =
                IntStream.range(0, 8).mapToObj(i -> instanceId("crs-" + i)).reduce(none(), TaskQuery::or);
        TaskQuery many = few.or(instanceId("crs-8"));

        assertThat(plan(few.and(submittedSince(MONDAY))).scans()).hasSize(8);
        assertScans(many.and(submittedSince(MONDAY)), "submitted since 2017-02-06T00:00:00Z");
    }

    @Test
    void upTo64AlternativesAreDistinguishedBeforeAdjacentOnesAreMerged() {
        assertThat(plan(adjacentSeconds(64)).isExact()).isTrue();
        assertThat(plan(adjacentSeconds(65)).isExact()).isFalse();
        assertThat(plan(adjacentSeconds(70)).isExact()).isFalse();
        assertScans(adjacentSeconds(70), "submitted since 2017-02-06T00:00:00Z, submitted until 2017-02-06T00:01:09Z");
    }

    private static TaskQuery adjacentSeconds(int seconds) {
        return IntStream.range(0, seconds)
                .mapToObj(MONDAY::plusSeconds)
                .map(second -> submittedBetween(second, second))
                .reduce(none(), TaskQuery::or);
    }

    @Test
    void alternativesInsideAnotherDoNotCount() {
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
    void longerSideBecomesOneListIfThereAreTooManyCombinations() {
        TaskQuery ids =
                IntStream.range(0, 33).mapToObj(i -> instanceId("crs-" + i)).reduce(none(), TaskQuery::or);
        TaskQuery names = instanceName("a").or(instanceName("b"));

        assertScans(ids.and(names), "instance name a", "instance name b");
        assertScans(names.and(ids), "instance name a", "instance name b");
    }

    @Test
    void alternativesAreExactIfEachOfThemIs() {
        assertThat(plan(instanceId("a").and(status(FAILED)).or(instanceId("b"))).isExact())
                .isTrue();
        assertThat(plan(instanceId("a").and(project(7)).or(instanceId("b"))).isExact())
                .isFalse();
    }

    @Test
    void contradictionRequestsNothingHoweverDeepItLies() {
        assertScans(instanceId("a")
                .and(status(FAILED).or(progressComplete()).negate())
                .and(none()));
        assertScans(status(FAILED).and(status(FAILED).or(progressComplete()).negate()));
        assertScans(instanceName("a").and(instanceName("b")).or(none()));
    }

    @Test
    void thousandConditionsNestedFiveHundredDeepAreProcessed() {
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
    void conjunctionBecomesOneScanWithTheValuesThatAllPartsAllow() {
        ScanPlan plan = Planner.plan(
                instanceId("crs-1")
                        .and(status(FAILED, ERRORED))
                        .and(status(ERRORED, SUCCEEDED))
                        .and(submittedSince(MONDAY.plusMillis(1)))
                        .and(submittedUntil(MONDAY.plusSeconds(60)))
                        .and(submittedUntil(MONDAY.plusSeconds(30))),
                EVERY_VALUE);

        assertThat(plan.scans()).singleElement().satisfies(scan -> {
            assertThat(scan.instanceId()).isEqualTo(Option.some("crs-1"));
            assertThat(scan.statuses()).isEqualTo(Set.of(ERRORED));
            assertThat(scan.from()).isEqualTo(Option.some(MONDAY.plusSeconds(1)));
            assertThat(scan.to()).isEqualTo(Option.some(MONDAY.plusSeconds(30)));
            assertThat(scan.hasTypeFilter()).isFalse();
        });
        assertThat(plan.isExact()).isTrue();
    }

    @Test
    void unsatisfiableQueryBecomesNoScan() {
        assertThat(List.of(
                        instanceId("crs-1").and(instanceId("crs-2")),
                        status(FAILED).and(status(ERRORED)),
                        submittedSince(MONDAY).and(submittedUntil(MONDAY.minusSeconds(1))),
                        submittedBetween(MONDAY.plusMillis(1), MONDAY.plusMillis(2))))
                .allSatisfy(query ->
                        assertThat(Planner.plan(query, EVERY_VALUE).scans()).isEmpty());
    }

    @Test
    void filterThatTheServiceLacksWidensTheScanAndIsCheckedOnTheClient() {
        TaskQuery deletions = type(DELETE_INSTANCE, BACKUP_INSTANCE);
        TaskQuery named = instanceName("测试");

        ScanPlan plan = Planner.plan(instanceId("crs-1").and(deletions).and(named), EVERY_VALUE);

        assertThat(plan.scans()).singleElement().satisfies(scan -> {
            assertThat(scan.hasTypeFilter()).isFalse();
            assertThat(scan.instanceName()).isEqualTo(Option.some("测试"));
        });
        assertThat(plan.residual()).isEqualTo(deletions.and(named));
        assertThat(plan.isExact()).isFalse();
    }

    @Test
    void serviceWithoutFiltersIsRequestedForEverything() {
        TaskQuery query = instanceId("crs-1")
                .and(instanceName("测试"))
                .and(status(FAILED))
                .and(type(BACKUP_INSTANCE))
                .and(submittedSince(MONDAY));

        ScanPlan plan = Planner.plan(query, NO_FILTERS);

        assertThat(plan.scans()).containsExactly(TaskScan.everything());
        assertThat(plan.residual()).isEqualTo(query);
    }

    @Test
    void pageConstraintsAllowAtLeastOneRow() {
        assertThat(new PageConstraints(1, true).maxLimit()).isEqualTo(1);
        assertThatThrownBy(() -> new PageConstraints(0, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("maxLimit", "0", "1..2147483647");
    }
}
