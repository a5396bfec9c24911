package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
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
 * The walk over all pages of a plan, as a state machine: it says which pages to ask for, is told what came, and gives the
 * tasks, newest first.
 *
 * <p>A task that matches during the whole traversal is given exactly once, whatever is submitted, started, finished,
 * failed or forgotten meanwhile. What is submitted after the first page belongs to the next traversal. Tasks of one second
 * come in the service's order where the plan has one scan, and scan by scan where it has several.
 *
 * <p>What no client can do:
 *
 * <ul>
 *   <li>Rows without a task id that are alike in submission second, type name and instance id cannot be told apart: among
 *       them the promise is a number, not an identity.
 *   <li>Where one second fills a page, pages are joined by the rows that they share and by the total. If
 *       as many rows come as go between two pages, rows alike can hide it, and pages that share no row always do: pages of
 *       one row, and those that meet at a multiple of all limits where offsets must be multiples of limits.
 *   <li>A name is taken not to change: a task whose instance is renamed meanwhile may be missed or come twice if the
 *       query asks for names.
 *   <li>A service that does not list newest first, or sends newer rows than it was asked for, is followed as it lists,
 *       and a {@link TraversalEvent} says so.
 * </ul>
 *
 * <p>It holds a page of each scan and those that are on their way, and the keys of one second; where a service is followed
 * as it lists, the keys of all that was handed on since. It does nothing by itself and is for use by one driver
 * at a time.
 */
public final class Traversal {
    private final Paging paging;
    private final List<ScanWalk> walks;
    private final Map<Long, ScanWalk> inFlight = new HashMap<>();
    private Option<TaskError> failure = Option.none();
    private long calls;

    private Traversal(TraversalPlan plan, Consumer<? super TraversalEvent> observer) {
        paging = plan.paging();
        walks = IntStream.range(0, plan.scans().size())
                .mapToObj(scan -> walk(plan, scan, observer))
                .toList();
    }

    private static ScanWalk walk(TraversalPlan plan, int index, Consumer<? super TraversalEvent> observer) {
        TaskScan scan = plan.scans().get(index);
        // A service may filter more loosely than it is asked to, and send a row in answer to two scans.
        Predicate<Task> accepted = task -> plan.query().query().test(task) && scan.holds(task);
        return new ScanWalk(new FirstPage(
                new ListReading(
                        scan,
                        accepted,
                        new PageSize(plan.paging().pageSize(), plan.query().pages()),
                        observer),
                plan.choices().get(index).strategy()));
    }

    /**
     * A walk that has not begun.
     *
     * @param plan what to walk over, and how
     * @param observer is told what is noticed on the way, within {@link #received}
     * @return the walk
     */
    public static Traversal of(TraversalPlan plan, Consumer<? super TraversalEvent> observer) {
        return new Traversal(plan, observer);
    }

    /**
     * Takes the next task, if it is known yet.
     *
     * @return the task; none if a page must come first, or if the walk {@link #isFinished()}
     */
    public Option<Task> poll() {
        return ready().map(ScanWalk::take);
    }

    /**
     * The calls to make now. Each is returned once, and its outcome must be told.
     *
     * @return no more than may be in flight; none while a task can be polled, unless pages are fetched ahead
     */
    public List<PageCall> calls() {
        List<PageCall> now = new ArrayList<>();
        if (failure.isEmpty()) {
            Option<ScanWalk> leading = leading();
            List<ScanWalk> needed = walks.stream()
                    .filter(walk -> isNeeded(walk, leading))
                    .sorted(Comparator.comparing(ScanWalk::bound).reversed())
                    .toList();
            needed.forEach(walk -> ask(walk, now));
        }
        return now;
    }

    private boolean isNeeded(ScanWalk walk, Option<ScanWalk> leading) {
        return walk.head().isEmpty()
                ? !walk.isExhausted() && leading.forAll(first -> comesBefore(walk, first))
                : paging.pagesInFlight() > 1;
    }

    private void ask(ScanWalk walk, List<PageCall> now) {
        int room = paging.pagesInFlight() - inFlight.size();
        walk.wanted(paging.pagesInFlight()).stream().limit(room).forEach(slice -> {
            PageCall call = new PageCall(calls++, slice.scan(), slice.offset(), slice.limit());
            walk.ask(call.number(), slice);
            inFlight.put(call.number(), walk);
            now.add(call);
        });
    }

    /**
     * Tells what became of a call. Calls may end in any order.
     *
     * @param call one that {@link #calls()} returned
     * @param outcome the rows that came, or why none did: then the walk gives what it has and ends
     */
    public void received(PageCall call, Either<TaskError, TaskRows> outcome) {
        ScanWalk walk = Option.of(inFlight.remove(call.number()))
                .getOrElseThrow(() -> new IllegalArgumentException("not in flight: " + call));
        Option<TaskError> error = outcome.fold(Option::some, rows -> walk.received(call.number(), rows));
        failure = failure.orElse(error);
    }

    /**
     * Whether the walk is at its end, be it a failure or not; calls that are still in flight can be given up.
     *
     * @return true if there will be no more tasks
     */
    public boolean isFinished() {
        return ready().isEmpty() && (failure.isDefined() || walks.stream().allMatch(ScanWalk::isExhausted));
    }

    /**
     * Why the walk ends before the list does.
     *
     * @return the first error that was told or found
     */
    public Option<TaskError> failure() {
        return failure;
    }

    /** The walk whose head is the next task, once no other can come before it. */
    private Option<ScanWalk> ready() {
        return leading()
                .filter(first -> walks.stream()
                        .allMatch(walk -> walk.head().isDefined() || walk.isExhausted() || !comesBefore(walk, first)));
    }

    private Option<ScanWalk> leading() {
        Option<ScanWalk> first = Option.none();
        for (ScanWalk walk : walks) {
            if (walk.head().isDefined() && first.forAll(other -> walk.bound().isAfter(other.bound()))) {
                first = Option.some(walk);
            }
        }
        return first;
    }

    private boolean comesBefore(ScanWalk walk, ScanWalk other) {
        Instant bound = walk.bound();
        return bound.isAfter(other.bound())
                || (bound.equals(other.bound()) && walks.indexOf(walk) < walks.indexOf(other));
    }
}
