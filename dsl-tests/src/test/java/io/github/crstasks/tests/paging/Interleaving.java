package io.github.crstasks.tests.paging;

import io.github.crstasks.internal.paging.PageCall;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.tests.support.TaskFixtures;
import io.github.crstasks.tests.support.TaskIdentity;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One interleaving of a reader with changes of the list: before a call arrives, while the service answers it, and while the
 * response is on its way. Responses may overtake each other.
 */
final class Interleaving {
    private static final int MAX_STEPS = 10_000;

    private final PageSource source;
    private final SimulatedService service;
    private final DecisionTape decisions;
    private final List<Task> templates;
    private final int maxInFlight;
    private final boolean twins;
    private final List<PageCall> sent = new ArrayList<>();
    private final List<Map.Entry<PageCall, TaskListReply>> answered = new ArrayList<>();
    private final List<Task> taken = new ArrayList<>();
    private int steps;
    private int callCount;

    /**
     * Prepares a run.
     *
     * @param templates the tasks that submissions during the run are copies of
     * @param twins whether these copies may have equal keys
     */
    Interleaving(
            PageSource source,
            SimulatedService service,
            DecisionTape decisions,
            List<Task> templates,
            int maxInFlight,
            boolean twins) {
        this.source = source;
        this.service = service;
        this.decisions = decisions;
        this.templates = templates;
        this.maxInFlight = maxInFlight;
        this.twins = twins;
    }

    List<Task> taken() {
        return taken;
    }

    /** Returns how many pages the reader requested. */
    int callCount() {
        return callCount;
    }

    /** Runs until the reader is finished and returns every violation of its promises. */
    List<String> run() {
        List<String> faults = new ArrayList<>();
        while (!source.isFinished()) {
            if (++steps > MAX_STEPS) {
                return List.of("not finished after " + MAX_STEPS + " steps");
            }
            step(faults);
        }
        if (source.failure().isEmpty()) {
            check(faults);
        }
        return faults;
    }

    private void step(List<String> faults) {
        switch (decisions.nextInt(8)) {
            case 1 -> call(faults);
            case 2 -> answer();
            case 3 -> deliver();
            case 4, 5 -> changeStatuses();
            case 6 -> submit();
            case 7 -> forgetOrRename();
            default -> proceed(faults);
        }
    }

    private void proceed(List<String> faults) {
        if (source.poll().peek(taken::add).isEmpty()) {
            call(faults);
            answer();
            deliver();
        }
    }

    private void call(List<String> faults) {
        List<PageCall> calls = source.calls();
        sent.addAll(calls);
        callCount += calls.size();
        if (sent.size() + answered.size() > maxInFlight) {
            faults.add("more than " + maxInFlight + " calls in flight");
        }
        if (maxInFlight == 1 && !calls.isEmpty() && source.poll().isDefined()) {
            faults.add("called for a page while a task was ready");
        }
    }

    private void answer() {
        if (!sent.isEmpty()) {
            PageCall call = sent.remove(decisions.nextInt(sent.size()));
            answered.add(Map.entry(call, service.answer(call.scan(), call.offset(), call.limit())));
        }
    }

    private void deliver() {
        if (!answered.isEmpty()) {
            Map.Entry<PageCall, TaskListReply> answer = answered.remove(decisions.nextInt(answered.size()));
            source.received(answer.getKey(), Either.right(answer.getValue()));
        }
    }

    private void changeStatuses() {
        for (int changes = decisions.nextInt(3); changes >= 0 && service.size() > 0; changes--) {
            List<TaskStatus> statuses = service.statuses();
            service.changeStatus(decisions.nextInt(service.size()), statuses.get(decisions.nextInt(statuses.size())));
        }
    }

    private void submit() {
        if (!templates.isEmpty()) {
            Instant second = service.newestSubmission().plusSeconds(decisions.nextInt(3) / 2);
            Task template = templates.get(decisions.nextInt(templates.size()));
            Task.Builder submitted = TaskFixtures.copyOf(template)
                    .submittedAt(second)
                    .taskId(template.taskId().map(id -> 1000L + steps));
            service.submit((twins ? submitted : submitted.instanceId("crs-new-" + steps)).build());
        }
    }

    private void forgetOrRename() {
        if (service.size() > 0) {
            switch (decisions.nextInt(4)) {
                case 0 -> service.forget(decisions.nextInt(service.size()));
                case 1 -> rename();
                default -> service.forget(service.size() - 1);
            }
        }
    }

    private void rename() {
        if (!templates.isEmpty()) {
            Task template = templates.get(decisions.nextInt(templates.size()));
            service.rename(
                    template.instanceId(),
                    templates.get(decisions.nextInt(templates.size())).instanceName());
        }
    }

    /** The permitted and the actual number of emitted tasks with one key. */
    private static final class Occurrences {
        private int min;
        private int max;
        private int actual;
    }

    private void check(List<String> faults) {
        Map<TaskIdentity, Occurrences> occurrences = new HashMap<>();
        for (SimulatedService.TaskHistory history : service.histories()) {
            Occurrences expected =
                    occurrences.computeIfAbsent(TaskIdentity.of(history.current()), key -> new Occurrences());
            // Plans assume that names never change, so a renamed task may be missing or repeated.
            expected.min += history.matchedAlways() && !history.renamed() ? 1 : 0;
            expected.max += history.matchedEver() ? history.renamed() ? 8 : 1 : 0;
        }
        for (Task task : taken) {
            if (!service.hasReported(task)) {
                faults.add("invented " + task);
            }
            occurrences.computeIfAbsent(TaskIdentity.of(task), key -> new Occurrences()).actual++;
        }
        occurrences.forEach((key, count) -> {
            if (count.actual < count.min) {
                faults.add("lost " + key);
            }
            if (count.actual > count.max) {
                faults.add("repeated " + key);
            }
        });
        Option<Instant> newest = Option.none();
        for (int i = 0; i < taken.size(); i++) {
            Option<Instant> second = taken.get(i).submittedAt();
            if (newest.exists(before -> second.exists(before::isBefore))) {
                faults.add("not newest first: " + taken.get(i));
            }
            newest = second.orElse(newest);
        }
    }
}
