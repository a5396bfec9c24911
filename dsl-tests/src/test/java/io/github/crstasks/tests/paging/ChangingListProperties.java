package io.github.crstasks.tests.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.RequestInterceptor;
import io.github.crstasks.emulator.TaskStore;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.tests.support.TaskFixtures;
import io.github.crstasks.tests.support.TaskKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A traversal keeps its promises over HTTP while tasks change before and after each response is computed. */
abstract class ChangingListProperties {
    abstract EmulatorFixture fixture();

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.tasks()
                .list()
                .uniqueElements(TaskKey::of)
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return Arbitraries.oneOf(QueryArbitraries.queries(), QueryArbitraries.filterableConditions());
    }

    @Provide
    Arbitrary<DecisionTape> decisions() {
        return DecisionTape.tapes(200, 200);
    }

    @Property(tries = 300)
    void taskThatMatchesThroughoutIsStreamedExactlyOnce(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 2, max = 12) int pageSize,
            @ForAll @IntRange(min = 2, max = 12) int cap,
            @ForAll("decisions") DecisionTape decisions) {
        EmulatorFixture fixture = fixture().withApi(api);
        fixture.replaceTasks(submitted, Math.max(cap, api.smallestOverlappingPage()));
        RandomChanges changes = new RandomChanges(fixture, submitted, sample, decisions);
        fixture.emulator().intercept(changes);
        TaskClient client = fixture.client().pageSize(pageSize).build();

        List<Task> taken = client.stream(sample.query()).toList();

        Map<TaskKey, Long> counts = taken.stream().collect(Collectors.groupingBy(TaskKey::of, Collectors.counting()));
        changes.matchedThroughout.forEach(
                (key, throughout) -> assertThat(counts.getOrDefault(key, 0L) == 1 || !throughout)
                        .as("%s once among %s", key, counts)
                        .isTrue());
        assertThat(counts.values()).allMatch(count -> count == 1);
        assertThat(counts.keySet()).isSubsetOf(changes.matchedEver);
    }

    /** Changes tasks before and after each response, and records which of them matched. */
    private static final class RandomChanges implements RequestInterceptor {
        private final TaskStore store;
        private final ApiVersion api;
        private final QuerySample sample;
        private final DecisionTape decisions;
        private final Map<Long, Task> tasks = new HashMap<>();
        private final List<Long> ids = new ArrayList<>();
        private final Map<TaskKey, Boolean> matchedThroughout = new HashMap<>();
        private final List<TaskKey> matchedEver = new ArrayList<>();
        private int submissions;

        RandomChanges(EmulatorFixture fixture, List<Task> submitted, QuerySample sample, DecisionTape decisions) {
            this.store = fixture.emulator().tasks();
            this.api = fixture.api();
            this.sample = sample;
            this.decisions = decisions;
            long id = store.replaceAll(submitted.stream().map(ApiVersion::row).toList());
            for (Task task : submitted) {
                ids.add(id);
                record(id++, task, true);
            }
        }

        private void record(long id, Task task, boolean throughout) {
            Task reported = api.asReported(task, id);
            boolean matches = sample.meaning().test(reported);
            matchedThroughout.merge(TaskKey.of(reported), throughout && matches, Boolean::logicalAnd);
            if (matches) {
                matchedEver.add(TaskKey.of(reported));
            }
            tasks.put(id, task);
        }

        @Override
        public synchronized InterceptorAction before(ReceivedRequest request) {
            changeSome();
            return InterceptorAction.proceed();
        }

        @Override
        public synchronized InterceptorAction after(ReceivedRequest request, String body) {
            changeSome();
            return InterceptorAction.proceed();
        }

        private void changeSome() {
            for (int changes = decisions.nextInt(4); changes > 0 && !ids.isEmpty(); changes--) {
                int index = decisions.nextInt(ids.size());
                long id = ids.get(index);
                Task task = Objects.requireNonNull(tasks.get(id));
                switch (decisions.nextInt(4)) {
                    case 0 -> forget(index, id, task);
                    case 1 -> submit(task);
                    default -> changeStatus(id, task, decisions.nextInt(4) - 1);
                }
            }
        }

        private void forget(int index, long id, Task task) {
            ids.remove(index);
            store.remove(id);
            matchedThroughout.put(TaskKey.of(api.asReported(task, id)), false);
        }

        private void submit(Task template) {
            Task task = TaskFixtures.copyOf(template)
                    .instanceId("crs-new-" + submissions++)
                    .submittedAt(store.rows().get(0).startTime().orElseThrow().plusSeconds(decisions.nextInt(2)))
                    .build();
            long id = store.submit(ApiVersion.row(task));
            ids.add(id);
            record(id, task, false);
        }

        private void changeStatus(long id, Task task, int code) {
            store.setState(id, code, (int) task.progress());
            record(id, TaskFixtures.withStatus(task, code), true);
        }
    }
}
