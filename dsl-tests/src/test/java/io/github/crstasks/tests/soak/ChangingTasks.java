package io.github.crstasks.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.TaskStore;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.TaskFixtures;
import io.github.crstasks.tests.support.TaskIdentity;
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
    /** How many instances have tasks in every round. */
    static final int INSTANCES = 8;

    static final List<TaskType> TYPES =
            List.of(TaskType.BACKUP_INSTANCE, TaskType.IMPORT_RDB, TaskType.SET_PASSWORD, TaskType.UNKNOWN_TYPE);
    private static final List<String> TYPE_NAMES =
            List.of("backupInstance", "importRdb", "setPassword", "paintInstance");

    private final TaskStore store;
    private final ListShape shape;
    private final Random random;
    private final List<TaskHistory> all = new ArrayList<>();
    private final List<TaskHistory> changing = new ArrayList<>();
    private Instant second;
    private int submittedInSecond;
    private int submitted;
    private long moments;

    ChangingTasks(TaskStore store, ListShape shape, Random random, Instant firstSecond) {
        this.store = store;
        this.shape = shape;
        this.random = random;
        this.second = firstSecond;
        store.replaceAll(List.of());
        for (int i = 0; i < shape.tasks(); i++) {
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

    ListShape shape() {
        return shape;
    }

    /** Submits, forgets or changes one task, or does nothing. */
    synchronized void changeSome() {
        if (random.nextDouble() >= shape.changesPerRequest()) {
            return;
        }
        int change = random.nextInt(4);
        if (change == 0 && changing.size() < shape.tasks() * 3 / 2) {
            submitChanging();
        } else if (change == 1 && !changing.isEmpty()) {
            forget(changing.remove(random.nextInt(changing.size())));
        } else if (change > 1 && !changing.isEmpty()) {
            changeStatus(changing.get(random.nextInt(changing.size())), random.nextInt(5) - 1);
        }
    }

    private void submitChanging() {
        changing.add(submit("crs-" + submitted % shape.instances(), random.nextDouble() < shape.shareWithTime()));
    }

    /** Submits a task with a time, of an instance of its own, which changes only when the caller changes it. */
    synchronized TaskHistory submitOwn() {
        return submit("crs-own-" + submitted, true);
    }

    private TaskHistory submit(String instanceId, boolean hasTime) {
        if (submittedInSecond == shape.maxPerSecond() || random.nextInt(shape.maxPerSecond()) == 0) {
            second = second.plusSeconds(shape.secondsApart());
            submittedInSecond = 0;
        }
        submittedInSecond++;
        int type = random.nextInt(TYPES.size());
        Task task = withStatus(
                Task.builder()
                        .submittedAt(Option.when(hasTime, second))
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

        /** Returns how many tasks matched at some time during the call, by identity. */
        private Map<TaskIdentity, Long> everCounted(Predicate<Task> matching) {
            return TaskIdentity.count(states.stream()
                    .flatMap(states -> states.stream()
                            .flatMap(Option::toJavaStream)
                            .filter(matching)
                            .limit(1)));
        }

        /**
         * Asserts that a list has every task that matched throughout, no task twice, no other state, and newest first. Of tasks
         * that cannot be told apart, their number counts. A task without a time may have any place.
         */
        void assertComplete(List<Task> list, Predicate<Task> matching) {
            assertCompleteAfter(list, matching, Instant.MIN);
        }

        /** Asserts the same for the beginning of a list, which is complete down to the second of its last task. */
        void assertCompletePrefix(List<Task> list, Predicate<Task> matching) {
            List<Instant> times = timesOf(list);
            assertCompleteAfter(list, matching, times.isEmpty() ? Instant.MAX : times.get(times.size() - 1));
        }

        private static List<Instant> timesOf(List<Task> list) {
            return list.stream()
                    .flatMap(task -> task.submittedAt().toJavaStream())
                    .toList();
        }

        private void assertCompleteAfter(List<Task> list, Predicate<Task> matching, Instant after) {
            assertReported(list, matching);
            Map<TaskIdentity, Long> possible = everCounted(matching);
            assertThat(TaskIdentity.count(list.stream()).entrySet())
                    .filteredOn(found -> found.getValue() > possible.getOrDefault(found.getKey(), 0L))
                    .as("tasks that occur too often in a list of %d", list.size())
                    .isEmpty();
            assertHasAll(
                    list,
                    matching,
                    task -> after.equals(Instant.MIN) || task.submittedAt().exists(after::isBefore));
            assertThat(timesOf(list)).as("newest first").isSortedAccordingTo(Comparator.reverseOrder());
        }

        /** Asserts that a list has every task that matched throughout and was due. */
        void assertHasAll(List<Task> list, Predicate<Task> matching, Predicate<Task> due) {
            Map<TaskIdentity, Long> found = TaskIdentity.count(list.stream());
            assertThat(TaskIdentity.count(throughout(matching).stream().filter(due))
                            .entrySet())
                    .filteredOn(expected -> expected.getValue() > found.getOrDefault(expected.getKey(), 0L))
                    .as("tasks missing in a list of %d", list.size())
                    .isEmpty();
        }

        /** Asserts that this can have been the number of matching tasks at some time. */
        void assertPossibleCount(int number, Predicate<Task> matching) {
            long max = everCounted(matching).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
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
