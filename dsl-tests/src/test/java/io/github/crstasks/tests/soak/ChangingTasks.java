package io.github.crstasks.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.TaskStore;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.TaskFixtures;
import io.github.crstasks.tests.support.TaskKey;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tasks of an emulator, which change all the time, with a record of the states that each of them had: the oracle for
 * calls that overlap with changes. Safe for use by several threads.
 */
final class ChangingTasks {
    static final int INSTANCES = 8;
    static final List<TaskType> TYPES =
            List.of(TaskType.BACKUP_INSTANCE, TaskType.IMPORT_RDB, TaskType.SET_PASSWORD, TaskType.UNKNOWN_TYPE);
    private static final List<String> TYPE_NAMES =
            List.of("backupInstance", "importRdb", "setPassword", "paintInstance");
    private static final int INITIAL_TASKS = 100;
    private static final int MAX_TASKS = 150;
    /** Less than a page: a traversal promises less about seconds that fill a page. */
    private static final int MAX_PER_SECOND = 3;

    private final TaskStore store;
    private final Random random;
    private final List<TaskHistory> all = new ArrayList<>();
    private final List<TaskHistory> changing = new ArrayList<>();
    private Instant second;
    private int submittedInSecond;
    private int submitted;
    private long moments;

    ChangingTasks(TaskStore store, Random random, Instant firstSecond) {
        this.store = store;
        this.random = random;
        this.second = firstSecond;
        store.replaceAll(List.of());
        for (int i = 0; i < INITIAL_TASKS; i++) {
            submitChanging();
        }
    }

    /** A state of a task, by API version, or its absence; and the moment until which it lasted. */
    private static final class State {
        private final Map<ApiVersion, Task> reported = new EnumMap<>(ApiVersion.class);
        private long until = Long.MAX_VALUE;

        Option<Task> reportedBy(ApiVersion api) {
            return Option.of(reported.get(api));
        }
    }

    /** All states of one task, from before its submission until after its end in the list. */
    static final class TaskHistory {
        private final Task submitted;
        private final long id;
        private final List<State> states = new ArrayList<>();

        private TaskHistory(Task submitted, long id) {
            this.submitted = submitted;
            this.id = id;
        }

        Task submitted() {
            return submitted;
        }

        /** The emulator reports no time of end for a task whose status was set directly. */
        private Task asReported(Task task, ApiVersion api) {
            return TaskFixtures.copyOf(api.asReported(task, id))
                    .endedAt(Option.none())
                    .build();
        }

        private void add(Option<Task> task, long moment) {
            State state = new State();
            task.forEach(present ->
                    Stream.of(ApiVersion.values()).forEach(api -> state.reported.put(api, asReported(present, api))));
            if (!states.isEmpty()) {
                states.get(states.size() - 1).until = moment;
            }
            states.add(state);
        }
    }

    /** Returns the current moment. Every change happens before or after it. */
    synchronized long now() {
        return moments;
    }

    synchronized Instant newestSecond() {
        return second;
    }

    /** Submits, forgets or changes one task, or does nothing. */
    synchronized void changeSome() {
        int kind = random.nextInt(4);
        if (kind == 0 && changing.size() < MAX_TASKS) {
            submitChanging();
        } else if (kind == 1 && !changing.isEmpty()) {
            forget(changing.remove(random.nextInt(changing.size())));
        } else if (kind > 1 && !changing.isEmpty()) {
            changeStatus(changing.get(random.nextInt(changing.size())), random.nextInt(5) - 1);
        }
    }

    private void submitChanging() {
        changing.add(submit("crs-" + submitted % INSTANCES));
    }

    /** Submits a task of an instance of its own, which changes only when the caller changes it. */
    synchronized TaskHistory submitOwn() {
        return submit("crs-own-" + submitted);
    }

