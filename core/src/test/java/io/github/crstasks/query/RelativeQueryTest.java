package io.github.crstasks.query;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.allOf;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.parse;
import static io.github.crstasks.query.TaskQuery.submittedBeforeLast;
import static io.github.crstasks.query.TaskQuery.submittedBetween;
import static io.github.crstasks.query.TaskQuery.submittedSince;
import static io.github.crstasks.query.TaskQuery.submittedUntil;
import static io.github.crstasks.query.TaskQuery.submittedWithin;
import static io.github.crstasks.query.TaskQuery.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.task.Task;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelativeQueryTest {
    private static final Instant NOON = Instant.parse("2017-02-10T12:00:00Z");
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3_652_424);

    private static Task submittedAt(Instant time) {
        return Tasks.running().submittedAt(time).build();
    }

    @Test
    void bothEndsOfARelativeIntervalBelongToIt() {
        Instant eleven = NOON.minus(HOUR);

        assertThat(submittedWithin(HOUR).at(NOON))
                .accepts(submittedAt(eleven), submittedAt(NOON), submittedAt(NOON.plus(HOUR)))
                .rejects(submittedAt(eleven.minusNanos(1)));
        assertThat(submittedBeforeLast(HOUR).at(NOON))
                .accepts(submittedAt(eleven), submittedAt(FIRST))
                .rejects(submittedAt(eleven.plusNanos(1)));
    }

    @Test
    void relativeTimeIsReplacedByAnAbsoluteOne() {
        Instant moment = NOON.plusNanos(123_456_789);

        assertThat(submittedWithin(HOUR).at(moment)).isEqualTo(submittedSince(moment.minus(HOUR)));
        assertThat(submittedBeforeLast(HOUR).at(moment)).isEqualTo(submittedUntil(moment.minus(HOUR)));
        assertThat(parse("submitted between now - 1h and now").get().at(moment))
                .isEqualTo(submittedBetween(moment.minus(HOUR), moment));
        assertThat(instanceId("a")
                        .and(submittedWithin(HOUR).or(instanceId("b")).negate())
                        .at(moment))
                .isEqualTo(instanceId("a")
                        .and(submittedSince(moment.minus(HOUR))
                                .or(instanceId("b"))
                                .negate()));
    }

    @Test
    void absoluteQueryIsReturnedUnchanged() {
        for (TaskQuery query : List.of(
                all(),
                none(),
                submittedSince(NOON),
                where(task -> true),
                instanceId("a").and(submittedUntil(NOON)).negate(),
                submittedWithin(HOUR).or(instanceId("b")).at(NOON))) {
            assertThat(query.at(LAST)).isSameAs(query);
        }
    }

    @Test
    void taskWithoutATimeIsInNoRelativeInterval() {
        Task timeless = Tasks.running().submittedAt(Option.none()).build();

        assertThat(submittedWithin(LONGEST).at(NOON)).rejects(timeless);
        assertThat(submittedBeforeLast(Duration.ZERO).at(NOON)).rejects(timeless);
        assertThat(submittedWithin(HOUR).negate().at(NOON)).accepts(timeless);
    }

    @Test
    void intervalBeforeTheFirstYearIsClippedAndAnEmptyOneMatchesNoTask() {
        assertThat(submittedWithin(LONGEST).at(NOON)).isEqualTo(submittedSince(FIRST));
        assertThat(submittedBeforeLast(LONGEST).at(NOON)).isEqualTo(none());
        assertThat(submittedBeforeLast(LONGEST).negate().at(NOON)).isEqualTo(all());
        assertThat(submittedBeforeLast(LONGEST).and(instanceId("a")).at(NOON)).isEqualTo(none());
        assertThat(submittedWithin(LONGEST).at(FIRST)).isEqualTo(submittedSince(FIRST));
        assertThat(submittedWithin(Duration.ZERO).at(LAST)).isEqualTo(submittedSince(LAST));
        assertThat(submittedBeforeLast(Duration.ZERO).at(FIRST)).isEqualTo(submittedUntil(FIRST));
        TaskQuery sinceNoon =
                parse("submitted between \"2017-02-10T12:00:00Z\" and now - 1h").get();
        assertThat(sinceNoon.at(NOON)).isEqualTo(none());
        assertThat(sinceNoon.at(NOON.plus(HOUR))).isEqualTo(submittedBetween(NOON, NOON));
    }

    @Test
    void equalDurationsAreEqualWhateverTheirSpelling() {
        assertThat(parse("submitted >= now - 168h").get())
                .isEqualTo(parse("submitted >= now - 1w").get())
                .isEqualTo(submittedWithin(Duration.ofDays(7)))
                .hasSameHashCodeAs(submittedWithin(Duration.ofDays(7)))
                .hasToString("submittedWithin(168 h)")
                .isNotEqualTo(submittedWithin(HOUR))
                .isNotEqualTo(submittedBeforeLast(Duration.ofDays(7)));
    }

    @Test
    void relativeQueryPrintsAsTheCodeThatCreatesIt() {
        assertThat(submittedWithin(HOUR).and(submittedBeforeLast(Duration.ZERO)).negate())
                .hasToString("submittedWithin(1 h).and(submittedBeforeLast(0 s)).negate()");
        assertThat(parse("submitted between now - 1h and now - 5m").get())
                .hasToString("submittedWithin(1 h).and(submittedBeforeLast(5 min))");
        assertThat(parse("submitted between \"2017-02-10T12:00:00Z\" and now").get())
                .hasToString("submittedSince(2017-02-10T12:00:00Z).and(submittedBeforeLast(0 s))");
        assertThat(parse("submitted between now - 1h and \"2017-02-10T12:00:00Z\"")
                        .get())
                .hasToString("submittedWithin(1 h).and(submittedUntil(2017-02-10T12:00:00Z))");
    }

    static List<TaskQuery> relativeQueries() {
        return List.of(
                submittedWithin(HOUR),
                submittedBeforeLast(HOUR).negate(),
                // None of these needs the relative part for its result.
                none().or(instanceId("other").and(submittedWithin(HOUR))),
                instanceId("a").or(submittedWithin(HOUR)),
                allOf(List.of(instanceId("other"), instanceId("a").or(submittedWithin(HOUR))))
                        .negate());
    }

    @ParameterizedTest
    @MethodSource("relativeQueries")
    void relativeQueryCannotBeTestedWithoutAMoment(TaskQuery query) {
        assertThatThrownBy(() -> query.test(Tasks.of("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("query.at(moment)");
        assertThatThrownBy(() -> Predicate.not(query).test(Tasks.of("a"))).isInstanceOf(IllegalStateException.class);
        assertThat(query.at(NOON).test(Tasks.of("a")))
                .isNotEqualTo(query.at(NOON).negate().test(Tasks.of("a")));
    }

    @Test
    void absorbedRelativeTimeNeedsNoMoment() {
        assertThat(submittedWithin(HOUR).and(none())).isSameAs(none()).rejects(Tasks.of("a"));
        assertThat(submittedWithin(HOUR).or(all())).isSameAs(all()).accepts(Tasks.of("a"));
    }

    @Test
    void invalidDurationOrMomentIsRejectedWithItsRange() {
        for (Duration duration : List.of(
                Duration.ofNanos(-1),
                Duration.ofSeconds(Long.MIN_VALUE),
                LONGEST.plusNanos(1),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))) {
            assertThatThrownBy(() -> submittedWithin(duration))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("duration", "0..3652424 days");
            assertThatThrownBy(() -> submittedBeforeLast(duration)).isInstanceOf(IllegalArgumentException.class);
        }
        for (Instant moment : List.of(FIRST.minusNanos(1), LAST.plusNanos(1), Instant.MIN, Instant.MAX)) {
            for (TaskQuery query :
                    List.of(submittedWithin(HOUR), all(), instanceId("a").negate())) {
                assertThatThrownBy(() -> query.at(moment))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll("moment", moment.toString(), FIRST + ".." + LAST);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20_000})
    @Timeout(20)
    void relativeQueryOfAnyDepthAndLengthGetsAMomentOnASmallStack(int depth) throws InterruptedException {
        SmallStack.run(256 << 10, () -> {
            TaskQuery nested = submittedWithin(HOUR);
            TaskQuery expected = submittedSince(NOON.minus(HOUR));
            TaskQuery wide = none();
            TaskQuery shared = submittedWithin(HOUR);
            for (int level = 0; level < depth; level++) {
                TaskQuery instance = instanceId("crs-" + level);
                nested = level % 2 == 0
                        ? nested.and(instance).negate()
                        : instance.or(nested).negate();
                expected = level % 2 == 0
                        ? expected.and(instance).negate()
                        : instance.or(expected).negate();
                wide = wide.or(submittedWithin(Duration.ofSeconds(level)));
                // Each level contains the one below twice.
                shared = shared.negate().and(instance.or(shared));
            }
            assertThat(nested.at(NOON).equals(expected)).isTrue();
            assertThat(wide.at(NOON).test(submittedAt(NOON))).isTrue();
            assertThat(shared.at(NOON)).isNotNull();
        });
    }
}
