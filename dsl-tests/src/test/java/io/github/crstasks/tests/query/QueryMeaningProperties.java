package io.github.crstasks.tests.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.TaskArbitraries;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A query is a predicate, without any service. */
class QueryMeaningProperties {
    private static final Instant MOMENT = Instant.parse("2017-02-08T08:46:43.123456789Z");

    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries(MOMENT);
    }

    @Provide
    Arbitrary<Task> tasks() {
        return TaskArbitraries.tasks();
    }

    @Property
    void queryAcceptsExactlyTheTasksThatItMeans(@ForAll("queries") QuerySample sample, @ForAll("tasks") Task task) {
        assertThat(sample.query().at(MOMENT).test(task))
                .isEqualTo(sample.meaning().test(task));
    }
}
