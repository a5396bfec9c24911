package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Reads all pages of a plan and emits the tasks newest first.
 *
 * <p>A task that matches during the whole traversal is emitted exactly once, whatever is submitted, started, finished,
 * failed or forgotten meanwhile. Tasks submitted after the first page belong to the next traversal. Within a second, tasks
 * keep the order of the scans in the plan, and within a scan the order of the service.
 *
 * <p>Limits:
 *
 * <ul>
 *   <li>Rows without a task id that share submission second, type name and instance id cannot be distinguished: their
 *       number is right, but their identity is not guaranteed.
 *   <li>Where one second fills a page and the list may have changed between its pages, rows with ids are read again until
 *       the result is known to be right, or the traversal ends with an error. For rows without ids, and for rows with
 *       ids if the total has changed, a {@link TraversalEvent.CompletenessAssumed} reports it: the result is right if the
 *       service keeps the order of the rows of a second.
 *   <li>Instance names are assumed not to change: a task whose instance is renamed meanwhile may be missed or repeated if
 *       the query filters by name.
 *   <li>A service that does not list newest first is followed in its own order, and a {@link TraversalEvent.OrderBroken}
 *       reports it.
 * </ul>
 *
 * <p>It keeps in memory a page of each scan, the pages in flight, the keys of one second and of rows without a time, and
 * the rows of a second that does not fit on a page; for a list that is not newest first, the keys of all rows emitted since
 * that was detected.
 */
public final class Traversal implements Operation {
    private final Paging paging;
    private final List<ScanCursor> cursors;
    private final Map<Long, ScanCursor> inFlight = new HashMap<>();
    private Option<TaskError> failure = Option.none();
    private long callCount;

    private Traversal(TraversalPlan plan, Consumer<? super TraversalEvent> listener) {
        paging = plan.paging();
        cursors = IntStream.range(0, plan.choices().size())
                .mapToObj(scan -> cursor(plan, scan, listener))
                .toList();
    }

    private static ScanCursor cursor(TraversalPlan plan, int index, Consumer<? super TraversalEvent> listener) {
        TaskScan scan = plan.scans().scans().get(index);
        // A service may filter more loosely than requested and return a row for two scans.
        Predicate<Task> accepted = task -> plan.scans().query().test(task) && scan.matches(task);
        return new ScanCursor(
                new ScanContext(
                        scan,
                        plan.choices().get(index).strategy() == Paging.Strategy.OFFSET
                                ? plan.paging().pagesInFlight()
                                : 1,
                        accepted,
                        new PageSizer(plan.paging().pageSize(), plan.scans().pages()),
                        listener),
                new CallBudget(scan, plan.paging().maxCalls()));
    }

    /**
     * Creates a traversal.
     *
     * @param plan the lists and how they are paged
     * @param listener receives observations within {@link #received}
     */
    public static Traversal of(TraversalPlan plan, Consumer<? super TraversalEvent> listener) {
        return new Traversal(plan, listener);
    }

    @Override
    public Option<Task> poll() {
        return ready().map(ScanCursor::take);
    }

    /** Returns no call while a task can be polled, unless pages are fetched ahead. */
    @Override
    public List<PageCall> nextCalls() {
        List<PageCall> newCalls = new ArrayList<>();
        if (failure.isEmpty()) {
            Option<ScanCursor> leading = leading();
            List<ScanCursor> needed = cursors.stream()
                    .filter(cursor -> isNeeded(cursor, leading))
                    .sorted(Comparator.comparing(ScanCursor::newestPossible).reversed())
                    .toList();
            needed.forEach(cursor -> request(cursor, newCalls));
        }
        return newCalls;
    }

    private boolean isNeeded(ScanCursor cursor, Option<ScanCursor> leading) {
        return !cursor.hasHead()
                ? !cursor.isExhausted() && leading.forAll(first -> comesBefore(cursor, first))
                : paging.pagesInFlight() > 1;
    }

    private void request(ScanCursor cursor, List<PageCall> newCalls) {
        int freeSlots = paging.pagesInFlight() - inFlight.size();
        cursor.nextRanges(paging.pagesInFlight()).stream().limit(freeSlots).forEach(range -> {
            PageCall call = new PageCall(callCount++, range.scan(), range.offset(), range.limit());
            cursor.request(call.number(), range);
            inFlight.put(call.number(), cursor);
            newCalls.add(call);
        });
    }

    @Override
    public void received(PageCall call, Either<TaskError, TaskListReply> outcome) {
        ScanCursor cursor = Option.of(inFlight.remove(call.number()))
                .getOrElseThrow(() -> new IllegalArgumentException("not in flight: " + call));
        Option<TaskError> error = outcome.fold(Option::some, page -> cursor.received(call.number(), page));
        failure = failure.orElse(error);
    }

    @Override
    public boolean isFinished() {
        return ready().isEmpty() && (failure.isDefined() || cursors.stream().allMatch(ScanCursor::isExhausted));
    }

    @Override
    public Option<TaskError> failure() {
        return failure;
    }

    /** Returns the cursor whose head is the next task, once no other can precede it. */
    private Option<ScanCursor> ready() {
        return leading()
                .filter(first -> cursors.stream()
                        .allMatch(cursor -> cursor.hasHead() || cursor.isExhausted() || !comesBefore(cursor, first)));
    }

    private Option<ScanCursor> leading() {
        Option<ScanCursor> first = Option.none();
        for (ScanCursor cursor : cursors) {
            if (cursor.hasHead()
                    && first.forAll(other -> cursor.newestPossible().isAfter(other.newestPossible()))) {
                first = Option.some(cursor);
            }
        }
        return first;
    }

    private boolean comesBefore(ScanCursor cursor, ScanCursor other) {
        Instant newest = cursor.newestPossible();
        return newest.isAfter(other.newestPossible())
                || (newest.equals(other.newestPossible()) && cursors.indexOf(cursor) < cursors.indexOf(other));
    }
}
