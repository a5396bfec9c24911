package io.github.crstasks.internal.waiting;

import io.github.crstasks.internal.paging.RowKey;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.TaskChange.Appeared;
import io.github.crstasks.waiting.TaskChange.StatusChanged;
import io.github.crstasks.waiting.TaskChange.Vanished;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The difference between the tasks that were reported and the tasks of the latest poll. Pending changes of a task are
 * merged, so there are never more of them than tasks, however slowly they are taken. For use by one driver at a time.
 */
final class ListDiff {
    private final Map<RowKey, List<Task>> reported = new HashMap<>();
    private Map<RowKey, List<Task>> current = Map.of();
    private Deque<RowKey> changedKeys = new ArrayDeque<>();

    /** Updates the current tasks, newest first; returns whether they changed since the last update. */
    boolean update(List<Task> tasks) {
        Map<RowKey, List<Task>> before = current;
        current = byKey(tasks);
        Set<RowKey> keys = new LinkedHashSet<>(current.keySet());
        keys.addAll(before.keySet());
        keys.addAll(reported.keySet());
        changedKeys = new ArrayDeque<>(keys.stream()
                .filter(key -> change(key).isDefined())
                .sorted(Comparator.comparing(this::time))
                .toList());
        return keys.stream().anyMatch(key -> differ(of(before, key), of(current, key)));
    }

    private Instant time(RowKey key) {
        List<Task> tasks = current.containsKey(key) ? of(current, key) : of(reported, key);
        return tasks.get(0).submittedAt().getOrElse(Instant.MAX);
    }

    private static Map<RowKey, List<Task>> byKey(List<Task> tasks) {
        Map<RowKey, List<Task>> byKey = new LinkedHashMap<>();
        List<Task> oldestFirst = new ArrayList<>(tasks);
        Collections.reverse(oldestFirst);
        oldestFirst.forEach(task -> byKey.computeIfAbsent(RowKey.of(task), key -> new ArrayList<>(1))
                .add(task));
        return byKey;
    }

    /** Takes the next change; changes of older tasks come first. */
    Option<TaskChange> nextChange() {
        while (!changedKeys.isEmpty()) {
            RowKey key = changedKeys.getFirst();
            Option<TaskChange> change = change(key);
            if (change.isDefined()) {
                report(key, change.get());
                return change;
            }
            changedKeys.removeFirst();
        }
        return Option.none();
    }

    /**
     * Returns the next change of a key; empty if there is none. Rows with equal keys are paired by status first, and then
     * in any order.
     */
    private Option<TaskChange> change(RowKey key) {
        List<Task> removed = without(of(reported, key), of(current, key));
        List<Task> added = without(of(current, key), of(reported, key));
        if (removed.isEmpty()) {
            return Option.when(!added.isEmpty(), () -> new Appeared(added.get(0)));
        }
        return Option.some(
                added.isEmpty() ? new Vanished(removed.get(0)) : new StatusChanged(removed.get(0), added.get(0)));
    }

    private void report(RowKey key, TaskChange change) {
        List<Task> updated = new ArrayList<>(of(reported, key));
        if (change instanceof StatusChanged changed) {
            updated.remove(changed.before());
        }
        if (change instanceof Vanished vanished) {
            updated.remove(vanished.task());
        } else {
            updated.add(change.task());
        }
        if (updated.isEmpty()) {
            reported.remove(key);
        } else {
            reported.put(key, updated);
        }
    }

    private static List<Task> of(Map<RowKey, List<Task>> tasks, RowKey key) {
        return tasks.getOrDefault(key, List.of());
    }

    private static boolean differ(List<Task> some, List<Task> others) {
        return some.size() != others.size() || !without(some, others).isEmpty();
    }

    /** Returns {@code some} tasks, less one task of equal status for each of {@code others}. */
    private static List<Task> without(List<Task> some, List<Task> others) {
        List<Option<Long>> statuses = new ArrayList<>(others.size());
        others.forEach(task -> statuses.add(task.statusCode()));
        return some.stream().filter(task -> !statuses.remove(task.statusCode())).toList();
    }
}
