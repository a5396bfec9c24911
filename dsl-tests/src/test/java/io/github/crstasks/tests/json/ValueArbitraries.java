package io.github.crstasks.tests.json;

import io.github.crstasks.TaskPage;
import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Attempts;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary values of all types that have a JSON form, with extreme numbers, moments and texts. */
final class ValueArbitraries {
    private ValueArbitraries() {}

    static Arbitrary<Object> all() {
        return Arbitraries.oneOf(List.of(
                tasks().asGeneric(),
                details().asGeneric(),
                pages().asGeneric(),
                changes().asGeneric(),
                outcomes().asGeneric(),
                reasons().asGeneric(),
                errors().asGeneric()));
    }

    private static <T> Arbitrary<Option<T>> optional(Arbitrary<T> values) {
        return values.optional().map(Option::ofOptional);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "crs-izbob1wh", "测试API专用", "🚀", "</script>&='\"\\/\u2028\u0000\u007f", "null", "1"),
                Arbitraries.strings().ofMaxLength(20));
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.parse("2017-02-08T08:46:30.000000001Z")),
                Arbitraries.longs().between(-100_000_000_000L, 300_000_000_000L).map(Instant::ofEpochSecond));
    }

    private static Arbitrary<Duration> durations() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        Duration.ZERO,
                        Duration.ofNanos(-1),
                        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                        Duration.ofSeconds(Long.MIN_VALUE)),
                Arbitraries.longs().map(Duration::ofNanos));
    }

    static Arbitrary<Task> tasks() {
        Arbitrary<Double> progress = Arbitraries.oneOf(
                Arbitraries.of(
                        0.0,
                        -0.0,
                        0.5,
                        1.0,
                        100.0,
                        0x1p53,
                        0x1p53 + 2,
                        -0x1p53,
                        1e300,
                        Double.MIN_VALUE,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY),
                Arbitraries.doubles());
        return Combinators.combine(
                        Arbitraries.longs().tuple3().flatMap(ids -> optional(Arbitraries.just(ids))),
                        optional(moments()),
                        optional(moments()),
                        Arbitraries.of(TaskType.values()),
                        Arbitraries.of(TaskStatus.values()),
                        texts().tuple3(),
                        progress)
                .as((ids, submitted, ended, type, status, texts, part) -> Task.builder()
                        .taskId(ids.map(some -> some.get1()))
                        .statusCode(ids.map(some -> some.get2()))
                        .projectId(ids.map(some -> some.get3()).getOrElse(0L))
                        .submittedAt(submitted)
                        .endedAt(ended)
                        .type(type)
                        .status(status)
                        .typeName(texts.get1())
                        .instanceId(texts.get2())
                        .instanceName(texts.get3())
                        .progress(part)
                        .build());
    }

    static Arbitrary<TaskDetails> details() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        optional(moments()),
                        Arbitraries.of(TaskType.values()),
                        Arbitraries.of(TaskStatus.values()),
                        texts().tuple4())
                .as((id, started, type, status, texts) -> TaskDetails.builder()
                        .taskId(id)
                        .startedAt(started)
                        .type(type)
                        .status(status)
                        .typeName(texts.get1())
                        .statusName(texts.get2())
                        .instanceId(texts.get3())
                        .message(texts.get4())
                        .build());
    }

    private static Arbitrary<List<Task>> lists() {
        return tasks().list().ofMaxSize(3);
    }

    static Arbitrary<TaskPage> pages() {
        return Combinators.combine(
                        lists(),
                        Arbitraries.integers(),
                        Arbitraries.integers(),
                        texts().list().ofMaxSize(2))
                .as(TaskPage::new);
    }

    static Arbitrary<TaskChange> changes() {
        return Arbitraries.oneOf(
                tasks().map(TaskChange.Appeared::new),
                tasks().map(TaskChange.Vanished::new),
                Combinators.combine(tasks(), tasks()).as(TaskChange.StatusChanged::new));
    }

    static Arbitrary<WaitOutcome.Reason> reasons() {
        Arbitrary<Either<TaskError, TaskDetails>> found = details().map(Either::right);
        Arbitrary<Either<TaskError, TaskDetails>> missing = errors().map(Either::left);
        return Combinators.combine(tasks(), Arbitraries.oneOf(found, missing)).as(WaitOutcome.Reason::new);
    }

    static Arbitrary<WaitOutcome> outcomes() {
        return Arbitraries.oneOf(
                Combinators.combine(lists(), durations(), reasons().list().ofMaxSize(2))
                        .as(WaitOutcome.Completed::new),
                Combinators.combine(lists(), durations()).as(WaitOutcome.Cancelled::new),
                Combinators.combine(lists(), durations()).as(WaitOutcome.Interrupted::new),
                Combinators.combine(lists(), durations(), errors()).as(WaitOutcome.PollFailed::new),
                Combinators.combine(
                                lists(), durations(), Arbitraries.of(WaitOutcome.Limit.values()), optional(errors()))
                        .as(WaitOutcome.TimedOut::new));
    }

    /** Returns errors without causes. */
    static Arbitrary<TaskError> errors() {
        Arbitrary<Attempts> attempts = Arbitraries.oneOf(
                Arbitraries.just(Attempts.none()),
                Combinators.combine(Arbitraries.integers(), durations(), texts())
                        .as(Attempts::new));
        Arbitrary<TaskError> errors = Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(ErrorCode.values()),
                                texts(),
                                texts(),
                                texts(),
                                optional(Arbitraries.integers()),
                                optional(texts()))
                        .as(TaskError.Rejected::new),
                Combinators.combine(texts(), optional(Arbitraries.integers()), Arbitraries.of(true, false))
                        .as((problem, status, retryable) ->
                                new TaskError.Unreachable(problem, status, retryable, Option.none())),
                Combinators.combine(texts(), texts())
                        .as((where, problem) -> new TaskError.Malformed(where, problem, Option.none())),
                Combinators.combine(texts(), texts()).as(TaskError.UnstableList::new),
                durations().map(limit -> new TaskError.TimedOut(limit, Option.none())),
                texts().map(reason -> new TaskError.Cancelled(reason, Option.none())),
                texts().map(extension -> new TaskError.ExtensionFailed(extension, Option.none())),
                Combinators.combine(texts(), texts(), texts()).as(TaskError.Invalid::new));
        return Combinators.combine(errors, attempts).as(TaskError::withAttempts);
    }
}
