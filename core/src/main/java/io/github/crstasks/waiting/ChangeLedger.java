package io.github.crstasks.waiting;

import io.github.crstasks.paging.RowKey;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.TaskChange.Appeared;
import io.github.crstasks.waiting.TaskChange.StatusChanged;
import io.github.crstasks.waiting.TaskChange.Vanished;
import io.vavr.control.Option;
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
 * What was reported of a list beside what it shows now. The changes are the difference of the two, so that however long
 * nobody takes them there are never more of them than tasks. For use by one driver at a time.
 */
final class ChangeLedger {
    private final Map<RowKey, List<Task>> reported = new HashMap<>();
    private Map<RowKey, List<Task>> shown = Map.of();
    private Deque<RowKey> different = new ArrayDeque<>();

    /** Takes the list as it is now, newest first; whether it changed since the last time. */
    boolean show(List<Task> tasks) {
        Map<RowKey, List<Task>> before = shown;
        shown = byKey(tasks);
        Set<RowKey> keys = new LinkedHashSet<>(shown.keySet());
        keys.addAll(before.keySet());
        keys.addAll(reported.keySet());
        different = new ArrayDeque<>(keys.stream()
                .filter(key -> change(key).isDefined())
                .sorted(Comparator.comparing(RowKey::submittedAt))
                .toList());
        return keys.stream().anyMatch(key -> differ(of(before, key), of(shown, key)));
    }

    private static Map<RowKey, List<Task>> byKey(List<Task> tasks) {
        Map<RowKey, List<Task>> byKey = new LinkedHashMap<>();
        List<Task> oldestFirst = new ArrayList<>(tasks);
        Collections.reverse(oldestFirst);
        oldestFirst.forEach(task -> byKey.computeIfAbsent(RowKey.of(task), key -> new ArrayList<>(1))
                .add(task));
        return byKey;
    }

    /** Takes the next change, those of older tasks first. */
    Option<TaskChange> next() {
        while (!different.isEmpty()) {
            RowKey key = different.getFirst();
            Option<TaskChange> change = change(key);
            if (change.isDefined()) {
                report(key, change.get());
                return change;
            }
            different.removeFirst();
        }
        return Option.none();
    }

    /** Of rows alike those in the same status are taken for the same, and then any two. */
    private Option<TaskChange> change(RowKey key) {
        List<Task> gone = without(of(reported, key), of(shown, key));
        List<Task> come = without(of(shown, key), of(reported, key));
        if (gone.isEmpty()) {
            return Option.when(!come.isEmpty(), () -> new Appeared(come.get(0)));
        }
        return Option.some(come.isEmpty() ? new Vanished(gone.get(0)) : new StatusChanged(gone.get(0), come.get(0)));
    }

    private void report(RowKey key, TaskChange change) {
        List<Task> now = new ArrayList<>(of(reported, key));
        if (change instanceof StatusChanged changed) {
            now.remove(changed.before());
        }
        if (change instanceof Vanished vanished) {
            now.remove(vanished.task());
        } else {
            now.add(change.task());
        }
        if (now.isEmpty()) {
            reported.remove(key);
        } else {
            reported.put(key, now);
        }
    }

    private static List<Task> of(Map<RowKey, List<Task>> tasks, RowKey key) {
        return tasks.getOrDefault(key, List.of());
    }

    private static boolean differ(List<Task> some, List<Task> others) {
        return some.size() != others.size() || !without(some, others).isEmpty();
    }

    /** Those of some tasks that are in a status in which no other one is left. */
    private static List<Task> without(List<Task> some, List<Task> others) {
        List<Option<Integer>> statuses = new ArrayList<>(others.size());
        others.forEach(task -> statuses.add(task.statusCode()));
        return some.stream().filter(task -> !statuses.remove(task.statusCode())).toList();
    }
}
