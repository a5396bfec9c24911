package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskPage;
import io.github.crstasks.emulator.Criterion;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What a client answers over HTTP, against the reference model. */
abstract class ListProperties {
    abstract Loopback loopback();

    private Loopback loopback(Api api) {
        return loopback().speaking(api);
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    /** Where rows alike meet at the edge of a page, a call more is needed to tell a twin from a repetition. */
    @Provide
    Arbitrary<List<Task>> listsWithoutTwins() {
        return TaskArbitraries.tasks()
                .list()
                .uniqueElements(MovingListProperties::key)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries();
    }

    @Property(tries = 300)
    void list_is_what_the_model_answers_for_any_page_size_and_any_cap(
            @ForAll Api api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 50) int pageSize,
            @ForAll @IntRange(min = 1, max = 50) int cap) {
        List<Task> tasks = loopback(api).hold(submitted, cap);
        TaskClient client = loopback(api).client().pageSize(pageSize).build();

        assertSameUpToTheOrderOfScans(
                client.list(sample.query()).get(), ReferenceModel.answer(tasks, sample.meaning()), client, sample);
    }

    /** Of tasks of one second the model knows which was submitted later; the service tells that within one scan only. */
    private static void assertSameUpToTheOrderOfScans(
            List<Task> actual, List<Task> answer, TaskClient client, QuerySample sample) {
        if (client.explain(sample.query()).scans().size() <= 1) {
            assertThat(actual).isEqualTo(answer);
        } else {
            assertThat(actual)
                    .isSortedAccordingTo(Comparator.comparing(Task::submittedAt).reversed())
                    .containsExactlyInAnyOrderElementsOf(answer);
        }
    }

    @Property(tries = 300)
    void page_is_the_slice_of_the_answer_at_any_offset(
            @ForAll Api api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(max = 45) int offset,
            @ForAll @IntRange(min = 1, max = 45) int limit,
            @ForAll @IntRange(min = 1, max = 50) int cap) {
        List<Task> answer = ReferenceModel.answer(loopback(api).hold(submitted, cap), sample.meaning());
        TaskClient client = loopback(api).client().build();

        TaskPage page = client.page(sample.query(), offset, limit).get();

        List<Task> whole = client.list(sample.query()).get();
        assertSameUpToTheOrderOfScans(whole, answer, client, sample);
        assertThat(page.tasks()).isEqualTo(ReferenceModel.slice(whole, offset, limit));
        assertThat(page.offset()).isEqualTo(offset);
        assertThat(page.totalCount()).isEqualTo(answer.size());
        assertThat(page.hasNext()).isEqualTo(offset + limit < answer.size());
    }

    @Property(tries = 300)
    void count_is_the_size_of_the_answer(
            @ForAll Api api, @ForAll("lists") List<Task> submitted, @ForAll("queries") QuerySample sample) {
        List<Task> answer = ReferenceModel.answer(loopback(api).hold(submitted, 100), sample.meaning());

        assertThat(loopback(api).client().build().count(sample.query())).isEqualTo(Either.right(answer.size()));
    }

    @Property(tries = 100)
    void stream_asks_for_a_page_only_when_its_first_task_is_wanted(
            @ForAll Api api,
            @ForAll("listsWithoutTwins") List<Task> submitted,
            @ForAll @IntRange(min = 1, max = 10) int pageSize) {
        Loopback loopback = loopback(api);
        List<Task> tasks = loopback.hold(submitted, 100);
        Iterator<Task> stream = loopback.client().pageSize(pageSize).build().stream(TaskQuery.all())
                .iterator();

        assertThat(loopback.emulator().requestCount()).isZero();
        int taken = 0;
        for (Task expected : ReferenceModel.answer(tasks, task -> true)) {
            assertThat(stream.next()).isEqualTo(expected);
            taken++;
            assertThat(loopback.emulator().requestCount()).isEqualTo((taken + pageSize - 1) / pageSize);
        }
        assertThat(stream).isExhausted();
    }

