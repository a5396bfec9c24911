package io.github.crstasks.tests.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.RequestInterceptor;
import io.github.crstasks.emulator.TaskStore;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.tests.support.TaskFixtures;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * A list over HTTP is exact in whichever way the service means what the API documents leave open: the end time of API 3.0,
 * rows without a time, and the order within a second. Otherwise the client says so: by an event only if rows have no ids.
 */
class ServiceReadingProperties {
    private static final int MAX_ROWS = 12;

    /** Lists in which most tasks share a second with others and some have no time; each task has its own instance. */
    @Provide
    Arbitrary<List<Task>> lists() {
        return Combinators.combine(
                        TaskArbitraries.tasks(), Arbitraries.integers().between(0, 3))
                .as((task, dice) -> dice == 0 ? withTime(task, Option.none()) : inASharedSecond(task))
                .list()
                .ofMaxSize(30)
                .map(tasks -> IntStream.range(0, tasks.size())
                        .mapToObj(index -> ofInstance(index, tasks.get(index)))
                        .toList());
    }

    private static Task ofInstance(int number, Task task) {
        return TaskFixtures.copyOf(task).instanceId("crs-" + number).build();
    }

    private static Task withTime(Task task, Option<Instant> moment) {
        return TaskFixtures.copyOf(task).submittedAt(moment).build();
    }

