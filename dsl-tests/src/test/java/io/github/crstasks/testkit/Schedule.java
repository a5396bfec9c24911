package io.github.crstasks.testkit;

import io.github.crstasks.paging.PageCall;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One interleaving of a reader and a list that changes before a call arrives, while it is being answered and while its
 * answer is on the way; answers overtake one another.
 */
final class Schedule {
    private final Machine machine;
    private final SimulatedService service;
    private final Choices choices;
    private final List<Task> submissions;
    private final int mostInFlight;
    private final boolean twins;
    private final List<PageCall> sent = new ArrayList<>();
    private final List<Map.Entry<PageCall, TaskRows>> answered = new ArrayList<>();
    private final List<Task> taken = new ArrayList<>();
    private int steps;

    Schedule(
            Machine machine,
            SimulatedService service,
            Choices choices,
            List<Task> submissions,
            int mostInFlight,
            boolean twins) {
        this.machine = machine;
        this.service = service;
        this.choices = choices;
        this.submissions = submissions;
        this.mostInFlight = mostInFlight;
        this.twins = twins;
    }

    List<Task> taken() {
        return taken;
    }

    /** Runs to the end of the list; returns what was wrong with what came. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        while (!machine.isFinished()) {
            if (++steps > 10_000) {
                return List.of("no end after 10,000 steps");
            }
            step(faults);
        }
        judge(faults);
        return faults;
    }

    private void step(List<String> faults) {
        switch (choices.below(8)) {
            case 1 -> ask(faults);
            case 2 -> arrive();
            case 3 -> deliver();
            case 4, 5 -> moveSome();
            case 6 -> submit();
            case 7 -> forgetOrRename();
            default -> proceed(faults);
        }
    }

    private void proceed(List<String> faults) {
        if (machine.poll().peek(taken::add).isEmpty()) {
            ask(faults);
            arrive();
            deliver();
        }
    }

    private void ask(List<String> faults) {
        List<PageCall> calls = machine.calls();
        sent.addAll(calls);
        if (sent.size() + answered.size() > mostInFlight) {
            faults.add("more than " + mostInFlight + " in flight");
        }
        if (mostInFlight == 1 && !calls.isEmpty() && machine.poll().isDefined()) {
            faults.add("asked for a page while a task was ready");
        }
    }

    private void arrive() {
        if (!sent.isEmpty()) {
            PageCall call = sent.remove(choices.below(sent.size()));
            answered.add(Map.entry(call, service.answer(call.scan(), call.offset(), call.limit())));
        }
    }

    private void deliver() {
        if (!answered.isEmpty()) {
            Map.Entry<PageCall, TaskRows> answer = answered.remove(choices.below(answered.size()));
            machine.received(answer.getKey(), Either.right(answer.getValue()));
        }
    }

    private void moveSome() {
        for (int moves = choices.below(3); moves >= 0 && service.size() > 0; moves--) {
            List<TaskStatus> statuses = service.statuses();
            service.move(choices.below(service.size()), statuses.get(choices.below(statuses.size())));
        }
    }

    private void submit() {
        if (!submissions.isEmpty()) {
            Instant second = service.newest().plusSeconds(choices.below(3) / 2);
            Task task = submissions.get(choices.below(submissions.size()));
            Task.Builder submitted =
                    copied(task).submittedAt(second).taskId(task.taskId().map(id -> 1000L + steps));
            service.submit((twins ? submitted : submitted.instanceId("crs-new-" + steps)).build());
        }
    }

    private static Task.Builder copied(Task task) {
        Task.Builder copy = Task.builder();
        copy.from(task);
        return copy;
    }

    private void forgetOrRename() {
        if (service.size() > 0) {
            switch (choices.below(4)) {
                case 0 -> service.forget(choices.below(service.size()));
                case 1 -> renameSome();
                default -> service.forget(service.size() - 1);
            }
        }
    }

    private void renameSome() {
        if (!submissions.isEmpty()) {
            Task task = submissions.get(choices.below(submissions.size()));
            service.rename(
                    task.instanceId(),
                    submissions.get(choices.below(submissions.size())).instanceName());
        }
    }

    private void judge(List<String> faults) {
        Map<List<Object>, int[]> counts = new HashMap<>();
        for (SimulatedService.Life life : service.lives()) {
            int[] count = counts.computeIfAbsent(key(life.now()), key -> new int[3]);
            // A name is planned as if it never changed: whose name did may be lost or come twice.
            count[0] += life.matchedAlways() && !life.renamed() ? 1 : 0;
            count[1] += life.matchedEver() ? life.renamed() ? 8 : 1 : 0;
        }
        for (Task task : taken) {
            if (!service.showed(task)) {
                faults.add("made up " + task);
            }
            counts.computeIfAbsent(key(task), key -> new int[3])[2]++;
        }
        counts.forEach((key, count) -> {
            if (count[2] < count[0]) {
                faults.add("lost " + key);
            }
            if (count[2] > count[1]) {
                faults.add("repeated " + key);
            }
        });
        for (int i = 1; i < taken.size(); i++) {
            if (taken.get(i).submittedAt().isAfter(taken.get(i - 1).submittedAt())) {
                faults.add("not newest first: " + taken.get(i));
            }
        }
    }

    private static List<Object> key(Task task) {
        return List.of(task.submittedAt(), task.taskId(), task.typeName(), task.instanceId());
    }
}
