package io.github.crstasks.internal.paging;

import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The rows of one second that were received so far, in the order of the service. */
final class OrderedRows {
    /** A service that orders the rows at random passes for one that keeps their order in one of a billion cases. */
    private static final int ENOUGH_EVIDENCE_BITS = 30;

    private final List<Task> rows = new ArrayList<>();
    private final Map<RowKey, Integer> ranks = new HashMap<>();
    private int orderEvidence;

    int size() {
        return rows.size();
    }

    List<Task> toList() {
        return List.copyOf(rows);
    }

    void addAll(List<Task> added) {
        for (Task row : added) {
            ranks.put(RowKey.of(row), rows.size());
            rows.add(row);
        }
    }

    boolean haveIds() {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.taskId().isDefined());
    }

    /** Returns whether two rows cannot be distinguished. */
    boolean hasTwins() {
        return ranks.size() < rows.size();
    }

    /** Returns whether the last rows look like the given ones. */
    boolean endsWith(List<Task> others) {
        return others.size() <= rows.size()
                && RowKey.listOf(rows.subList(rows.size() - others.size(), rows.size()))
                        .equals(RowKey.listOf(others));
    }

    List<RowKey> keysWith(List<Task> others) {
        List<RowKey> keys = new ArrayList<>(RowKey.listOf(rows));
        keys.addAll(RowKey.listOf(others));
        return keys;
    }

    /** Returns whether rows can be told apart from each other and from the rows received so far. */
    boolean canTellApart(List<Task> others) {
        return !hasTwins() && new HashSet<>(RowKey.listOf(others)).size() == others.size();
    }

    /** Returns the place of a row among the received ones; empty if it was not received. */
    Option<Integer> rank(Task row) {
        return Option.of(ranks.get(RowKey.of(row)));
    }

    /** Returns how many rows of a page precede the last one that was received before; 0 if none was. */
    int knownUntil(List<Task> page) {
        for (int i = page.size(); i > 0; i--) {
            if (rank(page.get(i - 1)).isDefined()) {
                return i;
            }
        }
        return 0;
    }

    /** Returns whether the rows of a page that were received before are in the same order as before. */
    boolean keepsOrder(List<Task> page) {
        List<Integer> known =
                page.stream().flatMap(row -> rank(row).toJavaStream()).toList();
        return known.stream().sorted().toList().equals(known);
    }

    /**
     * Weighs how many rows of a page directly follow the same row as before. Among n rows in random order, one in n does;
     * half of this weight makes up for the pages that say nothing. Rows without a time are left out: they can keep their
     * places while the rows around them change theirs.
     */
    void observeOrder(List<Task> page) {
        int rowsWithTime = (int) rows.stream().filter(OrderedRows::hasTime).count();
        int bits = Math.max(0, 30 - Integer.numberOfLeadingZeros(rowsWithTime));
        for (int i = 1; i < page.size(); i++) {
            if (hasTime(page.get(i - 1)) && hasTime(page.get(i)) && isNext(page.get(i - 1), page.get(i))) {
                orderEvidence += bits;
            }
        }
    }

    private static boolean hasTime(Task row) {
        return row.submittedAt().isDefined();
    }

    private boolean isNext(Task row, Task follower) {
        return rank(row).exists(known -> rank(follower).contains(known + 1));
    }

    /** Returns whether the service keeps the order of the rows from reply to reply, as far as repeated rows can show. */
    boolean isOrderConfirmed() {
        return orderEvidence >= ENOUGH_EVIDENCE_BITS;
    }

    /**
     * Adds the rows of a page that were not received before, each behind the row that it follows in the page. Rows of a page
     * that was not received before at all come first: such a page begins with the second.
     */
    void merge(List<Task> page) {
        Deque<Task> received = new ArrayDeque<>(rows);
        List<Task> merged = new ArrayList<>();
        int firstKnown = page.stream()
                .flatMap(row -> rank(row).toJavaStream())
                .findFirst()
                .orElse(0);
        moveTo(merged, received, firstKnown);
        for (Task row : page) {
            Option<Integer> rank = rank(row);
            rank.forEach(known -> moveTo(merged, received, known + 1));
            if (rank.isEmpty()) {
                merged.add(row);
            }
        }
        merged.addAll(received);
        rows.clear();
        ranks.clear();
        addAll(merged);
    }

    /** Moves rows until as many of the received ones have left as the rank says. */
    private void moveTo(List<Task> merged, Deque<Task> received, int rank) {
        while (rows.size() - received.size() < rank) {
            merged.add(received.removeFirst());
        }
    }
}
