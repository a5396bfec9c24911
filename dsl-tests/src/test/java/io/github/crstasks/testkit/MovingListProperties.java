package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.Reaction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.Script;
import io.github.crstasks.emulator.TaskStore;
import io.github.crstasks.task.Task;
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

/** The promise of a traversal, over HTTP: the emulator's tasks change before each reply is computed and after. */
abstract class MovingListProperties {
    abstract Loopback loopback();

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.tasks()
                .list()
                .uniqueElements(MovingListProperties::key)
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return Arbitraries.oneOf(QueryArbitraries.queries(), QueryArbitraries.leaves());
    }

    @Provide
    Arbitrary<Choices> choices() {
        return Arbitraries.bytes()
                .between(Byte.MIN_VALUE, Byte.MAX_VALUE)
                .array(byte[].class)
                .ofSize(200)
                .map(Choices::new);
    }

    @Property(tries = 300)
    void a_task_that_matches_throughout_is_streamed_exactly_once(
            @ForAll Api api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 2, max = 12) int pageSize,
            @ForAll @IntRange(min = 2, max = 12) int cap,
            @ForAll("choices") Choices choices) {
        Loopback loopback = loopback().speaking(api);
        loopback.hold(submitted, Math.max(cap, api.smallestJoinablePage()));
        Movement movement = new Movement(loopback, submitted, sample, choices);
        loopback.emulator().script(movement);
        TaskClient client = loopback.client().pageSize(pageSize).build();

        List<Task> taken = client.stream(sample.query()).toList();

        Map<List<Object>, Long> times =
                taken.stream().collect(Collectors.groupingBy(MovingListProperties::key, Collectors.counting()));
        movement.matchedThroughout.forEach(
                (key, throughout) -> assertThat(times.getOrDefault(key, 0L) == 1 || !throughout)
                        .as("%s once among %s", key, times)
                        .isTrue());
        assertThat(times.values()).allMatch(count -> count == 1);
        assertThat(times.keySet()).isSubsetOf(movement.matchedEver);
    }

    static List<Object> key(Task task) {
        return List.of(task.submittedAt(), task.typeName(), task.instanceId());
    }

    /** Changes the tasks around each reply, and keeps account of who matched. */
    private static final class Movement implements Script {
        private final TaskStore store;
        private final Api api;
        private final QuerySample sample;
        private final Choices choices;
        private final Map<Long, Task> tasks = new HashMap<>();
        private final List<Long> handles = new ArrayList<>();
        private final Map<List<Object>, Boolean> matchedThroughout = new HashMap<>();
        private final List<List<Object>> matchedEver = new ArrayList<>();
        private int submissions;

        Movement(Loopback loopback, List<Task> submitted, QuerySample sample, Choices choices) {
            this.store = loopback.emulator().tasks();
            this.api = loopback.api();
            this.sample = sample;
            this.choices = choices;
            long handle = store.replaceAll(submitted.stream().map(Api::row).toList());
            for (Task task : submitted) {
                handles.add(handle);
                note(handle++, task, true);
            }
        }

        private void note(long handle, Task task, boolean throughout) {
            Task sent = api.sent(task, handle);
            boolean matches = sample.meaning().test(sent);
            matchedThroughout.merge(key(sent), throughout && matches, Boolean::logicalAnd);
            if (matches) {
                matchedEver.add(key(sent));
            }
            tasks.put(handle, task);
        }

        @Override
        public synchronized Reaction before(ReceivedRequest request) {
            move();
            return Reaction.proceed();
        }

        @Override
        public synchronized Reaction after(ReceivedRequest request, String body) {
            move();
            return Reaction.proceed();
        }

        private void move() {
            for (int moves = choices.below(4); moves > 0 && !handles.isEmpty(); moves--) {
                int place = choices.below(handles.size());
                long handle = handles.get(place);
                Task task = Objects.requireNonNull(tasks.get(handle));
                switch (choices.below(4)) {
                    case 0 -> forget(place, handle, task);
                    case 1 -> submit(task);
                    default -> become(handle, task, choices.below(4) - 1);
                }
            }
        }

        private void forget(int place, long handle, Task task) {
            handles.remove(place);
            store.forget(handle);
            matchedThroughout.put(key(api.sent(task, handle)), false);
        }

        private void submit(Task like) {
            Task.Builder task = Task.builder();
            task.from(like)
                    .instanceId("crs-new-" + submissions++)
                    .submittedAt(store.rows().get(0).startTime().plusSeconds(choices.below(2)));
            long handle = store.submit(Api.row(task.build()));
            handles.add(handle);
            note(handle, task.build(), false);
        }

        private void become(long handle, Task task, int code) {
            store.move(handle, code, (int) task.progress());
            Task.Builder moved = Task.builder();
            moved.from(task).status(TaskArbitraries.status(code)).statusCode(code);
            note(handle, moved.build(), true);
        }
    }
}
