package io.github.crstasks;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much of a list is asked for and handed on. */
class ListedTasksTest {
    enum Style {
        BLOCKING {
            @Override
            Either<TaskError, TaskPage> page(TaskClient client, TaskQuery query, int offset, int limit) {
                return client.page(query, offset, limit);
            }

            @Override
            Either<TaskError, Integer> count(TaskClient client, TaskQuery query) {
                return client.count(query);
            }
        },
        ASYNC {
            @Override
            Either<TaskError, TaskPage> page(TaskClient client, TaskQuery query, int offset, int limit) {
                return client.async().page(query, offset, limit).join();
            }

            @Override
            Either<TaskError, Integer> count(TaskClient client, TaskQuery query) {
                return client.async().count(query).join();
            }
        };

        abstract Either<TaskError, TaskPage> page(TaskClient client, TaskQuery query, int offset, int limit);

        abstract Either<TaskError, Integer> count(TaskClient client, TaskQuery query);
    }

    private static List<String> instances(List<Task> tasks) {
        return tasks.stream().map(Task::instanceId).toList();
    }

    @ParameterizedTest
    @EnumSource
    void a_page_is_put_together_from_as_many_calls_as_it_takes(Style style) {
        ListedTasks service = new ListedTasks(6, 2);
        TaskPage page = style.page(service.client().build(), all(), 2, 3).get();

        assertThat(instances(page.tasks())).containsExactly("crs-2", "crs-3", "crs-4");
        assertThat(page.totalCount()).isEqualTo(6);
        assertThat(page.hasNext()).isTrue();
        assertThat(service.sent()).isEqualTo(2);
        assertThat(style.page(service.client().build(), all(), 2, 4).get().hasNext())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void an_exact_count_takes_one_call_for_each_list(Style style) {
        ListedTasks service = new ListedTasks(6, 100);

        assertThat(style.count(service.client().build(), all())).isEqualTo(Either.right(6));
        assertThat(service.sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void what_a_service_that_ignores_filters_counts_and_cuts_is_not_believed(Style style) {
        TaskClient client = new ListedTasks(6, 100).client().build();

        assertThat(style.count(client, instanceId("crs-3").or(instanceId("crs-4"))))
                .isEqualTo(Either.right(2));
        assertThat(style.page(client, instanceId("crs-3"), 0, 10).get())
                .returns(List.of("crs-3"), page -> instances(page.tasks()))
                .returns(1, TaskPage::totalCount);
    }

    /** Keeps what comes, and how much of it was not asked for. */
    private static final class Recorder implements Flow.Subscriber<Task> {
        private final BlockingQueue<Flow.Subscription> subscription = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        private final AtomicLong demand = new AtomicLong();
        private final AtomicLong excess = new AtomicLong();

        private static Recorder of(ListedTasks service) {
            Recorder recorder = new Recorder();
            service.client().build().async().publisher(all()).subscribe(recorder);
            return recorder;
        }

        void request(long tasks) {
            demand.addAndGet(tasks);
            subscription.element().request(tasks);
        }

        List<String> take(int tasks) throws InterruptedException {
            List<String> taken = new ArrayList<>();
            while (taken.size() < tasks) {
                taken.add(received.take());
            }
            return taken;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.add(given);
        }

        @Override
        public void onNext(Task task) {
            excess.addAndGet(demand.decrementAndGet() < 0 ? 1 : 0);
            received.add(task.instanceId());
        }

        @Override
        public void onError(Throwable thrown) {
            ends.add(thrown.getMessage());
        }

        @Override
        public void onComplete() {
            ends.add("complete");
        }
    }

    @Test
    @Timeout(20)
    void a_publisher_hands_on_as_many_tasks_as_were_asked_for_and_ends_once() throws InterruptedException {
        ListedTasks service = new ListedTasks(8, 3);
        Recorder recorder = Recorder.of(service);
        assertThat(service.sent()).isZero();

        recorder.request(1);
        assertThat(recorder.take(1)).containsExactly("crs-0");
        recorder.request(1);
        recorder.request(3);
        assertThat(recorder.take(4)).containsExactly("crs-1", "crs-2", "crs-3", "crs-4");
        recorder.request(4);
        assertThat(recorder.take(3)).containsExactly("crs-5", "crs-6", "crs-7");
        assertThat(recorder.ends.take()).isEqualTo("complete");
        recorder.request(1);

        assertThat(recorder.excess).hasValue(0);
        assertThat(recorder.received).isEmpty();
        assertThat(recorder.ends).isEmpty();
    }

    @Test
    @Timeout(20)
    void demand_without_end_added_to_demand_is_without_end() throws InterruptedException {
        Recorder recorder = Recorder.of(new ListedTasks(8, 3));
        recorder.subscription.element().request(1);
        recorder.subscription.element().request(Long.MAX_VALUE);

        assertThat(recorder.take(8)).hasSize(8);
        assertThat(recorder.ends.take()).isEqualTo("complete");
    }

    @Test
    @Timeout(20)
    void asking_for_no_task_is_an_error_that_is_told_once() throws InterruptedException {
        Recorder recorder = Recorder.of(new ListedTasks(8, 3));
        recorder.request(0);
        recorder.request(-1);
        recorder.request(1);

        assertThat(recorder.ends.take()).contains("but was 0");
        assertThat(recorder.ends).isEmpty();
        assertThat(recorder.received).isEmpty();
    }
}
