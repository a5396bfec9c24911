package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.Backoff;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.plan.ScanAlgebra;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.DelayScheduler;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Merges polls that are due at about the same time: reads one list that contains the lists of all of them, unless that was
 * found to take as many calls as the separate lists, or to be unreadable twice in a row. An unreadable list is tried again
 * after a minute, and then less and less often.
 *
 * <p>Polls are compared by their lists, never by their queries, whose predicates are code of the caller.
 */
final class PollBatcher {
    /** How long a poll without a delay, such as the first poll of a wait, is held back for others to join. */
    private static final Duration BATCH_WINDOW = Duration.ofMillis(50);
    /** How long an unreadable merged list is not tried again. */
    private static final Backoff REJECTION = new Backoff(Duration.ofMinutes(1), 2, Duration.ofHours(1));

    private final ListReader lists;
    private final DelayScheduler scheduler;
    private final Set<PollRequest> pending = new LinkedHashSet<>();
    private volatile Option<RejectedMerge> rejectedMerge = Option.none();

    PollBatcher(ListReader lists, DelayScheduler scheduler) {
        this.lists = lists;
        this.scheduler = scheduler;
    }

    /**
     * Reads the tasks of a plan after a delay, or together with another poll once half of the delay has passed. Cancelling
     * the future removes the poll.
     */
    CompletableFuture<Either<TaskError, List<Task>>> poll(ScanPlan plan, Duration delay) {
        long earliestTime = scheduler.nanoTime() + TimeUnit.NANOSECONDS.convert(delay) / 2;
        PollRequest request = new PollRequest(plan, earliestTime);
        // Before the delay begins: other polls that are due when it ends must find this one.
        synchronized (pending) {
            pending.add(request);
        }
        CompletableFuture<Void> due;
        try {
            due = scheduler.after(delay.isZero() ? BATCH_WINDOW : delay);
        } catch (Throwable thrownByScheduler) {
            remove(request);
            throw thrownByScheduler;
        }
        request.result.whenComplete((result, cancelled) -> {
            due.cancel(false);
            remove(request);
        });
        due.whenComplete((passed, thrown) -> {
            if (thrown == null) {
                readGuarded(request);
            } else {
                request.result.completeExceptionally(thrown);
            }
        });
        return request.result;
    }

    private void remove(PollRequest request) {
        synchronized (pending) {
            pending.remove(request);
        }
    }

    private void readGuarded(PollRequest due) {
        try {
            read(due);
        } catch (Throwable thrownByScheduler) {
            // Nobody else would complete the result.
            due.result.completeExceptionally(thrownByScheduler);
        }
    }

    private void read(PollRequest due) {
        List<PollRequest> batch;
        Option<MergedList> merged;
        long now = scheduler.nanoTime();
        synchronized (pending) {
            if (!pending.contains(due)) {
                return;
            }
            List<PollRequest> ready = pending.stream()
                    .filter(request -> request == due || request.earliestTime - now <= 0)
                    .toList();
            merged =
                    MergedList.of(ready).filter(list -> !rejectedMerge.exists(rejected -> rejected.rejects(list, now)));
            batch = merged.isDefined()
                    ? ready
                    : ready.stream()
                            .filter(request -> request.scans().equals(due.scans()))
                            .toList();
            batch.forEach(pending::remove);
        }
        merged.peek(list -> readMerged(list, batch, now)).onEmpty(() -> readSeparately(batch));
    }

    private void readMerged(MergedList list, List<PollRequest> batch, long now) {
        readList(list.plan, list.separateCalls - 1, batch).whenComplete((outcome, thrown) -> {
            if (thrown != null) {
                batch.forEach(request -> request.result.completeExceptionally(thrown));
                return;
            }
            boolean isLong = outcome.exists(Option::isEmpty);
            // The cause of the failure, such as an unreadable row, may be in none of the separate lists.
            boolean isBroken = outcome.isLeft() && !outcome.getLeft().retryable();
            if (isLong || isBroken) {
                rejectedMerge = Option.some(
                        isLong
                                ? RejectedMerge.ofLong(list, now)
                                : RejectedMerge.ofUnreadable(list, now, rejectedMerge));
                readSeparately(batch);
            } else {
                rejectedMerge = rejectedMerge.filter(rejected -> outcome.isLeft() || !rejected.isPartOf(list));
                batch.forEach(request -> request.complete(outcome.map(Option::get)));
            }
        });
    }

