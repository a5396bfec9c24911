package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Goes by offset through a window that nothing leaves or joins, several pages at a time, and hands the rows on in order.
 *
 * <p>At the first page that disagrees it gives up, with everything before that page handed on. What can move is the
 * newest second, which may still be growing, and what is forgotten. A removal shows in the total; if a new task makes up
 * for it, the rows in between come one place later, and a page begins with rows that were on the page before.
 */
final class OffsetPages implements Walker {
    private final ListReading reading;
    private final TaskScan window;
    private final int total;
    private final int step;
    private final Map<Integer, TaskRows> waiting = new HashMap<>();
    private final Ledger ledger = new Ledger();
    /** The rows of the last second, wanted or not. */
    private Set<RowKey> edge = Set.of();

    private int reached;
    private Instant second;

    private OffsetPages(ListReading reading, TaskScan window, int total, int reached, Instant second) {
        this.reading = reading;
        this.window = window;
        this.total = total;
        this.step = reading.pageSize().rows();
        this.reached = reached;
        this.second = second;
    }

    static Either<TaskError, Step> after(List<Task> firstPage, int total, ListReading reading, TaskScan window) {
        OffsetPages pages = new OffsetPages(
                reading,
                window,
                total,
                firstPage.size(),
                ListReading.last(firstPage).submittedAt());
        List<Task> fresh = pages.handOn(firstPage);
        return pages.isOver() ? Step.end(fresh) : Step.on(fresh, pages);
    }

    @Override
    public List<Slice> wanted(int most) {
        long pages = ((long) total - reached + step - 1) / step;
        return IntStream.range(0, (int) Math.min(pages, (long) most + waiting.size()))
                .map(page -> reached + page * step)
                .filter(offset -> !waiting.containsKey(offset))
                .mapToObj(offset -> new Slice(window, offset, step))
                .toList();
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    @Override
    public Instant bound() {
        return second;
    }

    @Override
    public Either<TaskError, Step> received(Slice slice, TaskRows page) {
        reading.learn(slice, page);
        waiting.put(slice.offset(), page);
        List<List<Task>> pages = new ArrayList<>();
        for (TaskRows next = waiting.remove(reached); next != null && !isOver(); next = waiting.remove(reached)) {
            List<Task> rows = next.tasks();
            if (rows.isEmpty() && reached < next.totalCount()) {
                return Either.left(ListReading.noRows(new Slice(window, reached, step), next.totalCount()));
            }
            Option<Walker> other = otherWay(next);
            if (other.isDefined()) {
                return Either.right(new Step(pages, other));
            }
            pages.add(handOn(rows));
            reached += rows.size();
        }
        return Either.right(new Step(pages, Option.when(!isOver(), this)));
    }

    /** A service that ignores times goes on where the list has ended. */
    private boolean isOver() {
        return reached >= total || reading.startsAfter(second);
    }

    private Option<Walker> otherWay(TaskRows page) {
        List<Task> rows = page.tasks();
        Option<String> sign = sign(page).peek(reading::moved);
        if (sign.isDefined()) {
            ledger.readAgain();
            // Only rows of two seconds show that the list is newest first; else it is the whole list that must show it.
            return Option.some(
                    second.isBefore(bound(window))
                            ? Keyset.from(second, reading, ledger)
                            : LinkedPages.ofSecond(reading, reading.scan(), ledger, second));
        }
        return ListReading.disorder(window, rows).peek(reading::broken).map(broken -> {
            ledger.readAgain();
            return LinkedPages.unordered(reading, reading.scan(), ledger, reached);
        });
    }

    private static Instant bound(TaskScan window) {
        return window.to().getOrElse(Instant.MAX);
    }

    private Option<String> sign(TaskRows page) {
        List<Task> rows = page.tasks();
        if (page.totalCount() != total) {
            return Option.some("it has " + page.totalCount() + " rows, and had " + total);
        }
        if (rows.size() != Math.min(step, total - reached)) {
            return Option.some(rows.size() + " rows came at offset " + reached);
        }
        if (rows.get(0).submittedAt().isAfter(second)) {
            return Option.some("the page at offset " + reached + " begins later than the one before ends");
        }
        return rows.stream().map(RowKey::of).anyMatch(edge::contains)
                ? Option.some("the page at offset " + reached + " may repeat rows of the one before")
                : Option.none();
    }

    private List<Task> handOn(List<Task> rows) {
        List<Task> fresh = reading.fresh(rows, ledger);
        Instant last = ListReading.last(rows).submittedAt();
        Set<RowKey> keys = rows.stream()
                .filter(row -> row.submittedAt().equals(last))
                .map(RowKey::of)
                .collect(Collectors.toSet());
        if (last.equals(second)) {
            keys.addAll(edge);
        }
        edge = keys;
        second = last;
        ledger.keep(last);
        return fresh;
    }
}
