package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of a boolean algebra, judged by the tasks that are accepted. */
class AlgebraProperties {
    @Provide
    Arbitrary<TaskQuery> queries() {
        return QueryArbitraries.queries().map(QuerySample::query);
    }

    @Provide
    Arbitrary<TaskQuery> writable() {
        return QueryArbitraries.nested(QueryArbitraries.conditions()).map(QuerySample::query);
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    private static void assertSame(List<Task> tasks, TaskQuery one, TaskQuery other) {
        assertThat(tasks.stream().filter(one))
                .containsExactlyElementsOf(tasks.stream().filter(other).toList());
    }

    @Property
    void associativity(
            @ForAll("lists") List<Task> tasks,
            @ForAll("queries") TaskQuery a,
            @ForAll("queries") TaskQuery b,
            @ForAll("queries") TaskQuery c) {
        assertSame(tasks, a.and(b).and(c), a.and(b.and(c)));
        assertSame(tasks, a.or(b).or(c), a.or(b.or(c)));
    }

    @Property
    void commutativity(
            @ForAll("lists") List<Task> tasks, @ForAll("queries") TaskQuery a, @ForAll("queries") TaskQuery b) {
        assertSame(tasks, a.and(b), b.and(a));
        assertSame(tasks, a.or(b), b.or(a));
    }

    @Property
    void distribution(
            @ForAll("lists") List<Task> tasks,
            @ForAll("queries") TaskQuery a,
            @ForAll("queries") TaskQuery b,
            @ForAll("queries") TaskQuery c) {
        assertSame(tasks, a.and(b.or(c)), a.and(b).or(a.and(c)));
        assertSame(tasks, a.or(b.and(c)), a.or(b).and(a.or(c)));
    }

    @Property
    void de_morgan_and_double_negation(
            @ForAll("lists") List<Task> tasks, @ForAll("queries") TaskQuery a, @ForAll("queries") TaskQuery b) {
        assertSame(tasks, a.and(b).negate(), a.negate().or(b.negate()));
        assertSame(tasks, a.or(b).negate(), a.negate().and(b.negate()));
        assertThat(a.negate().negate()).isEqualTo(a);
    }

    @Property
    void absorption_and_idempotence(
            @ForAll("lists") List<Task> tasks, @ForAll("queries") TaskQuery a, @ForAll("queries") TaskQuery b) {
        assertSame(tasks, a.and(a.or(b)), a);
        assertSame(tasks, a.or(a.and(b)), a);
        assertSame(tasks, a.and(a), a);
        assertSame(tasks, a.or(a), a);
    }

    @Property
    void identity_and_complement(@ForAll("lists") List<Task> tasks, @ForAll("queries") TaskQuery a) {
        assertThat(a.and(TaskQuery.all())).isEqualTo(a);
        assertThat(a.or(TaskQuery.none())).isEqualTo(a);
        assertThat(a.and(TaskQuery.none())).isEqualTo(TaskQuery.none());
        assertThat(a.or(TaskQuery.all())).isEqualTo(TaskQuery.all());
        assertSame(tasks, a.and(a.negate()), TaskQuery.none());
        assertSame(tasks, a.or(a.negate()), TaskQuery.all());
    }

    @Property
    void the_text_of_a_query_parses_to_an_equal_query(@ForAll("writable") TaskQuery query) {
        String text = query.text().get();

        assertThat(TaskQuery.parse(text)).as(text).isEqualTo(Either.right(query));
        assertThat(TaskQuery.parse(text).get()).hasSameHashCodeAs(query).hasToString(query.toString());
    }
}