    private TaskHistory submit(String instanceId) {
        if (submittedInSecond == MAX_PER_SECOND || random.nextInt(MAX_PER_SECOND) == 0) {
            second = second.plusSeconds(1);
            submittedInSecond = 0;
        }
        submittedInSecond++;
        int type = random.nextInt(TYPES.size());
        Task task = withStatus(
                Task.builder()
                        .submittedAt(second)
                        .type(TYPES.get(type))
                        .typeName(TYPE_NAMES.get(type))
                        .instanceId(instanceId)
                        .instanceName("name of " + instanceId)
                        .projectId(submitted++ % 3),
                0);
        TaskHistory history = new TaskHistory(task, store.submit(ApiVersion.row(task)));
        history.add(Option.none(), moments);
        history.add(Option.some(task), ++moments);
        all.add(history);
        return history;
    }

    private static Task withStatus(Task.Builder task, int code) {
        int progress = code == 2 ? 1 : 0;
        return task.status(TaskArbitraries.status(code))
                .statusCode(code)
                .progress(progress)
                .build();
    }

    synchronized void changeStatus(TaskHistory history, int code) {
        Task task = withStatus(TaskFixtures.copyOf(history.submitted), code);
        store.setState(history.id, code, (int) task.progress());
        history.add(Option.some(task), ++moments);
    }

    synchronized void forget(TaskHistory history) {
        store.remove(history.id);
        history.add(Option.none(), ++moments);
    }

    /** Returns what a call can have read that started at a moment and ends now. */
    synchronized Observation since(long begin, ApiVersion api) {
        return new Observation(all.stream()
                .map(history -> history.states.stream()
                        .filter(state -> state.until > begin)
                        .map(state -> state.reportedBy(api))
                        .toList())
                .filter(states -> states.stream().anyMatch(Option::isDefined))
                .toList());
    }

    /**
     * What a call can have read.
     *
     * @param states for each task all states that it had during the call, empty for its absence
     */
    record Observation(List<List<Option<Task>>> states) {
        /** Returns the tasks that matched during the whole call. */
        List<Task> throughout(Predicate<Task> matching) {
            return states.stream()
                    .filter(states -> states.stream().allMatch(state -> state.exists(matching)))
                    .map(states -> states.get(0).get())
                    .toList();
        }

        /** Returns all states that matched at some time during the call. */
        Set<Task> ever(Predicate<Task> matching) {
            return states.stream()
                    .flatMap(states -> states.stream().flatMap(Option::toJavaStream))
                    .filter(matching)
                    .collect(Collectors.toSet());
        }

        /** Asserts that a list has every task that matched throughout, no task twice, no other state, and newest first. */
        void assertComplete(List<Task> list, Predicate<Task> matching) {
            assertCompleteAfter(list, matching, Instant.MIN);
        }

        /** Asserts the same for the beginning of a list, which is complete down to the second of its last task. */
        void assertCompletePrefix(List<Task> list, Predicate<Task> matching) {
            Instant last = list.isEmpty()
                    ? Instant.MAX
                    : list.get(list.size() - 1).submittedAt().get();
            assertCompleteAfter(list, matching, last);
        }

        private void assertCompleteAfter(List<Task> list, Predicate<Task> matching, Instant after) {
            assertReported(list, matching);
            List<TaskKey> keys = list.stream().map(TaskKey::of).toList();
            Set<TaskKey> found = Set.copyOf(keys);
            assertThat(keys).as("no task occurs twice").hasSize(found.size());
            assertThat(throughout(matching))
                    .filteredOn(task -> task.submittedAt().get().isAfter(after))
                    .filteredOn(task -> !found.contains(TaskKey.of(task)))
                    .as("tasks missing in a list of %d", list.size())
                    .isEmpty();
            assertThat(list)
                    .as("newest first")
                    .isSortedAccordingTo(Comparator.comparing(
                                    (Task task) -> task.submittedAt().get())
                            .reversed());
        }

        /** Asserts that this can have been the number of matching tasks at some time. */
        void assertPossibleCount(int number, Predicate<Task> matching) {
            long max = ever(matching).stream().map(TaskKey::of).distinct().count();
            assertThat(number).as("count").isBetween(throughout(matching).size(), (int) max);
        }

        /** Asserts that tasks had the states that a call returned. */
        void assertReported(List<Task> tasks, Predicate<Task> matching) {
            Set<Task> ever = ever(matching);
            assertThat(tasks)
                    .filteredOn(task -> !ever.contains(task))
                    .as("states that no task had")
                    .isEmpty();
        }
    }
}
