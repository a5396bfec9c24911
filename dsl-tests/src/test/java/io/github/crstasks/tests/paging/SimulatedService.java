package io.github.crstasks.tests.paging;

import io.github.crstasks.internal.plan.PageConstraints;
import io.github.crstasks.internal.plan.ServiceCapabilities;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.TaskFixtures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The service in memory: filters by closed intervals and the other fields of a scan, sorts newest first and within one
 * second the latest submission first, and caps its pages. It also records the history of each task as an oracle.
 */
final class SimulatedService {
    /** A task with a summary of all its states so far. */
    static final class TaskHistory {
        private Task current;
        private boolean matchedAlways;
        private boolean matchedEver;
        private boolean renamed;

        private TaskHistory(Task current) {
            this.current = current;
        }

        boolean matchedAlways() {
            return matchedAlways;
        }

        boolean matchedEver() {
            return matchedEver;
        }

        boolean renamed() {
            return renamed;
        }

        Task current() {
            return current;
        }
    }

    /** Behaviour that the API documents neither promise nor exclude. */
    enum Quirk {
        OLDEST_FIRST,
        IGNORES_TIME,
        IGNORES_STATUS,
        IGNORES_TYPE,
        FUZZY_NAMES,
        /** Lists the rows of one second in another order in each reply. */
        UNSTABLE_TIES
    }

    private final ServiceCapabilities capabilities;
    private final Predicate<Task> matches;
    private final int cap;
    private final Set<Quirk> quirks;
    private final Random random = new Random(42);
    private final List<TaskHistory> newestFirst = new ArrayList<>();
    private final List<TaskHistory> histories = new ArrayList<>();
    private final Set<Task> states = Collections.newSetFromMap(new IdentityHashMap<>());
    private Instant newestSubmission = Instant.EPOCH;

    SimulatedService(ApiVersion api, List<Task> submitted, Predicate<Task> matches, int cap, Set<Quirk> quirks) {
        this.capabilities = api.codec().capabilities();
        this.matches = matches;
        this.cap = cap;
        this.quirks = quirks;
        oldestFirst(submitted).forEach(task -> submit(task).matchedAlways = matches.test(task));
    }

    /** Sorts by time; a task without a time follows the newest of the tasks that were submitted before it. */
    private static List<Task> oldestFirst(List<Task> submitted) {
        IdentityHashMap<Task, Instant> seconds = new IdentityHashMap<>();
        Instant newest = Instant.EPOCH;
        for (Task task : submitted) {
            Instant second = task.submittedAt().getOrElse(newest);
            seconds.put(task, second);
            newest = second.isAfter(newest) ? second : newest;
        }
        return submitted.stream().sorted(Comparator.comparing(seconds::get)).toList();
    }

    TaskListReply answer(TaskScan scan, int offset, int limit) {
        if (scan.from().exists(first -> scan.to().exists(first::isAfter))) {
            throw new AssertionError("the service rejects an interval that ends before it begins: " + scan);
        }
        PageConstraints pages = capabilities.pages();
        if (limit > pages.maxLimit() || (pages.offsetIsMultipleOfLimit() && offset % limit != 0)) {
            throw new AssertionError("the service rejects offset " + offset + " with limit " + limit);
        }
        List<Task> rows =
                new ArrayList<>(rows().filter(task -> selects(scan, task)).toList());
        if (quirks.contains(Quirk.OLDEST_FIRST)) {
            Collections.reverse(rows);
        }
        if (quirks.contains(Quirk.UNSTABLE_TIES)) {
            shuffleTies(rows);
        }
        return new TaskListReply(
                rows.stream().skip(offset).limit(Math.min(limit, cap)).toList(), rows.size());
    }

    /** Shuffles the tasks of each second, also around tasks without a time, which keep their places. */
    private void shuffleTies(List<Task> rows) {
        Map<Instant, List<Integer>> ties = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int place = i;
            rows.get(i)
                    .submittedAt()
                    .forEach(second -> ties.computeIfAbsent(second, first -> new ArrayList<>())
                            .add(place));
        }
        for (List<Integer> places : ties.values()) {
            for (int last = places.size() - 1; last > 0; last--) {
                Collections.swap(rows, places.get(last), places.get(random.nextInt(last + 1)));
            }
        }
    }

    private boolean selects(TaskScan scan, Task task) {
        boolean named = quirks.contains(Quirk.FUZZY_NAMES)
                ? scan.instanceName().forAll(task.instanceName()::contains)
                : scan.instanceName().forAll(task.instanceName()::equals);
        boolean inTime = task.submittedAt()
                .map(moment ->
                        !scan.from().exists(moment::isBefore) && !scan.to().exists(moment::isAfter))
                .getOrElse(scan.from().isEmpty() && scan.to().isEmpty());
        return named
                && scan.instanceId().forAll(task.instanceId()::equals)
                && (inTime || quirks.contains(Quirk.IGNORES_TIME))
                && (scan.statuses().contains(task.status()) || quirks.contains(Quirk.IGNORES_STATUS))
                && (scan.types().contains(task.type()) || quirks.contains(Quirk.IGNORES_TYPE));
    }

    private Stream<Task> rows() {
        return newestFirst.stream().map(history -> history.current);
    }

    int size() {
        return newestFirst.size();
    }

    /** Returns the statuses that tasks of this service can have. */
    List<TaskStatus> statuses() {
        return List.copyOf(capabilities.statuses().occurring());
    }

    /** Returns the latest time of any task so far, forgotten ones included. */
    Instant newestSubmission() {
        return newestSubmission;
    }

    /** Adds a task at the newest end of the list. */
    TaskHistory submit(Task task) {
        TaskHistory history = new TaskHistory(TaskFixtures.copyOf(task).build());
        newestFirst.add(0, history);
        histories.add(history);
        states.add(history.current);
        newestSubmission = task.submittedAt().filter(newestSubmission::isBefore).getOrElse(newestSubmission);
        history.matchedEver = matches.test(task);
        return history;
    }

    /** Changes the status of the task at an index of the whole list. */
    void changeStatus(int index, TaskStatus status) {
        TaskHistory history = newestFirst.get(index);
        change(history, TaskFixtures.copyOf(history.current).status(status).build());
    }

    void rename(String instanceId, String name) {
        newestFirst.stream()
                .filter(history -> history.current.instanceId().equals(instanceId))
                .forEach(history -> {
                    change(
                            history,
                            TaskFixtures.copyOf(history.current)
                                    .instanceName(name)
                                    .build());
                    history.renamed = true;
                });
    }

    private void change(TaskHistory history, Task state) {
        history.current = state;
        states.add(state);
        boolean matching = matches.test(state);
        history.matchedAlways &= matching;
        history.matchedEver |= matching;
    }

    void forget(int index) {
        TaskHistory history = newestFirst.remove(index);
        history.matchedAlways = false;
    }

    /** Returns the histories of all tasks, forgotten ones included. */
    List<TaskHistory> histories() {
        return histories;
    }

    /** Returns whether a row is a state of one of the tasks, by identity. */
    boolean hasReported(Task row) {
        return states.contains(row);
    }
}
