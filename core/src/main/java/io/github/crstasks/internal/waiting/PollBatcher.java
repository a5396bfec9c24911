package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Merges polls that are due at about the same time: reads one list that contains the lists of all of them, unless that was
 * found to take as many calls as the separate lists.
 */
final class PollBatcher {
    /** How long a poll without a delay, such as the first poll of a wait, is held back for others to join. */
    private static final Duration BATCH_WINDOW = Duration.ofMillis(50);

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
        synchronized (pending) {
            if (!pending.contains(due)) {
                return;
            }
            long now = scheduler.nanoTime();
            List<PollRequest> ready = pending.stream()
                    .filter(request -> request == due || request.earliestTime - now <= 0)
                    .toList();
            merged = MergedList.of(ready).filter(list -> !rejectedMerge.exists(list::isNoShorterThan));
            batch = merged.isDefined()
                    ? ready
                    : ready.stream()
                            .filter(request -> request.plan.equals(due.plan))
                            .toList();
            batch.forEach(pending::remove);
        }
        merged.peek(list -> readMerged(list, batch)).onEmpty(() -> readSeparately(batch));
    }

    private void readMerged(MergedList list, List<PollRequest> batch) {
        readList(list.plan, list.separateCalls - 1, batch).whenComplete((outcome, thrown) -> {
            if (thrown != null) {
                batch.forEach(request -> request.result.completeExceptionally(thrown));
                return;
            }
            boolean isLong = outcome.exists(Option::isEmpty);
            // The cause of the failure, such as an unreadable row, may be in none of the separate lists.
            boolean isBroken = outcome.isLeft() && !outcome.getLeft().retryable();
            if (isLong || isBroken) {
                rejectedMerge =
                        Option.some(new RejectedMerge(list.scan(), isBroken ? Integer.MAX_VALUE : list.separateCalls));
                readSeparately(batch);
            } else {
                batch.forEach(request -> request.complete(outcome.map(Option::get)));
            }
        });
    }

    private void readSeparately(List<PollRequest> batch) {
        batch.stream()
                .filter(request -> !request.result.isDone())
                .collect(Collectors.groupingBy(PollRequest::plan, LinkedHashMap::new, Collectors.toList()))
                .forEach((plan, requests) -> readList(plan, Integer.MAX_VALUE, requests)
                        .whenComplete((outcome, thrown) -> requests.forEach(request -> {
                            if (thrown == null) {
                                request.result.complete(outcome.map(Option::get));
                            } else {
                                request.result.completeExceptionally(thrown);
                            }
                        })));
    }

    /** Reads a list, which is cancelled when every request has ended. */
    private CompletableFuture<Either<TaskError, Option<List<Task>>>> readList(
            ScanPlan plan, int maxCalls, List<PollRequest> batch) {
        var result = lists.read(plan, maxCalls);
        CompletableFuture.allOf(batch.stream().map(PollRequest::result).toArray(CompletableFuture[]::new))
                .whenComplete((all, cancelled) -> result.cancel(true));
        return result;
    }

    /** A merged list that takes no fewer calls than this many separate ones. */
    private record RejectedMerge(TaskScan scan, int separateCalls) {}

    /** One list in place of several, which take at least {@code separateCalls} calls. */
    private record MergedList(ScanPlan plan, int separateCalls) {
        static Option<MergedList> of(List<PollRequest> requests) {
            Set<ScanPlan> plans = requests.stream().map(PollRequest::plan).collect(Collectors.toSet());
            int calls = plans.stream().mapToInt(plan -> plan.scans().size()).sum();
            return Option.when(plans.size() > 1, () -> new MergedList(ScanPlan.around(plans), calls));
        }

        TaskScan scan() {
            return plan.scans().get(0);
        }

        boolean isNoShorterThan(RejectedMerge rejected) {
            return separateCalls <= rejected.separateCalls && ScanAlgebra.contains(scan(), rejected.scan);
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

        ScanPlan plan() {
            return plan;
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
                result.completeExceptionally(thrownByPredicate);
            }
        }
    }
}
