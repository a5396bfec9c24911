package io.github.crstasks.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of any depth and length are built, planned, compared, printed and tested on a thread with a small stack. */
class DeepQueryTest {
    private static final int SMALL_STACK = 512 << 10;
    private static final Instant MONDAY = Instant.parse("2017-02-06T00:00:00Z");

    enum Shape {
        NEGATED_CONJUNCTIONS,
        NEGATED_DISJUNCTIONS,
        ALTERNATING,
        ALTERNATING_ON_THE_RIGHT,
        LONG_CONJUNCTION,
        LONG_DISJUNCTION,
        LONG_DISJUNCTION_ON_THE_RIGHT,
        COLLECTIONS,
        PREDICATES;

        private TaskQuery step(TaskQuery query, int level) {
            TaskQuery instance = TaskQuery.instanceId("crs-" + level);
            boolean isEven = level % 2 == 0;
            return switch (this) {
                case NEGATED_CONJUNCTIONS -> TaskQuery.project(level).and(query).negate();
                case NEGATED_DISJUNCTIONS -> TaskQuery.project(level).or(query).negate();
                case ALTERNATING -> isEven ? query.and(TaskQuery.project(0)) : query.or(instance);
                case ALTERNATING_ON_THE_RIGHT ->
                    isEven
                            ? TaskQuery.status(TaskStatus.RUNNING).and(query)
                            : TaskQuery.submittedSince(MONDAY.plusSeconds(level))
                                    .or(query);
                case LONG_CONJUNCTION -> query.and(TaskQuery.project(level).negate());
                case LONG_DISJUNCTION -> query.or(instance);
                case LONG_DISJUNCTION_ON_THE_RIGHT -> instance.or(query);
                case COLLECTIONS ->
                    isEven
                            ? TaskQuery.allOf(List.of(query, TaskQuery.ended()))
                            : TaskQuery.anyOf(List.of(query, TaskQuery.progressComplete()));
                case PREDICATES -> TaskQuery.where(query).negate().and(TaskQuery.where(task -> true));
            };
        }

        TaskQuery of(int depth) {
            TaskQuery query = TaskQuery.instanceName("name");
            for (int level = 0; level < depth; level++) {
                query = step(query, level);
            }
            return query;
        }

        /** Tests a task from the innermost step outward, each step on one level. */
        boolean matches(Task task, int depth) {
            boolean matches = TaskQuery.instanceName("name").test(task);
            for (int level = 0; level < depth; level++) {
                TaskQuery inner = matches ? TaskQuery.all() : TaskQuery.none();
                matches = step(inner, level).test(task);
            }
            return matches;
        }
    }

    private static void assertUsable(int depth, Shape shape) {
        TaskQuery query = shape.of(depth);
        Task task = Tasks.of("crs-17");

        assertThat(query.test(task)).isEqualTo(shape.matches(task, depth));
        if (shape != Shape.PREDICATES) {
            assertThat(query.equals(shape.of(depth))).isTrue();
            assertThat(query.hashCode()).isEqualTo(shape.of(depth).hashCode());
        }
        assertThat(query.equals(shape.of(depth - 1))).isFalse();
        assertThat(query.toString()).hasSizeLessThan(2100).doesNotContain("\n");
        Either<TaskError, String> text = query.text();
        text.peek(written ->
                assertThat(TaskQuery.parse(written).get().equals(query)).isTrue());
        for (TaskListProtocol protocol : List.of(ApiV2.create(), ApiV3.create())) {
            FakeTransport transport = FakeTransport.answering(Responses.page(0));
            var client = transport.client().protocol(protocol).build();
            assertThat(client.explain(query).toString()).hasSizeLessThan(10_000);
            assertThat(client.explain(query.negate()).lists()).hasSizeLessThan(9);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void queryOf100000LevelsIsUsableOnASmallStack(Shape shape) throws InterruptedException {
        SmallStack.run(SMALL_STACK, () -> assertUsable(20_000, shape));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 999, 1001})
    void queryOfAnyDepthIsUsableOnASmallStack(int depth) throws InterruptedException {
        SmallStack.run(SMALL_STACK, () -> {
            for (Shape shape : Shape.values()) {
                assertUsable(depth, shape);
            }
        });
    }

    @Test
    void deepestTextIsParsedAndWrittenOnASmallStack() throws InterruptedException {
        SmallStack.run(SMALL_STACK, () -> {
            String deep = "not (project = 1 and ".repeat(499) + "progressComplete" + ")".repeat(499);
            TaskQuery query = TaskQuery.parse(deep).get();

            assertThat(query.text()).isEqualTo(Either.right(deep));
        });
    }

    @Test
    void longTextIsParsed() throws InterruptedException {
        List<String> ids = IntStream.range(0, 20_000)
                .mapToObj(id -> "instanceId = \"crs-" + id + "\"")
                .toList();
        SmallStack.run(SMALL_STACK, () -> {
            TaskQuery query = TaskQuery.parse(String.join(" or ", ids)).get();

            assertThat(query.test(Tasks.of("crs-19999"))).isTrue();
            assertThat(query.test(Tasks.of("crs-20000"))).isFalse();
            assertThat(TaskQuery.allOf(Collections.nCopies(10, query.negate())).test(Tasks.of("a")))
                    .isTrue();
        });
    }
}
