package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnlistedTaskTest {
    private static final TaskQuery AUTO = TaskQuery.type(TaskType.AUTO_BACKUP);

    private final FakeTransport transport = FakeTransport.answering(Responses.page(0));
    private final List<TraversalEvent> events = new ArrayList<>();
    private TaskClient client = transport.client().build();

    @BeforeEach
    void listen() {
        client = transport
                .client()
                .listener(new TaskClientListener() {
                    @Override
                    public void onTraversal(TraversalEvent event) {
                        events.add(event);
                    }
                })
                .build();
    }

    @Test
    void typeThatTheApiDoesNotHaveIsReportedByEveryCall() {
        assertThat(client.list(AUTO)).isEqualTo(Either.right(List.of()));
        assertThat(client.count(AUTO)).isEqualTo(Either.right(0));
        assertThat(client.page(AUTO, 0, 10).get().tasks()).isEmpty();
        assertThat(client.stream(AUTO)).isEmpty();
        assertThat(client.async().list(AUTO).join()).isEqualTo(Either.right(List.of()));

        assertThat(events)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(event -> assertThat(event.toString())
                        .isEqualTo(
                                "Unlisted[scan=type AUTO_BACKUP, reason=this version of the API does not have them; another"
                                        + " protocol(...) may list them]"));
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void planNamesTheTypeThatTheApiDoesNotHave() {
        assertThat(client.explain(AUTO).unlisted()).singleElement().hasToString("type AUTO_BACKUP");
        assertThat(client.explain(AUTO)).asString().contains("not listed", "AUTO_BACKUP", "protocol(...)");
        assertThat(events).isEmpty();
    }

    @Test
    void typeIsReportedAlsoWhereOtherTasksAreListed() {
        for (TaskQuery query : List.of(
                TaskQuery.type(TaskType.AUTO_BACKUP, TaskType.BACKUP_INSTANCE),
                AUTO.or(TaskQuery.instanceId("a")),
                AUTO.negate().or(TaskQuery.instanceId("a")).negate(),
                TaskQuery.instanceId("a").and(AUTO.negate()).negate())) {
            assertThat(client.explain(query).unlisted()).singleElement().hasToString("type AUTO_BACKUP");
        }
    }

    @Test
    void queryThatTheApiAnswersIsNotReported() {
        TaskClient withApi3 = transport.client().protocol(ApiV3.create()).build();

        assertThat(withApi3.explain(AUTO).unlisted()).isEmpty();
        assertThat(client.explain(AUTO.negate()).unlisted()).isEmpty();
        assertThat(client.explain(TaskQuery.type(TaskType.BACKUP_INSTANCE).negate())
                        .unlisted())
                .isEmpty();
        assertThat(client.explain(TaskQuery.ended().or(TaskQuery.type(TaskType.UNKNOWN_TYPE)))
                        .unlisted())
                .isEmpty();
    }
}
