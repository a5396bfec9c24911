package io.github.crstasks.testkit;

import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.PageRule;
import io.github.crstasks.query.Pushdown;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The service in memory, which remembers what became of each task: closed intervals, filters, newest first, in one second
 * the latest submitted first, and a page cap.
 */
final class SimulatedService {
    /** A task through all its states. */
    static final class Life {
        private Task now;
        private boolean matchedAlways;
        private boolean matchedEver;
        private boolean renamed;

        private Life(Task now) {
            this.now = now;
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

        Task now() {
            return now;
        }
    }

    /** What a service may do otherwise than the documents lead one to believe. */
    enum Quirk {
        OLDEST_FIRST,
        IGNORES_TIME,
        IGNORES_STATUS,
        IGNORES_TYPE,
        FUZZY_NAMES
    }

    private final Pushdown pushdown;
    private final Predicate<Task> matches;
    private final int cap;
    private final Set<Quirk> quirks;
    private int fullestSecond;
    private final List<Life> newestFirst = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>();
    private final Set<Task> states = Collections.newSetFromMap(new IdentityHashMap<>());

    SimulatedService(Api api, List<Task> submitted, Predicate<Task> matches, int cap, Set<Quirk> quirks) {
        this.pushdown = api.protocol().pushdown();
        this.matches = matches;
        this.cap = cap;
        this.quirks = quirks;
        submitted.stream()
                .sorted(Comparator.comparing(Task::submittedAt))
                .forEach(task -> submit(task).matchedAlways = matches.test(task));
    }

    TaskRows answer(TaskScan scan, int offset, int limit) {
        if (scan.from().exists(first -> scan.to().exists(first::isAfter))) {
            throw new AssertionError("the service refuses an interval that ends before it begins: " + scan);
        }
        PageRule rule = pushdown.pages();
        if (limit > rule.mostRows() || (rule.aligned() && offset % limit != 0)) {
            throw new AssertionError("the service refuses offset " + offset + " with limit " + limit);
        }
        List<Task> rows =
                new ArrayList<>(rows().filter(task -> shows(scan, task)).toList());
        if (quirks.contains(Quirk.OLDEST_FIRST)) {
            Collections.reverse(rows);
        }
        return new TaskRows(
                rows.stream().skip(offset).limit(Math.min(limit, cap)).toList(), rows.size());
    }

    private boolean shows(TaskScan scan, Task task) {
        boolean named = quirks.contains(Quirk.FUZZY_NAMES)
                ? scan.instanceName().forAll(task.instanceName()::contains)
                : scan.instanceName().forAll(task.instanceName()::equals);
        boolean inTime =
                !scan.from().exists(task.submittedAt()::isBefore) && !scan.to().exists(task.submittedAt()::isAfter);
        return named
                && scan.instanceId().forAll(task.instanceId()::equals)
                && (inTime || quirks.contains(Quirk.IGNORES_TIME))
                && (scan.statuses().contains(task.status()) || quirks.contains(Quirk.IGNORES_STATUS))
                && (scan.types().contains(task.type()) || quirks.contains(Quirk.IGNORES_TYPE));
    }

    private Stream<Task> rows() {
        return newestFirst.stream().map(life -> life.now);
    }

    int size() {
        return newestFirst.size();
    }

    /** The statuses that its tasks can have. */
    List<TaskStatus> statuses() {
        return List.copyOf(pushdown.statuses().occurring());
    }

    Instant newest() {
        return newestFirst.isEmpty() ? Instant.EPOCH : newestFirst.get(0).now.submittedAt();
    }

    /** Adds a task at the newest end. */
    Life submit(Task task) {
        Life life = new Life(copyOf(task));
        newestFirst.add(0, life);
        lives.add(life);
        states.add(life.now);
        life.matchedEver = matches.test(task);
        long alike = rows().takeWhile(row -> row.submittedAt().equals(task.submittedAt()))
                .count();
        fullestSecond = Math.max(fullestSecond, (int) alike);
        return life;
    }

    /** Moves the task at a place of the whole list. */
    void move(int place, TaskStatus status) {
        Life life = newestFirst.get(place);
        become(life, copied(life.now).status(status).build());
    }

    void rename(String instanceId, String name) {
        newestFirst.stream()
                .filter(life -> life.now.instanceId().equals(instanceId))
                .forEach(life -> {
                    become(life, copied(life.now).instanceName(name).build());
                    life.renamed = true;
                });
    }

    private void become(Life life, Task state) {
        life.now = state;
        states.add(state);
        boolean matching = matches.test(state);
        life.matchedAlways &= matching;
        life.matchedEver |= matching;
    }

    void forget(int place) {
        Life life = newestFirst.remove(place);
        life.matchedAlways = false;
    }

    /** The most rows that one second ever had. */
    int fullestSecond() {
        return fullestSecond;
    }

    /** All tasks that ever were. */
    List<Life> lives() {
        return lives;
    }

    /** Whose state a row is: that very object, not one like it. */
    boolean showed(Task row) {
        return states.contains(row);
    }

    private static Task copyOf(Task task) {
        return copied(task).build();
    }

    private static Task.Builder copied(Task task) {
        Task.Builder copy = Task.builder();
        copy.from(task);
        return copy;
    }
}
