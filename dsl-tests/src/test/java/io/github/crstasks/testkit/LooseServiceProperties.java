package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.Criterion;
import io.github.crstasks.task.Task;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Either;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A service that filters more loosely than it says: names match in part, or a filter is ignored. */
class LooseServiceProperties {
    private static Loopback loopback() {
        return Loopback.over("java.net.http", JdkTransport::new);
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries();
    }

    @Property(tries = 300)
    void answers_stay_exact(
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll boolean fuzzyNames,
            @ForAll Criterion ignored,
            @ForAll @IntRange(min = 1, max = 50) int pageSize) {
        Loopback loopback = loopback().holding(submitted, 50);
        loopback.emulator()
                .behave(documented -> documented.withFuzzyNames(fuzzyNames).ignoring(ignored));
        TaskClient client = loopback.client().pageSize(pageSize).build();
        List<Task> answer = ReferenceModel.answer(submitted, sample.meaning());

        assertThat(client.list(sample.query()).get()).containsExactlyInAnyOrderElementsOf(answer);
    }

    @Property(tries = 300)
    void counts_and_pages_stay_exact_where_the_list_fits_a_page(
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll boolean fuzzyNames,
            @ForAll Criterion ignored) {
        Loopback loopback = loopback().holding(submitted, 50);
        loopback.emulator()
                .behave(documented -> documented.withFuzzyNames(fuzzyNames).ignoring(ignored));
        TaskClient client = loopback.client().pageSize(50).build();
        List<Task> answer = ReferenceModel.answer(submitted, sample.meaning());

        assertThat(client.count(sample.query())).isEqualTo(Either.right(answer.size()));
        assertThat(client.page(sample.query(), 0, 50).get().totalCount()).isEqualTo(answer.size());
    }
}
