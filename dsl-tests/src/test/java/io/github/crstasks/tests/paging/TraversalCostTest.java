package io.github.crstasks.tests.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.tests.paging.SimulationInput.Run;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import net.jqwik.api.Example;

/** What the same schedules cost, and how often their results are doubtful. A change of paging that alters a number says why. */
class TraversalCostTest {
    private final RandomSchedules schedules = new RandomSchedules();

    @Example
    void changingListsWithFullSecondsCostTheRecordedNumberOfCalls() {
        assertThat(sumsOf(SimulationInput::runTraversal))
                .isEqualTo("38870 calls, 3076 tasks, 1057 events, 250 doubtful, 50 unstable");
    }

    @Example
    void unchangingListsWithFullSecondsCostTheRecordedNumberOfCalls() {
        assertThat(sumsOf(input -> input.withoutChanges().runTraversal()))
                .isEqualTo("43814 calls, 3611 tasks, 816 events, 266 doubtful, 35 unstable");
    }

    private String sumsOf(Function<SimulationInput, Run> runs) {
        List<Run> all = LongStream.range(0, 1_000)
                .mapToObj(seed -> runs.apply(schedules.of(seed)))
                .toList();
        return "%d calls, %d tasks, %d events, %d doubtful, %d unstable"
                .formatted(
                        all.stream().mapToInt(Run::calls).sum(),
                        all.stream().mapToInt(run -> run.taken().size()).sum(),
                        all.stream().mapToInt(run -> run.events().size()).sum(),
                        all.stream().filter(Run::isDoubtful).count(),
                        all.stream().filter(Run::isUnstable).count());
    }
}
