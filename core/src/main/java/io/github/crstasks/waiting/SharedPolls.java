package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Makes polls that are due about the same time together: from one list around all of theirs, unless that was found to take
 * as many calls as their lists apart.
 */
// The futures that are ignored here are looked at by way of those that are kept.
@SuppressWarnings("FutureReturnValueIgnored")
final class SharedPolls {
    /** What has no pause before it, such as the first polls of waits that begin together, waits this long for company. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private final TaskLists lists;
    private final Timer timer;
    private final Set<Request> waiting = new LinkedHashSet<>();
    private volatile Option<LongList> tooLong = Option.none();

    SharedPolls(TaskLists lists, Timer timer) {
        this.lists = lists;
        this.timer = timer;
    }

    /** Reads the tasks of a plan after a pause, in company after half of it. Cancelling takes it back. */
    CompletableFuture<Either<TaskError, List<Task>>> poll(QueryPlan plan, Duration pause) {
        Request request = new Request(plan, timer.nanoTime() + pause.toNanos() / 2);
        synchronized (waiting) {
            waiting.add(request);
        }
        CompletableFuture<Void> alarm = timer.after(pause.isZero() ? GATHERING : pause);
        request.result.whenComplete((read, cancelled) -> {
            alarm.cancel(false);
            leave(request);
        });
        alarm.thenRun(() -> read(request));
        return request.result;
    }

    private void leave(Request request) {
        synchronized (waiting) {
            waiting.remove(request);
        }
    }

    private void read(Request due) {
        List<Request> company;
        Option<OneList> oneList;
        synchronized (waiting) {
            if (!waiting.contains(due)) {
                return;
            }
            long now = timer.nanoTime();
            List<Request> ready = waiting.stream()
                    .filter(request -> request == due || request.earliest - now <= 0)
                    .toList();
            oneList = OneList.around(ready).filter(list -> !tooLong.exists(list::isNoShorterThan));
            company = oneList.isDefined()
                    ? ready
                    : ready.stream()
                            .filter(request -> request.plan.equals(due.plan))
                            .toList();
            company.forEach(waiting::remove);
        }
        oneList.peek(list -> readTogether(list, company)).onEmpty(() -> readApart(company));
    }

    private void readTogether(OneList list, List<Request> company) {
        reading(list.plan, list.callsApart - 1, company).thenAccept(brought -> {
            boolean isLong = brought.exists(Option::isEmpty);
            // What breaks the one list, such as a row that cannot be read, may lie in none of the lists apart.
            boolean isBroken = brought.isLeft() && !brought.getLeft().retryable();
            if (isLong || isBroken) {
                tooLong = Option.some(new LongList(list.scan(), isBroken ? Integer.MAX_VALUE : list.callsApart));
                readApart(company);
            } else {
                company.forEach(request -> request.take(brought.map(Option::get)));
            }
        });
    }

    private void readApart(List<Request> company) {
        company.stream()
                .filter(request -> !request.result.isDone())
                .collect(Collectors.groupingBy(Request::plan, LinkedHashMap::new, Collectors.toList()))
                .forEach((plan, alike) -> reading(plan, Integer.MAX_VALUE, alike)
                        .whenComplete((brought, thrown) -> alike.forEach(request -> {
                            if (thrown == null) {
                                request.result.complete(brought.map(Option::get));
                            } else {
                                request.result.completeExceptionally(thrown);
                            }
                        })));
    }

    /** Ends when nobody waits for it any more. */
    private CompletableFuture<Either<TaskError, Option<List<Task>>>> reading(
            QueryPlan plan, int mostCalls, List<Request> company) {
        var reading = lists.read(plan, mostCalls);
        CompletableFuture.allOf(company.stream().map(Request::result).toArray(CompletableFuture[]::new))
                .whenComplete((all, cancelled) -> reading.cancel(true));
        return reading;
    }

    /** A list that takes no fewer calls than so many lists apart. */
    private record LongList(TaskScan scan, int callsApart) {}

    /** One list in the place of several, which take at least so many calls. */
    private record OneList(QueryPlan plan, int callsApart) {
        static Option<OneList> around(List<Request> requests) {
            Set<QueryPlan> plans = requests.stream().map(Request::plan).collect(Collectors.toSet());
            int calls = plans.stream().mapToInt(plan -> plan.scans().size()).sum();
            return Option.when(plans.size() > 1, () -> new OneList(QueryPlan.around(plans), calls));
        }

        TaskScan scan() {
            return plan.scans().get(0);
        }

        boolean isNoShorterThan(LongList known) {
            return callsApart <= known.callsApart && scan().contains(known.scan);
        }
    }

    /** A class for its identity: two waits may ask for the same at the same time. */
    private static final class Request {
        private final QueryPlan plan;
        private final long earliest;
        private final CompletableFuture<Either<TaskError, List<Task>>> result = new CompletableFuture<>();

        Request(QueryPlan plan, long earliest) {
            this.plan = plan;
            this.earliest = earliest;
        }

        QueryPlan plan() {
            return plan;
        }

        CompletableFuture<Either<TaskError, List<Task>>> result() {
            return result;
        }

        /** Of what was read for all, what its own query accepts. */
        void take(Either<TaskError, List<Task>> brought) {
            try {
                result.complete(
                        brought.map(tasks -> tasks.stream().filter(plan.query()).toList()));
            } catch (RuntimeException thrownByThePredicate) {
                result.completeExceptionally(thrownByThePredicate);
            }
        }
    }
}
