package io.github.crstasks.paging;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.project;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.task.TaskStatus.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.testing.FakeTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests the plan that {@code explain} returns. */
class QueryPlanTest {
    private final FakeTransport transport = FakeTransport.pending();

    private QueryPlan explain(TaskQuery query, Paging paging) {
        return transport.client().paging(paging).build().explain(query);
    }

    private QueryPlan explain(TaskQuery query) {
        return explain(query, Paging.defaults());
    }

    @Test
    void operatorsOfTheProtocolAreShownWithEachList() {
        QueryPlan plan = transport
                .client()
                .protocol(ApiV3.create().operatedBy("100000000002", "100000000001"))
                .build()
                .explain(instanceId("a").and(status(FAILED)).or(instanceId("b")));

        assertThat(plan.lists())
                .hasSize(2)
                .allSatisfy(list -> assertThat(list.parameters())
                        .containsEntry("OperateUin.0", "100000000001")
                        .containsEntry("OperateUin.1", "100000000002"));
        assertThat(plan.isExact()).isTrue();
        assertThat(plan.toString().split("OperateUin.0=100000000001, OperateUin.1=100000000002", -1))
                .hasSize(3);
    }

    @Test
    void planNamesTheStrategyOfEachListAndTheReason() {
        TaskQuery query = instanceId("a")
                .or(instanceId("b").and(status(FAILED)))
                .or(instanceId("c").and(instanceName("name")));

        QueryPlan plan = explain(query);

        assertThat(plan.isExact()).isFalse();
        assertThat(explain(all()).isExact()).isTrue();
        assertThat(plan.lists())
                .extracting(QueryPlan.ListPlan::strategy)
                .containsExactly(Paging.Strategy.OFFSET, Paging.Strategy.KEYSET, Paging.Strategy.KEYSET);
        assertThat(plan)
                .asString()
                .contains(
                        "paged by OFFSET: tasks keep their offsets",
                        "paged by KEYSET: a task leaves the list when its status changes",
                        "an instance is renamed");
        assertThat(explain(query, Paging.defaults().withStrategy(Paging.Strategy.KEYSET))
                        .lists())
                .hasSize(3)
                .allMatch(list -> list.strategy() == Paging.Strategy.KEYSET)
                .allMatch(list -> list.reason().equals("as configured"));
    }

    @Test
    void planContainsTheRequestParametersOfEachList() {
        QueryPlan.ListPlan list = explain(
                        instanceId("a").and(status(FAILED)), Paging.defaults().withPageSize(7))
                .lists()
                .get(0);

        assertThat(list.parameters())
                .isEqualTo(Map.of("limit", "7", "offset", "0", "redisId", "a", "taskStatus.0", "3"));
    }

    @Test
    void pageSizeOfThePlanKeepsTheLimitOfTheService() {
        QueryPlan plan = transport
                .client()
                .protocol(ApiV3.create())
                .pageSize(1000)
                .build()
                .explain(all());

        assertThat(plan.lists().get(0).parameters()).isEqualTo(Map.of("Limit", "100", "Offset", "0"));
    }

    @Test
    void explainingSendsNothing() {
        assertThat(explain(all()).lists()).hasSize(1);
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void bothClientsExplainAQueryInTheSameWay() {
        var client = transport.client().build();

        assertThat(client.async().explain(project(7))).isEqualTo(client.explain(project(7)));
    }

    @Test
    void planPrintsAsATree() {
        TaskQuery query = instanceId("a").or(instanceId("b")).and(project(7));

        assertThat(explain(query)).hasToString("""
                query instanceId("a").or(instanceId("b")).and(project(7))
                |- list instance id a
                |  parameters {limit=100, offset=0, redisId=a}
                |  paged by OFFSET: tasks keep their offsets, because it filters by neither status nor name
                |- list instance id b
                |  parameters {limit=100, offset=0, redisId=b}
                |  paged by OFFSET: tasks keep their offsets, because it filters by neither status nor name
                |- checked on the client: project(7)
                |- count: reads the whole list
                |- page: reads the whole list
                `- wait: reads the whole list, batched with other waits where that takes fewer calls""");
        assertThat(explain(status(FAILED))).hasToString("""
                query status(FAILED)
                |- list status FAILED
                |  parameters {limit=100, offset=0, taskStatus.0=3}
                |  paged by KEYSET: a task leaves the list when its status changes
                |- checked on the client: nothing
                |- count: total of the service
                |- page: offset of the service
                `- wait: reads the whole list, batched with other waits where that takes fewer calls""");
        assertThat(explain(instanceId("a").or(instanceId("b"))))
                .asString()
                .contains("count: total of the service", "page: reads the whole list");
        assertThat(explain(none())).hasToString("""
                query none()
                `- sends nothing: no task can match""");
    }

    @Test
    void planCopiesItsListsAndParameters() {
        Map<String, String> parameters = new TreeMap<>(Map.of("limit", "1"));
        QueryPlan.ListPlan list = new QueryPlan.ListPlan(
                TaskScan.everything(), new TreeMap<>(parameters), Paging.Strategy.OFFSET, "as configured");
        List<QueryPlan.ListPlan> lists = new ArrayList<>(List.of(list));
        QueryPlan plan = new QueryPlan(all(), lists, all(), List.of());

        lists.clear();

        assertThat(plan.lists()).containsExactly(list);
        assertThatThrownBy(() -> list.parameters().put("limit", "2")).isInstanceOf(UnsupportedOperationException.class);
    }
}
