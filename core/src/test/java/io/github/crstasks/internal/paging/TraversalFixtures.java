package io.github.crstasks.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fixtures for the steps of an operation: replies of the service and the calls of the operation. */
final class TraversalFixtures {
    private TraversalFixtures() {}

    static ScanPlan plan(TaskQuery query) {
        return Planner.plan(query, ProtocolCodec.of(ApiV2.create()).capabilities());
    }

    /** Returns the task of a second, whose instance is named after it. */
    static Task at(int second) {
        return Tasks.at(second, "crs-" + second);
    }

    /** Returns a reply with the tasks of some seconds. */
    static Either<TaskError, TaskListReply> rows(int total, Integer... seconds) {
        return reply(total, Stream.of(seconds).map(TraversalFixtures::at).toList());
    }

    /** Returns a reply with tasks of second 9, or of the second after the instance and an at sign. */
    static Either<TaskError, TaskListReply> named(int total, String... names) {
        return reply(total, Stream.of(names).map(TraversalFixtures::named).toList());
    }

    static Task named(String name) {
        Matcher parts = Pattern.compile("(\\w)(?:@(\\d+))?").matcher(name);
        assertThat(parts.matches()).isTrue();
        return Tasks.at(parts.group(2) == null ? 9 : Integer.parseInt(parts.group(2)), parts.group(1));
    }

    static Either<TaskError, TaskListReply> reply(int total, List<Task> rows) {
        return Either.right(new TaskListReply(rows, total));
    }

    /** Returns the only call that an operation makes now. */
    static PageCall call(Operation operation) {
        List<PageCall> calls = operation.nextCalls();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    static List<Task> polled(Operation operation) {
        return Stream.generate(operation::poll)
                .takeWhile(Option::isDefined)
                .map(Option::get)
                .toList();
    }

    static List<String> names(Operation operation) {
        return polled(operation).stream().map(Task::instanceId).toList();
    }
}
