package io.github.crstasks.paging;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import org.junit.jupiter.api.Test;

class PagingTest {
    @Test
    void a_call_is_told_by_its_rows_and_its_list() {
        assertThat(new PageCall(0, TaskScan.everything(), 20, 10)).hasToString("rows 20 to 29 of everything");
    }

    @Test
    void the_plan_says_how_each_list_is_read_and_why() {
        TaskQuery query = instanceId("a")
                .or(instanceId("b").and(status(TaskStatus.FAILED)))
                .or(instanceId("c").and(instanceName("name")));
        Paging paging = Paging.standard();

        TraversalPlan plan = paging.plan(query.plan(ApiV2.create().pushdown()));

        assertThat(plan.isExact()).isFalse();
        assertThat(paging.plan(all().plan(ApiV2.create().pushdown())).isExact()).isTrue();
        assertThat(plan.choices())
                .extracting(TraversalPlan.Choice::strategy)
                .containsExactly(PagingStrategy.OFFSET, PagingStrategy.KEYSET, PagingStrategy.KEYSET);
        assertThat(plan)
                .asString()
                .contains(
                        "pages by OFFSET",
                        "pages by KEYSET, a task leaves the list when its status changes",
                        "an instance is renamed");
        assertThat(paging.by(PagingStrategy.KEYSET).plan(plan.query()).choices())
                .extracting(Object::toString)
                .containsOnly("KEYSET, as configured");
    }

    @Test
    void bad_numbers_are_refused_by_name() {
        assertThatThrownBy(() -> Paging.standard().inFlight(0)).hasMessageContaining("pagesInFlight must be 1..");
        assertThatThrownBy(() -> Paging.standard().withPageSize(-1)).hasMessageContaining("pageSize must be 1..");
    }
}
