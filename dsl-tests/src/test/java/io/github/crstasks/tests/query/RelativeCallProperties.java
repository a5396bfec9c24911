package io.github.crstasks.tests.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.ReferenceModel;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.tests.support.QueueSubscriber;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Either;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** Every kind of call answers a relative query as of the moment of the client's clock. */
class RelativeCallProperties {
    private static final Instant MOMENT = Instant.parse("2017-02-08T08:46:43.123456789Z");

    /** Returns an emulator whose clock stands still, so that it accepts the timestamps of a client whose clock does too. */
    private static EmulatorFixture fixture() {
        return Store.getOrCreate(
                        "emulator at a moment",
                        Lifespan.PROPERTY,
                        () -> new EmulatorFixture(
                                CrsEmulator.builder()
                                        .clock(InstantSource.fixed(MOMENT))
                                        .start(),
                                new JdkTransport(),
                                ApiVersion.V2))
                .get();
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        Arbitrary<QuerySample> relative = QueryArbitraries.relativeConditions(MOMENT);
        return QueryArbitraries.queries(MOMENT).flatMap(query -> relative.map(query::and));
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    @Property(tries = 60)
    void callReturnsTheTasksOfTheModelAtItsMoment(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 10) int pageSize)
            throws InterruptedException {
        EmulatorFixture fixture = fixture().withApi(api);
        List<Task> expected = ReferenceModel.list(fixture.replaceTasks(submitted, 100), sample.meaning());
        Paging paging = Paging.defaults().withPageSize(pageSize);
        TaskClient client = fixture.client()
                .clock(InstantSource.fixed(MOMENT))
                .paging(paging)
                .build();
        List<Task> list = client.list(sample.query()).get();

        // The order of the tasks of one second is known within one list of the service only.
        assertThat(list).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(client.list(sample.query().at(MOMENT))).isEqualTo(Either.right(list));
        assertThat(client.stream(sample.query(), paging)).isEqualTo(list);
        assertThat(client.count(sample.query())).isEqualTo(Either.right(expected.size()));
        assertThat(client.page(sample.query(), 1, 3).get().tasks()).isEqualTo(ReferenceModel.page(list, 1, 3));
        assertThat(QueueSubscriber.collect(client.publisher(sample.query()), 3)).isEqualTo(list);
    }
}
