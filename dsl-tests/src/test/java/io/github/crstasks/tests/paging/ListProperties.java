package io.github.crstasks.tests.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.TaskPage;
import io.github.crstasks.emulator.FilterField;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.ReferenceModel;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.tests.support.QueueSubscriber;
import io.github.crstasks.tests.support.TaskFixtures;
import io.github.crstasks.tests.support.TaskKey;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A client returns over HTTP what the reference model returns in memory. */
abstract class ListProperties {
    abstract EmulatorFixture fixture();

    private EmulatorFixture fixture(ApiVersion api) {
        return fixture().withApi(api);
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    /** Twins at the end of a page cost a further call, which distinguishes a twin from a repeated row. */
    @Provide
    Arbitrary<List<Task>> listsWithoutTwins() {
        return TaskArbitraries.tasks().list().uniqueElements(TaskKey::of).ofMaxSize(40);
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries();
    }

    @Property(tries = 300)
    void listEqualsTheModelForEveryPageSizeAndCap(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 50) int pageSize,
            @ForAll @IntRange(min = 1, max = 50) int cap) {
        List<Task> tasks = fixture(api).replaceTasks(submitted, cap);
        TaskClient client = client(api).pageSize(pageSize).build();

        assertEqualExceptForTheOrderOfScans(
                client.list(sample.query()).get(), ReferenceModel.list(tasks, sample.meaning()), client, sample);
    }

    /** The order of the tasks of one second is known within one scan only. */
    private static void assertEqualExceptForTheOrderOfScans(
            List<Task> actual, List<Task> expected, TaskClient client, QuerySample sample) {
        if (client.explain(sample.query()).lists().size() <= 1) {
            assertThat(actual).isEqualTo(expected);
        } else {
            assertThat(actual)
                    .isSortedAccordingTo(Comparator.comparing(
                                    (Task task) -> task.submittedAt().get())
                            .reversed())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Property(tries = 300)
    void pageIsTheSliceOfTheListAtEveryOffset(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(max = 45) int offset,
            @ForAll @IntRange(min = 1, max = 45) int limit,
            @ForAll @IntRange(min = 1, max = 50) int cap) {
        List<Task> expected = ReferenceModel.list(fixture(api).replaceTasks(submitted, cap), sample.meaning());
        TaskClient client = client(api).build();

        TaskPage page = client.page(sample.query(), offset, limit).get();

        List<Task> whole = client.list(sample.query()).get();
        assertEqualExceptForTheOrderOfScans(whole, expected, client, sample);
        assertThat(page.tasks()).isEqualTo(ReferenceModel.page(whole, offset, limit));
        assertThat(page.offset()).isEqualTo(offset);
        assertThat(page.totalCount()).isEqualTo(expected.size());
        assertThat(page.hasMore()).isEqualTo(offset + limit < expected.size());
    }

    @Property(tries = 300)
    void countIsTheSizeOfTheList(
            @ForAll ApiVersion api, @ForAll("lists") List<Task> submitted, @ForAll("queries") QuerySample sample) {
        List<Task> expected = ReferenceModel.list(fixture(api).replaceTasks(submitted, 100), sample.meaning());

        assertThat(client(api).build().count(sample.query())).isEqualTo(Either.right(expected.size()));
    }

    @Property(tries = 100)
    void streamRequestsAPageOnlyForItsFirstTask(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll @IntRange(min = 2, max = 10) int pageSize) {
        EmulatorFixture fixture = fixture(api);
        List<Task> tasks = fixture.replaceTasks(oneInEachSecond(submitted), 100);
        Iterator<Task> stream = fixture.client().pageSize(pageSize).build().stream(TaskQuery.all())
                .iterator();

        assertThat(fixture.emulator().requestCount()).isZero();
        int taken = 0;
        for (Task next : ReferenceModel.list(tasks, task -> true)) {
            assertThat(stream.next()).isEqualTo(next);
            taken++;
            assertThat(fixture.emulator().requestCount()).isEqualTo((taken + pageSize - 1) / pageSize);
        }
        assertThat(stream).isExhausted();
    }

    /** Returns a builder for clients that retry: the server may close an idle connection while a request is on its way. */
    private TaskClientBuilder client(ApiVersion api) {
        return fixture(api).client().retryPolicy(RetryPolicy.defaults());
    }

    private static List<Task> oneInEachSecond(List<Task> tasks) {
        return IntStream.range(0, tasks.size())
                .mapToObj(index -> TaskFixtures.copyOf(tasks.get(index))
                        .submittedAt(Instant.EPOCH.plusSeconds(index))
                        .build())
                .toList();
    }

    @Property(tries = 150)
    void everyKindOfCallReturnsTheSameListWithAnyNumberOfPagesInFlight(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 10) int pageSize,
            @ForAll @IntRange(min = 1, max = 5) int inFlight,
            @ForAll @IntRange(min = 1, max = 7) int demand)
            throws InterruptedException {
        Paging paging = Paging.defaults().withPageSize(pageSize).withPagesInFlight(inFlight);
        fixture(api).replaceTasks(submitted, 100);
        TaskClient client = client(api).paging(paging).build();
        Either<TaskError, List<Task>> list = client.list(sample.query());

        assertThat(client.stream(sample.query(), paging)).isEqualTo(list.get());
        assertThat(client.async().list(sample.query()).join()).isEqualTo(list);
        assertThat(client.async().count(sample.query()).join()).isEqualTo(client.count(sample.query()));
        assertThat(client.async().page(sample.query(), 2, pageSize).join().map(ListProperties::withoutRequestIds))
                .isEqualTo(client.page(sample.query(), 2, pageSize).map(ListProperties::withoutRequestIds));
        assertThat(QueueSubscriber.collect(client.async().publisher(sample.query()), demand))
                .isEqualTo(list.get());
    }

    private static TaskPage withoutRequestIds(TaskPage page) {
        return new TaskPage(page.tasks(), page.offset(), page.totalCount(), List.of());
    }

    @Property(tries = 100)
    void unsatisfiableQuerySendsNothing(@ForAll ApiVersion api, @ForAll("queries") QuerySample sample) {
        fixture(api).replaceTasks(List.of(), 100);
        TaskClient client = client(api).build();

        assertThat(client.list(sample.query().and(TaskQuery.none()))).isEqualTo(Either.right(List.of()));
        assertThat(client.async().list(sample.query().and(TaskQuery.none())).join())
                .isEqualTo(Either.right(List.of()));
        assertThat(fixture().emulator().requestCount()).isZero();
    }

    @Property(tries = 200)
    void serviceThatFiltersLooselyChangesNoResult(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll boolean fuzzyNames,
            @ForAll FilterField ignored,
            @ForAll @IntRange(min = 1, max = 50) int pageSize) {
        EmulatorFixture fixture = fixture(api);
        List<Task> expected = ReferenceModel.list(fixture.replaceTasks(submitted, 50), sample.meaning());
        fixture.emulator()
                .changeBehaviour(
                        documented -> documented.withFuzzyNames(fuzzyNames).ignoring(ignored));

        Either<TaskError, List<Task>> list =
                fixture.client().pageSize(pageSize).build().list(sample.query());
        assertThat(list.isRight()).as("%s", list).isTrue();
        assertThat(list.get()).containsExactlyInAnyOrderElementsOf(expected);
        // Counts and pages check the filter on the rows that they read: all rows, if the list fits on one page.
        TaskClient client = fixture.client().pageSize(50).build();
        assertThat(client.count(sample.query())).isEqualTo(Either.right(expected.size()));
        assertThat(client.page(sample.query(), 0, 50).get().totalCount()).isEqualTo(expected.size());
    }

    @Property(tries = 300)
    void severalScansCostAtMostTheCallsOfOneEnclosingScanPlusOneForEachFurtherScan(
            @ForAll ApiVersion api,
            @ForAll("listsWithoutTwins") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 50) int pageSize) {
        EmulatorFixture fixture = fixture(api);
        fixture.replaceTasks(submitted, 50);
        // One page at a time, since pages that were requested ahead may turn out not to be needed.
        TaskClient client = fixture.client()
                .paging(Paging.defaults().withPagesInFlight(1).withPageSize(pageSize))
                .build();
        List<TaskScan> scans = client.explain(sample.query()).lists().stream()
                .map(QueryPlan.ListPlan::scan)
                .toList();

        long calls = calls(fixture, client, sample.query());
        long enclosing = calls(fixture, client, enclosing(scans));

        assertThat(calls).isLessThanOrEqualTo(scans.isEmpty() ? 0 : enclosing + scans.size() - 1);
    }

