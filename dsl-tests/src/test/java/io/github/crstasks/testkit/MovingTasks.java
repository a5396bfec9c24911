package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.TaskStore;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskType;
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
 * The tasks of an emulator, which move all the time, and an account of what each of them was at which moment: the oracle
 * for calls that overlap with the moves. Safe for use by several threads.
 */
final class MovingTasks {
    static final int INSTANCES = 8;
    static final List<TaskType> TYPES =
            List.of(TaskType.BACKUP_INSTANCE, TaskType.IMPORT_RDB, TaskType.SET_PASSWORD, TaskType.UNKNOWN);
    private static final List<String> TYPE_NAMES =
            List.of("backupInstance", "importRdb", "setPassword", "paintInstance");
    private static final int AT_THE_START = 100;
    private static final int AT_MOST = 150;
    /** Fewer than the rows of a page, or there would be less to promise. */
    private static final int AT_MOST_IN_A_SECOND = 3;

    private final TaskStore store;
    private final Random random;
    private final List<History> all = new ArrayList<>();
    private final List<History> moving = new ArrayList<>();
    private Instant second;
    private int submittedInSecond;
    private int submitted;
    private long moments;

    MovingTasks(TaskStore store, Random random, Instant firstSecond) {
        this.store = store;
        this.random = random;
        this.second = firstSecond;
        store.replaceAll(List.of());
        for (int i = 0; i < AT_THE_START; i++) {
            submitOneThatMoves();
        }
    }

    /** What a task was, or that it was not there, and the moment until which that was to be seen. */
    private static final class State {
        private final Map<Api, Task> seen = new EnumMap<>(Api.class);
        private long until = Long.MAX_VALUE;

        Option<Task> seenBy(Api api) {
            return Option.of(seen.get(api));
        }
    }

    /** One task from before its submission until after it was forgotten. */
    static final class History {
        private final Task submitted;
        private final long handle;
        private final List<State> states = new ArrayList<>();

        private History(Task submitted, long handle) {
            this.submitted = submitted;
            this.handle = handle;
        }

        Task submitted() {
            return submitted;
        }

        /** The emulator knows no end of a task that it did not know ended. */
        private Task sent(Task task, Api api) {
            Task.Builder sent = Task.builder();
            return sent.from(api.sent(task, handle)).endedAt(Option.none()).build();
        }

        private void become(Option<Task> task, long moment) {
            State state = new State();
            task.forEach(there -> Stream.of(Api.values()).forEach(api -> state.seen.put(api, sent(there, api))));
            if (!states.isEmpty()) {
                states.get(states.size() - 1).until = moment;
            }
            states.add(state);
        }
    }

    /** A moment: whatever moved was moved before or after it. */
    synchronized long now() {
        return moments;
    }

    synchronized Instant newestSecond() {
        return second;
    }

    /** Lets something happen to some task, or to none. */
    synchronized void move() {
        int what = random.nextInt(4);
        if (what == 0 && moving.size() < AT_MOST) {
            submitOneThatMoves();
        } else if (what == 1 && !moving.isEmpty()) {
            forget(moving.remove(random.nextInt(moving.size())));
        } else if (what > 1 && !moving.isEmpty()) {
            become(moving.get(random.nextInt(moving.size())), random.nextInt(5) - 1);
        }
    }

    private void submitOneThatMoves() {
        moving.add(submit("crs-" + submitted % INSTANCES));
    }

    /** Submits a task that moves only as it is told, on an instance of its own. */
    synchronized History submitOne() {
        return submit("crs-own-" + submitted);
    }

    private History submit(String instanceId) {
        if (submittedInSecond == AT_MOST_IN_A_SECOND || random.nextInt(AT_MOST_IN_A_SECOND) == 0) {
            second = second.plusSeconds(1);
            submittedInSecond = 0;
        }
        submittedInSecond++;
        int type = random.nextInt(TYPES.size());
        Task task = inStatus(
                Task.builder()
                        .submittedAt(second)
                        .type(TYPES.get(type))
                        .typeName(TYPE_NAMES.get(type))
                        .instanceId(instanceId)
                        .instanceName("name of " + instanceId)
                        .projectId(submitted++ % 3),
                0);
        History history = new History(task, store.submit(Api.row(task)));
        history.become(Option.none(), moments);
        history.become(Option.some(task), ++moments);
        all.add(history);
        return history;
    }

