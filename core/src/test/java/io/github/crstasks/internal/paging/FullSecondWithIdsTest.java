package io.github.crstasks.internal.paging;

import static io.github.crstasks.internal.paging.TraversalFixtures.plan;
import static io.github.crstasks.internal.paging.TraversalFixtures.polled;
import static io.github.crstasks.internal.paging.TraversalFixtures.reply;
import static io.github.crstasks.query.TaskQuery.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows with ids are read exactly once even if a second does not fit on a page, or the traversal ends with an error. */
class FullSecondWithIdsTest {
    private static final int SECOND = 8;

    /** Lists the tasks of one second in another order in each reply if {@code isUnstable}. */
    private static final class Service {
        private final Random random;
        private final boolean isUnstable;
        private final List<Task> newer;
        private final List<Task> second;
        private int calls;

        Service(long seed, boolean isUnstable, List<Task> newer, int rows) {
            this.random = new Random(seed);
            this.isUnstable = isUnstable;
            this.newer = newer;
            this.second = new ArrayList<>(
                    IntStream.range(0, rows).mapToObj(id -> task(id, SECOND)).toList());
        }

        List<Task> page(PageCall call) {
            calls++;
            if (isUnstable) {
                Collections.shuffle(second, random);
            }
            return all().stream().skip(call.offset()).limit(call.limit()).toList();
        }

        List<Task> all() {
            List<Task> all = new ArrayList<>(newer);
            all.addAll(second);
            return all;
        }

        /** Removes one task and adds another. */
        void replaceOne() {
            second.remove(random.nextInt(second.size()));
            second.add(task(1000 + calls, SECOND));
        }
    }

    private final List<TraversalEvent> events = new ArrayList<>();
    private Option<TaskError> failure = Option.none();

    private static Task task(long id, int second) {
        return Tasks.at(second, "crs-" + id).toBuilder().taskId(id).build();
    }

    private static Task withoutTime(long id) {
        return task(id, SECOND).toBuilder().submittedAt(Option.<Instant>none()).build();
    }

    private List<Long> idsOf(Service service, int pageSize, Runnable beforeReply) {
        Paging paging = Paging.defaults().withPagesInFlight(1).withPageSize(pageSize);
        Traversal traversal = Traversal.of(TraversalPlan.of(plan(all()), paging), events::add);
        List<Task> tasks = new ArrayList<>(polled(traversal));
        while (!traversal.isFinished()) {
            for (PageCall call : traversal.nextCalls()) {
                beforeReply.run();
                traversal.received(call, reply(service.all().size(), service.page(call)));
            }
            tasks.addAll(polled(traversal));
        }
        failure = traversal.failure();
        return ids(tasks);
    }

    private static List<Long> ids(List<Task> tasks) {
        return tasks.stream().map(task -> task.taskId().get()).toList();
    }

    @Test
    void rowWithoutTimeAmongNewerRowsIsNotCountedAsOneOfTheSecond() {
        List<Task> newer = List.of(task(100, 9), task(101, 9), withoutTime(102), task(103, 9));
        LongStream.range(0, 500).forEach(seed -> {
            Service service = new Service(seed, true, newer, 8);

            assertThat(idsOf(service, 3, () -> {}))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(ids(service.all()));
        });
        assertThat(events).noneMatch(TraversalEvent.CompletenessAssumed.class::isInstance);
    }

    @Test
    void taskIsNotLostIfOthersLeaveAndJoinWhileTheTotalStaysTheSame() {
        LongStream.range(0, 2_000).forEach(seed -> {
            Service service = new Service(seed, true, List.of(), 4);
            Set<Long> throughout = new HashSet<>(ids(service.all()));
            List<Long> read = idsOf(service, 3, () -> {
                if (service.calls % 3 == 1 && service.calls < 10) {
                    service.replaceOne();
                }
            });
            throughout.retainAll(ids(service.all()));

            assertThat(failure).allMatch(TaskError.UnstableList.class::isInstance);
            assertThat(failure.isDefined() ? throughout : read)
                    .as("seed %d", seed)
                    .containsAll(throughout);
        });
    }

    @Test
    void secondWhoseOrderIsKeptIsReadOnce() {
        Service service = new Service(0, false, List.of(task(100, 9)), 60);

        assertThat(idsOf(service, 20, () -> {})).containsExactlyElementsOf(ids(service.all()));
        assertThat(service.calls).isLessThan(10);
        assertThat(events).isEmpty();
    }

    @Test
    void secondWhoseOrderIsKeptIsReadWhileItChangesBeforeEachReply() {
        Service service = new Service(0, false, List.of(), 150);

        List<Long> read = idsOf(service, 100, service::replaceOne);

        assertThat(failure).isEmpty();
        assertThat(read)
                .containsAll(ids(service.all()).stream().filter(id -> id < 1000).toList());
    }
}