    private static Task inASharedSecond(Task task) {
        return withTime(task, task.submittedAt().map(moment -> moment.minusSeconds(moment.getEpochSecond() % 5)));
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        new QuerySample(TaskQuery.all(), task -> true),
                        new QuerySample(
                                TaskQuery.status(TaskStatus.RUNNING), task -> task.status() == TaskStatus.RUNNING)),
                TaskArbitraries.seconds().map(ServiceReadingProperties::submittedUntil),
                TaskArbitraries.seconds().map(ServiceReadingProperties::submittedSince),
                QueryArbitraries.queries());
    }

    private static QuerySample submittedUntil(Instant moment) {
        return new QuerySample(
                TaskQuery.submittedUntil(moment),
                task -> task.submittedAt().exists(submitted -> !submitted.isAfter(moment)));
    }

    private static QuerySample submittedSince(Instant moment) {
        return new QuerySample(
                TaskQuery.submittedSince(moment),
                task -> task.submittedAt().exists(submitted -> !submitted.isBefore(moment)));
    }

    @Provide
    Arbitrary<ServiceReading> readings() {
        return ServiceReading.readings();
    }

    @Provide
    Arbitrary<DecisionTape> decisions() {
        return DecisionTape.tapes(60, 60);
    }

    @Property(tries = 200)
    void listIsExactOrWithoutIdsSaidToBeDoubtfulUnderEachReadingOfTheDocuments(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll("readings") ServiceReading reading,
            @ForAll @IntRange(min = 1, max = MAX_ROWS) int pageSize,
            @ForAll @IntRange(min = 1, max = MAX_ROWS) int cap) {
        EmulatorFixture fixture = EmulatorFixture.sharedOverJdk().withApi(api);
        List<Task> matching = fixture.replaceTasks(submitted, cap).stream()
                .filter(sample.meaning())
                .toList();
        fixture.emulator().changeBehaviour(reading::applyTo);
        DoubtListener doubts = new DoubtListener();

        Either<TaskError, List<Task>> list = list(fixture, pageSize, doubts, sample.query());

        boolean isDoubtful = isDoubtful(list, doubts);
        if (api == ApiVersion.V3) {
            assertThat(isDoubtful).as("%s %s", list, doubts.events).isFalse();
        }
        if (reading.tieSeed().isEmpty() || !isDoubtful) {
            assertThat(tasksOf(list)).containsExactlyInAnyOrderElementsOf(matching);
        }
        assertNoIdTwice(list);
    }

    @Property(tries = 150)
    void changingListIsExactOrEndsWithAnErrorOrWithoutIdsIsSaidToBeDoubtfulUnderEachReadingOfTheDocuments(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll("readings") ServiceReading reading,
            @ForAll @IntRange(min = 1, max = MAX_ROWS) int pageSize,
            @ForAll @IntRange(min = 1, max = MAX_ROWS) int cap,
            @ForAll("decisions") DecisionTape decisions) {
        EmulatorFixture fixture = EmulatorFixture.sharedOverJdk().withApi(api);
        fixture.replaceTasks(List.of(), cap);
        fixture.emulator().changeBehaviour(reading::applyTo);
        ChangesBeforeReplies changes = new ChangesBeforeReplies(fixture, sample, decisions);
        changes.submitAll(submitted);
        fixture.emulator().intercept(changes);
        DoubtListener doubts = new DoubtListener();

        Either<TaskError, List<Task>> list = list(fixture, pageSize, doubts, sample.query());

        if (api == ApiVersion.V3 ? !isUnstable(list) : !isDoubtful(list, doubts)) {
            List<String> ids = tasksOf(list).stream().map(Task::instanceId).toList();
            assertThat(ids).doesNotHaveDuplicates().containsAll(changes.matchedThroughout());
            assertThat(changes.matchedEver()).containsAll(ids);
        }
        assertNoIdTwice(list);
    }

    /** A row with an id is never repeated, whatever is said about the list. */
    private static void assertNoIdTwice(Either<TaskError, List<Task>> list) {
        assertThat(list.getOrElse(List.of()).stream()
                        .flatMap(task -> task.taskId().toJavaStream()))
                .doesNotHaveDuplicates();
    }

    private static Either<TaskError, List<Task>> list(
            EmulatorFixture fixture, int pageSize, TaskClientListener listener, TaskQuery query) {
        TaskClient client = fixture.client()
                .retryPolicy(RetryPolicy.defaults())
                .pageSize(pageSize)
                .listener(listener)
                .build();
        return client.list(query);
    }

    private static List<Task> tasksOf(Either<TaskError, List<Task>> list) {
        return list.getOrElseThrow(error -> new AssertionError(error.message()));
    }

    private static boolean isDoubtful(Either<TaskError, List<Task>> list, DoubtListener doubts) {
        return isUnstable(list) || !doubts.events.isEmpty();
    }

    private static boolean isUnstable(Either<TaskError, List<Task>> list) {
        return list.swap().exists(error -> error instanceof TaskError.UnstableList);
    }

    /** Keeps the events that say that a list may be incomplete. */
    private static final class DoubtListener implements TaskClientListener {
        private final List<TraversalEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void onTraversal(TraversalEvent event) {
            if (event instanceof TraversalEvent.CompletenessAssumed) {
                events.add(event);
            }
        }
    }

    /** Submits, changes and removes tasks before each reply, and records which of them matched. Each has its own instance. */
    private static final class ChangesBeforeReplies implements RequestInterceptor {
        private final TaskStore store;
        private final ApiVersion api;
        private final QuerySample sample;
        private final DecisionTape decisions;
        private final Map<Long, Task> tasks = new HashMap<>();
        private final List<Long> ids = new ArrayList<>();
        private final Map<String, Boolean> throughout = new HashMap<>();
        private final Set<String> ever = new HashSet<>();
        private int submissions;

        ChangesBeforeReplies(EmulatorFixture fixture, QuerySample sample, DecisionTape decisions) {
            this.store = fixture.emulator().tasks();
            this.api = fixture.api();
            this.sample = sample;
            this.decisions = decisions;
        }

        void submitAll(List<Task> submitted) {
            submissions = submitted.size();
            long id = store.replaceAll(submitted.stream().map(ApiVersion::row).toList());
            for (Task task : submitted) {
                ids.add(id);
                record(id++, task, true);
            }
        }

        private void record(long id, Task task, boolean wasThere) {
            boolean matches = sample.meaning().test(api.asReported(task, id));
            throughout.merge(task.instanceId(), wasThere && matches, Boolean::logicalAnd);
            if (matches) {
                ever.add(task.instanceId());
            }
            tasks.put(id, task);
        }

        @Override
        public synchronized InterceptorAction before(ReceivedRequest request) {
            for (int changes = decisions.nextInt(3); changes > 0 && !ids.isEmpty(); changes--) {
                change(decisions.nextInt(ids.size()));
            }
            return InterceptorAction.proceed();
        }

        private void change(int index) {
            long id = ids.get(index);
            Task task = Objects.requireNonNull(tasks.get(id));
            switch (decisions.nextInt(4)) {
                case 0 -> {
                    ids.remove(index);
                    store.remove(id);
                    throughout.put(task.instanceId(), false);
                }
                case 1 -> submitLike(task);
                default -> {
                    int code = decisions.nextInt(4) - 1;
                    store.setState(id, code, (int) task.progress());
                    record(id, TaskFixtures.withStatus(task, code), true);
                }
            }
        }

        /** Submits a task without a time, or one in the newest second of the list or the next. */
        private void submitLike(Task template) {
            Option<Instant> newest = Option.ofOptional(store.rows().stream()
                    .flatMap(row -> row.startTime().stream())
                    .findFirst());
            int seconds = decisions.nextInt(3);
            Option<Instant> second = newest.filter(moment -> seconds < 2).map(moment -> moment.plusSeconds(seconds));
            Task task = ofInstance(submissions++, withTime(template, second));
            long id = store.submit(ApiVersion.row(task));
            ids.add(id);
            record(id, task, false);
        }

        synchronized List<String> matchedThroughout() {
            return throughout.entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        synchronized Set<String> matchedEver() {
            return Set.copyOf(ever);
        }
    }
}
