package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.QueryPlan;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a program logs of this library is one line of limited length, without durations in the form of ISO 8601. */
class OneLineTest {
    private static final Duration TIME = Duration.ofNanos(77_431_732);
    private static final Pattern BREAK = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202e\\u2066\\ufeff]");
    private static final Pattern ISO_DURATION = Pattern.compile("PT-?\\d");
    private static final int MAX_LENGTH = 6000;

    static Stream<Object> values() {
        return Stream.of(
                        "\n2017-02-10 ERROR forged",
                        "\r",
                        "\u0085",
                        "\u2028",
                        "\u2029",
                        "\u001b[2J",
                        "\u202e",
                        "\u2066",
                        "x".repeat(1_000_000))
                .flatMap(OneLineTest::valuesWith);
    }

    private static Stream<Object> valuesWith(String text) {
        Task task = Tasks.running()
                .instanceName(text)
                .instanceId(text)
                .typeName(text)
                .build();
        List<Task> tasks = Collections.nCopies(10_000, task);
        TaskError rejected =
                new TaskError.Rejected(ErrorCode.UNKNOWN, text, text, text, Option.none(), Option.some(text));
        IOException thrown = new IOException(text);
        TaskQuery query = TaskQuery.instanceId("a" + text).and(TaskQuery.instanceName("a" + text));
        FakeTransport transport = FakeTransport.answering(Responses.page(0));
        QueryPlan.ListPlan plan =
                transport.client().build().explain(query).lists().get(0);
        TaskScan scan = plan.scan();
        TaskClientListener.Call call = new TaskClientListener.Call.Page(scan, 0, 100);
        TaskDetails details = TaskDetails.builder()
                .taskId(1)
                .status(TaskStatus.UNKNOWN_STATUS)
                .statusName(text)
                .type(TaskType.UNKNOWN_TYPE)
                .typeName(text)
                .instanceId(text)
                .message(text)
                .build();
        Task untyped = task.toBuilder().type(TaskType.UNKNOWN_TYPE).build();
        List<WaitOutcome.Reason> reasons =
                Collections.nCopies(10_000, new WaitOutcome.Reason(untyped, Either.right(details)));
        List<WaitOutcome.Reason> missing =
                Collections.nCopies(10_000, new WaitOutcome.Reason(untyped, Either.left(rejected)));
        TransportRequest request = TransportRequest.get(URI.create("https://h/"), "", TransportHeaders.none())
                .withLimits(TIME, 1);
        return Stream.of(
                task,
                query,
                query.negate(),
                TaskQuery.submittedWithin(TIME),
                TaskQuery.submittedBeforeLast(TIME).negate(),
                TaskQuery.where(new NamedPredicate(text)),
                plan,
                scan,
                call,
                new TaskClientListener.Call.Details(Long.MAX_VALUE),
                details,
                reasons.get(0),
                missing.get(0),
                new TaskPage(tasks, 0, 10_000, Collections.nCopies(10_000, text)),
                rejected,
                rejected.message(),
                new TaskError.Unreachable(text, Option.none(), true, Option.some(thrown)),
                new TaskError.Malformed(text, text, Option.some(thrown)),
                new TaskError.UnstableList(text, text),
                new TaskError.TimedOut(TIME, Option.some(thrown)),
                new TaskError.Cancelled(text, Option.some(thrown)),
                new TaskError.ExtensionFailed(text, Option.some(thrown)),
                new TaskError.ExtensionFailed(text, Option.some(thrown)).message(),
                new TaskError.Invalid(text, text, text),
                new TaskError.Invalid(text, text, text).message(),
                TransportFailure.of(request, thrown).message(),
                TransportFailure.of(request, TransportFailure.Kind.TIMED_OUT).message(),
                TransportFailure.of(request, thrown),
                new TaskClientListener.AttemptEvent(call, text, 1),
                new TaskClientListener.ReplyEvent(call, text, 200, 1, TIME),
                new TaskClientListener.RetryEvent(call, text, 1, rejected, TIME),
                new TaskClientListener.RateLimitedEvent(call, text, TIME),
                new TaskClientListener.ClockCorrectedEvent(call, text, TIME),
                new TaskClientListener.StartedEvent(call, text),
                new TaskClientListener.CompletedEvent(
                        call, text, Option.some(rejected), 0, Duration.ZERO, Option.some(text)),
                new TaskClientListener.CompletedEvent(call, text, Option.none(), 1, TIME, Option.some(text)),
                new TraversalEvent.PageCapDetected(scan, 1),
                new TraversalEvent.ListMoved(scan, text),
                new TraversalEvent.OrderBroken(scan, text),
                new TraversalEvent.Unlisted(scan, text),
                new TraversalEvent.CompletenessAssumed(scan, text),
                new TaskChange.Appeared(task),
                new TaskChange.StatusChanged(task, task),
                new TaskChange.Vanished(task),
                new WaitOutcome.Completed(tasks, TIME),
                new WaitOutcome.Completed(tasks, TIME, reasons),
                new WaitOutcome.Completed(tasks, TIME, reasons).message(),
                new WaitOutcome.Completed(tasks, TIME, missing),
                new WaitOutcome.TimedOut(tasks, TIME, WaitOutcome.Limit.TOTAL, Option.some(rejected)),
                new WaitOutcome.Cancelled(tasks, TIME),
                new WaitOutcome.Interrupted(tasks, TIME),
                new WaitOutcome.PollFailed(tasks, TIME, rejected),
                new WaitOutcome.PollFailed(tasks, TIME, rejected).message(),
                new WaitProgress(1, Map.of(TaskStatus.RUNNING, 1), TIME, TIME, Option.some(rejected)),
                new WaitProgress(1, Map.of(TaskStatus.RUNNING, 1), TIME, Duration.ZERO, Option.none()),
                RetryPolicy.defaults().withInitialDelay(TIME),
                PollSchedule.of(TIME),
                WaitOptions.defaults().withTimeout(TIME));
    }

    private record NamedPredicate(String name) implements Predicate<Task> {
        @Override
        public boolean test(Task task) {
            return true;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void textFormIsOneLineOfLimitedLength() {
        values().forEach(value -> {
            String text = value.toString();
            String start = text.substring(0, Math.min(text.length(), 300));

            assertThat(text).as(start).isNotBlank();
            assertThat(text.length()).as(start).isLessThan(MAX_LENGTH);
            assertThat(BREAK.matcher(text).find()).as(start).isFalse();
            assertThat(ISO_DURATION.matcher(text).find()).as(start).isFalse();
            assertThat(text).doesNotContain(" in 0 s", "after 0 s");
        });
    }
}
