package io.github.crstasks.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.waiting.PollSchedule;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PollIntervalsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void intervalsGrowByTheMultiplierUpToTheLongest() {
        PollIntervals intervals = new PollIntervals(
                PollSchedule.builder()
                        .initialInterval(SECOND)
                        .multiplier(2)
                        .maxInterval(Duration.ofSeconds(5))
                        .jitter(0)
                        .build(),
                () -> 1);

        assertThat(IntStream.rangeClosed(1, 5)
                        .mapToLong(polls -> intervals.after(polls).toSeconds()))
                .containsExactly(1L, 2L, 4L, 5L, 5L);
        assertThat(intervals.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void defaultIntervalsAreReducedByARandomPart() {
        PollIntervals intervals = new PollIntervals(
                PollSchedule.defaults(), () -> ThreadLocalRandom.current().nextDouble());

        assertThat(Stream.generate(() -> intervals.after(1)).limit(100).distinct())
                .hasSizeGreaterThan(1)
                .allMatch(interval -> interval.compareTo(Duration.ofMillis(1600)) >= 0)
                .allMatch(interval -> interval.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void jitterSubtractsNoMoreThanItsPart() {
        PollSchedule schedule = PollSchedule.of(SECOND).withJitter(0.25);

        assertThat(new PollIntervals(schedule, () -> 1).after(1)).isEqualTo(Duration.ofMillis(750));
        assertThat(new PollIntervals(schedule, () -> 0).after(1)).isEqualTo(SECOND);
    }
}