    @Property(tries = 150)
    void every_style_gives_the_same_answer_with_any_number_of_pages_in_flight(
            @ForAll Api api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 10) int pageSize,
            @ForAll @IntRange(min = 1, max = 5) int inFlight,
            @ForAll @IntRange(min = 1, max = 7) int demand) {
        Paging paging = Paging.standard().withPageSize(pageSize).inFlight(inFlight);
        loopback(api).hold(submitted, 100);
        TaskClient client = loopback(api).client().paging(paging).build();
        Either<TaskError, List<Task>> list = client.list(sample.query());

        assertThat(client.stream(sample.query(), paging)).isEqualTo(list.get());
        assertThat(client.async().list(sample.query()).join()).isEqualTo(list);
        assertThat(client.async().count(sample.query()).join()).isEqualTo(client.count(sample.query()));
        assertThat(client.async().page(sample.query(), 2, pageSize).join().map(ListProperties::withoutRequestIds))
                .isEqualTo(client.page(sample.query(), 2, pageSize).map(ListProperties::withoutRequestIds));
        assertThat(Collected.from(client.async().publisher(sample.query()), demand))
                .isEqualTo(list.get());
    }

    private static TaskPage withoutRequestIds(TaskPage page) {
        return new TaskPage(page.tasks(), page.offset(), page.totalCount(), List.of());
    }

    @Property(tries = 100)
    void what_no_task_can_satisfy_sends_nothing(@ForAll Api api, @ForAll("queries") QuerySample sample) {
        loopback(api).hold(List.of(), 100);
        TaskClient client = loopback(api).client().build();

        assertThat(client.list(sample.query().and(TaskQuery.none()))).isEqualTo(Either.right(List.of()));
        assertThat(client.async().list(sample.query().and(TaskQuery.none())).join())
                .isEqualTo(Either.right(List.of()));
        assertThat(loopback().emulator().requestCount()).isZero();
    }

    @Property(tries = 200)
    void a_service_that_filters_more_loosely_than_asked_changes_no_answer(
            @ForAll Api api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll boolean fuzzyNames,
            @ForAll Criterion ignored,
            @ForAll @IntRange(min = 1, max = 50) int pageSize) {
        Loopback loopback = loopback(api);
        List<Task> answer = ReferenceModel.answer(loopback.hold(submitted, 50), sample.meaning());
        loopback.emulator()
                .behave(documented -> documented.withFuzzyNames(fuzzyNames).ignoring(ignored));

        Either<TaskError, List<Task>> list =
                loopback.client().pageSize(pageSize).build().list(sample.query());
        assertThat(list.isRight()).as("%s", list).isTrue();
        assertThat(list.get()).containsExactlyInAnyOrderElementsOf(answer);
        // Counts and pages notice it on the rows that they see: all of them where the list fits a page.
        TaskClient client = loopback.client().pageSize(50).build();
        assertThat(client.count(sample.query())).isEqualTo(Either.right(answer.size()));
        assertThat(client.page(sample.query(), 0, 50).get().totalCount()).isEqualTo(answer.size());
    }

    @Property(tries = 300)
    void several_lists_never_cost_more_calls_than_the_one_around_them_and_one_for_each_further_list(
            @ForAll Api api,
            @ForAll("listsWithoutTwins") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 50) int pageSize) {
        Loopback loopback = loopback(api);
        loopback.hold(submitted, 50);
        TaskClient client = loopback.client().pageSize(pageSize).build();
        List<TaskScan> scans = client.explain(sample.query()).scans();

        long calls = calls(loopback, client, sample.query());
        long around = calls(loopback, client, around(scans));

        assertThat(calls).isLessThanOrEqualTo(scans.isEmpty() ? 0 : around + scans.size() - 1);
    }

    private static long calls(Loopback loopback, TaskClient client, TaskQuery query) {
        long before = loopback.emulator().requestCount();
        assertThat(client.list(query).isRight()).isTrue();
        return loopback.emulator().requestCount() - before;
    }

    /** A query whose one list holds all of these. */
    private static TaskQuery around(List<TaskScan> scans) {
        TaskQuery query = TaskQuery.all();
        Set<Option<String>> ids = scans.stream().map(TaskScan::instanceId).collect(Collectors.toSet());
        if (ids.size() == 1) {
            query = query.and(ids.iterator().next().map(TaskQuery::instanceId).getOrElse(TaskQuery.all()));
        }
        if (scans.stream().allMatch(TaskScan::filtersStatus) && !scans.isEmpty()) {
            query = query.and(TaskQuery.status(scans.stream()
                    .flatMap(scan -> scan.statuses().stream())
                    .distinct()
                    .toArray(TaskStatus[]::new)));
        }
        if (scans.stream().allMatch(TaskScan::filtersType) && !scans.isEmpty()) {
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