    private static Task inStatus(Task.Builder task, int code) {
        int progress = code == 2 ? 1 : 0;
        return task.status(TaskArbitraries.status(code))
                .statusCode(code)
                .progress(progress)
                .finished(progress == 1)
                .build();
    }

    synchronized void become(History history, int code) {
        Task.Builder moved = Task.builder();
        Task task = inStatus(moved.from(history.submitted), code);
        store.move(history.handle, code, (int) task.progress());
        history.become(Option.some(task), ++moments);
    }

    synchronized void forget(History history) {
        store.forget(history.handle);
        history.become(Option.none(), ++moments);
    }

    /** What a call can have seen that began at a moment and ends now. */
    synchronized Sight since(long begin, Api api) {
        return new Sight(all.stream()
                .map(history -> history.states.stream()
                        .filter(state -> state.until > begin)
                        .map(state -> state.seenBy(api))
                        .toList())
                .filter(states -> states.stream().anyMatch(Option::isDefined))
                .toList());
    }

    /**
     * What could be seen during a call.
     *
     * @param lives of each task all that it was meanwhile, none where it was not there
     */
    record Sight(List<List<Option<Task>>> lives) {
        /** The tasks that matched all the time. */
        List<Task> throughout(Predicate<Task> matching) {
            return lives.stream()
                    .filter(states -> states.stream().allMatch(state -> state.exists(matching)))
                    .map(states -> states.get(0).get())
                    .toList();
        }

        /** Everything that matched at some time. */
        Set<Task> ever(Predicate<Task> matching) {
            return lives.stream()
                    .flatMap(states -> states.stream().flatMap(Option::toJavaStream))
                    .filter(matching)
                    .collect(Collectors.toSet());
        }

        /** That a list has what matched throughout, nothing that never matched, nothing twice, and the newest first. */
        void assertAnsweredBy(List<Task> list, Predicate<Task> matching) {
            assertBeginsWith(list, matching, Instant.MIN);
        }

        /** The same for the beginning of a list, complete but for what was submitted at its last second or before. */
        void assertBegunBy(List<Task> list, Predicate<Task> matching) {
            Instant last =
                    list.isEmpty() ? Instant.MAX : list.get(list.size() - 1).submittedAt();
            assertBeginsWith(list, matching, last);
        }

        private void assertBeginsWith(List<Task> list, Predicate<Task> matching, Instant after) {
            assertSeen(list, matching);
            List<List<Object>> keys =
                    list.stream().map(MovingListProperties::key).toList();
            Set<List<Object>> found = Set.copyOf(keys);
            assertThat(keys).as("nothing comes twice").hasSize(found.size());
            assertThat(throughout(matching))
                    .filteredOn(task -> task.submittedAt().isAfter(after))
                    .filteredOn(task -> !found.contains(MovingListProperties.key(task)))
                    .as("lost, of a list of %d", list.size())
                    .isEmpty();
            assertThat(list)
                    .as("newest first")
                    .isSortedAccordingTo(Comparator.comparing(Task::submittedAt).reversed());
        }

        /** That there can have been so many at some time. */
        void assertCountedBy(int number, Predicate<Task> matching) {
            long most = ever(matching).stream()
                    .map(MovingListProperties::key)
                    .distinct()
                    .count();
            assertThat(number).as("count").isBetween(throughout(matching).size(), (int) most);
        }

        /** That tasks were what they are said to be. */
        void assertSeen(List<Task> tasks, Predicate<Task> matching) {
            Set<Task> ever = ever(matching);
            assertThat(tasks)
                    .filteredOn(task -> !ever.contains(task))
                    .as("never seen")
                    .isEmpty();
        }
    }
}
