package io.github.crstasks.internal.client;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskPage;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.vavr.control.Either;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests how many page calls {@code page} and {@code count} take. */
class QueryRunnerTest {
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

    private static FakeTransport service(int total, int pageCap) {
        return FakeTransport.answering(request -> Responses.listing(request, total, pageCap));
    }

    private static List<String> instances(List<Task> tasks) {
        return tasks.stream().map(Task::instanceId).toList();
    }

    @ParameterizedTest
    @EnumSource
    void pageTakesAsManyCallsAsThePageCapRequires(Style style) {
        FakeTransport service = service(6, 2);
        TaskPage page = style.page(service.client().build(), all(), 2, 3).get();

        assertThat(instances(page.tasks())).containsExactly("crs-2", "crs-3", "crs-4");
        assertThat(page.totalCount()).isEqualTo(6);
        assertThat(page.hasMore()).isTrue();
        assertThat(service.requests()).hasSize(2);
        assertThat(style.page(service.client().build(), all(), 2, 4).get().hasMore())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void exactCountTakesOneCallForEachList(Style style) {
        FakeTransport service = service(6, 100);

        assertThat(style.count(service.client().build(), all())).isEqualTo(Either.right(6));
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void countAndPageAreRightIfTheServiceIgnoresFilters(Style style) {
        TaskClient client = service(6, 100).client().build();

        assertThat(style.count(client, instanceId("crs-3").or(instanceId("crs-4"))))
                .isEqualTo(Either.right(2));
        assertThat(style.page(client, instanceId("crs-3"), 0, 10).get())
                .returns(List.of("crs-3"), page -> instances(page.tasks()))
                .returns(1, TaskPage::totalCount);
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCKING, -1, 1, 'offset must be 0..2147483647, but was -1'",
        "ASYNC, -1, 1, 'offset must be 0..2147483647, but was -1'",
        "BLOCKING, 0, 0, 'limit must be 1..2147483647, but was 0'",
        "ASYNC, 0, 0, 'limit must be 1..2147483647, but was 0'",
    })
    void pageOutOfRangeIsRejectedWithoutACall(Style style, int offset, int limit, String message) {
        FakeTransport service = service(6, 2);

        assertThat(style.page(service.client().build(), all(), offset, limit).getLeft())
                .isInstanceOf(TaskError.Invalid.class)
                .returns(message, TaskError::message);
        assertThat(service.requests()).isEmpty();
    }
}