    private static long calls(EmulatorFixture fixture, TaskClient client, TaskQuery query) {
        long before = fixture.emulator().requestCount();
        assertThat(client.list(query).isRight()).isTrue();
        return fixture.emulator().requestCount() - before;
    }

    /** Returns a query with one scan that contains all of these. */
    private static TaskQuery enclosing(List<TaskScan> scans) {
        TaskQuery query = TaskQuery.all();
        Set<Option<String>> ids = scans.stream().map(TaskScan::instanceId).collect(Collectors.toSet());
        if (ids.size() == 1) {
            query = query.and(ids.iterator().next().map(TaskQuery::instanceId).getOrElse(TaskQuery.all()));
        }
        if (scans.stream().allMatch(TaskScan::hasStatusFilter) && !scans.isEmpty()) {
            query = query.and(TaskQuery.status(scans.stream()
                    .flatMap(scan -> scan.statuses().stream())
                    .distinct()
                    .toArray(TaskStatus[]::new)));
        }
        if (scans.stream().allMatch(TaskScan::hasTypeFilter) && !scans.isEmpty()) {
            query = query.and(TaskQuery.type(scans.stream()
                    .flatMap(scan -> scan.types().stream())
                    .distinct()
                    .toArray(TaskType[]::new)));
        }
        if (scans.stream().allMatch(scan -> scan.from().isDefined()) && !scans.isEmpty()) {
            query = query.and(TaskQuery.submittedSince(scans.stream()
                    .map(scan -> scan.from().get())
                    .min(Comparator.naturalOrder())
                    .orElseThrow()));
        }
        if (scans.stream().allMatch(scan -> scan.to().isDefined()) && !scans.isEmpty()) {
            query = query.and(TaskQuery.submittedUntil(scans.stream()
                    .map(scan -> scan.to().get())
                    .max(Comparator.naturalOrder())
                    .orElseThrow()));
        }
        return query;
    }
}
