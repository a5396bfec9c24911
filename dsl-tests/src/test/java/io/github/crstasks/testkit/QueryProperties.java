package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.task.Task;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A query as a predicate, without any service. */
class QueryProperties {
    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries();
    }

    @Provide
    Arbitrary<Task> tasks() {
        return TaskArbitraries.tasks();
    }

    @Property
    void a_query_accepts_exactly_what_it_means(@ForAll("queries") QuerySample sample, @ForAll("tasks") Task task) {
        assertThat(sample.query().test(task)).isEqualTo(sample.meaning().test(task));
    }
}