    private void readSeparately(List<PollRequest> batch) {
        batch.stream()
                .filter(request -> !request.result.isDone())
                .collect(Collectors.groupingBy(PollRequest::scans, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(this::readShared);
    }

    /** Reads the list that all requests have in common. */
    private void readShared(List<PollRequest> requests) {
        ScanPlan plan = requests.get(0).plan;
        readList(requests.size() == 1 ? plan : plan.withoutQuery(), Integer.MAX_VALUE, requests)
                .whenComplete((outcome, thrown) -> requests.forEach(request -> {
                    if (thrown == null) {
                        request.complete(outcome.map(Option::get));
                    } else {
                        request.result.completeExceptionally(thrown);
                    }
                }));
    }

    /** Reads a list, which is cancelled when every request has ended. */
    private CompletableFuture<Either<TaskError, Option<List<Task>>>> readList(
            ScanPlan plan, int maxCalls, List<PollRequest> batch) {
        if (batch.stream().allMatch(request -> request.result.isDone())) {
            // A request may have been cancelled since it was due, for example by the listener of another wait.
            return CompletableFuture.failedFuture(new CancellationException("nobody waits for this list"));
        }
        CompletableFuture<Either<TaskError, Option<List<Task>>>> result;
        try {
            result = lists.read(plan, maxCalls);
        } catch (Throwable thrown) {
            // All requests of the batch must end, not only the one that was due.
            return CompletableFuture.failedFuture(thrown);
        }
        CompletableFuture.allOf(batch.stream().map(PollRequest::result).toArray(CompletableFuture[]::new))
                .whenComplete((all, cancelled) -> result.cancel(true));
        return result;
    }

    /**
     * A merged list that took no fewer calls than this many separate ones, or that was unreadable.
     *
     * @param failures how often in a row it was unreadable
     * @param until the time until which such a list is not tried again
     */
    private record RejectedMerge(TaskScan scan, int separateCalls, int failures, long until) {
        static RejectedMerge ofLong(MergedList list, long now) {
            return new RejectedMerge(list.scan(), list.separateCalls, 0, now + Long.MAX_VALUE);
        }

        static RejectedMerge ofUnreadable(MergedList list, long now, Option<RejectedMerge> previous) {
            int before = previous.filter(rejected -> rejected.isPartOf(list))
                    .map(RejectedMerge::failures)
                    .getOrElse(0);
            // One unreadable reply may be an accident of the network.
            Duration rejection = before == 0 ? Duration.ZERO : REJECTION.delay(before);
            return new RejectedMerge(list.scan(), Integer.MAX_VALUE, before + 1, now + rejection.toNanos());
        }

        boolean rejects(MergedList list, long now) {
            return until - now > 0 && isPartOf(list);
        }

        boolean isPartOf(MergedList list) {
            return list.separateCalls <= separateCalls && ScanAlgebra.contains(list.scan(), scan);
        }
    }

    /** One list in place of several, which take at least {@code separateCalls} calls. */
    private record MergedList(ScanPlan plan, int separateCalls) {
        static Option<MergedList> of(List<PollRequest> requests) {
            Set<List<TaskScan>> lists =
                    requests.stream().map(PollRequest::scans).collect(Collectors.toSet());
            int calls = lists.stream().mapToInt(List::size).sum();
            List<ScanPlan> plans =
                    requests.stream().map(request -> request.plan).toList();
            return Option.when(lists.size() > 1, () -> new MergedList(ScanPlan.around(plans), calls));
        }

        TaskScan scan() {
            return plan.scans().get(0);
        }
    }

    /**
     * A poll that is due later. Not a record, because it is removed by identity: two waits may poll for the same tasks at
     * the same time.
     */
    private static final class PollRequest {
        private final ScanPlan plan;
        private final long earliestTime;
        private final CompletableFuture<Either<TaskError, List<Task>>> result = new CompletableFuture<>();

        PollRequest(ScanPlan plan, long earliestTime) {
            this.plan = plan;
            this.earliestTime = earliestTime;
        }

        List<TaskScan> scans() {
            return plan.scans();
        }

        CompletableFuture<Either<TaskError, List<Task>>> result() {
            return result;
        }

        /** Completes this request with the tasks that its own query accepts. */
        void complete(Either<TaskError, List<Task>> merged) {
            try {
                result.complete(
                        merged.map(tasks -> tasks.stream().filter(plan.query()).toList()));
            } catch (Throwable thrownByPredicate) {
                result.completeExceptionally(Rethrow.describable(thrownByPredicate));
            }
        }
    }
}
