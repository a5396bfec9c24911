package io.github.crstasks.internal.client;

import io.github.crstasks.internal.execution.ClientSettings;
import io.github.crstasks.internal.paging.Traversal;
import io.github.crstasks.internal.paging.TraversalPlan;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.QueryPlan;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import java.util.List;
import java.util.stream.IntStream;

/** Plans the queries of a client and creates their traversals. */
final class TraversalFactory {
    private final ClientSettings settings;
    private final Paging paging;

    TraversalFactory(ClientSettings settings, Paging paging) {
        this.settings = settings;
        this.paging = paging;
    }

    Paging paging() {
        return paging;
    }

    /** Plans a query and notifies the listeners of what the service cannot list. */
    ScanPlan plan(TaskQuery query) {
        unlisted(query)
                .forEach(scan -> settings.listeners()
                        .onTraversal(new TraversalEvent.Unlisted(
                                scan,
                                "this version of the API does not have them; another protocol(...) may list them")));
        return planSilently(query);
    }

    private ScanPlan planSilently(TaskQuery query) {
        return Planner.plan(query, settings.codec().capabilities());
    }

    private List<TaskScan> unlisted(TaskQuery query) {
        return Planner.unlisted(query, settings.codec().capabilities());
    }

    Traversal of(TaskQuery query) {
        return of(plan(query), paging);
    }

    Traversal of(TaskQuery query, Paging paging) {
        return of(plan(query), paging);
    }

    Traversal of(ScanPlan plan) {
        return of(plan, paging);
    }

    private Traversal of(ScanPlan plan, Paging paging) {
        return Traversal.of(TraversalPlan.of(plan, paging), settings.listeners()::onTraversal);
    }

    QueryPlan explain(TaskQuery query) {
        TraversalPlan plan = TraversalPlan.of(planSilently(query), paging);
        List<QueryPlan.ListPlan> lists = IntStream.range(0, plan.choices().size())
                .mapToObj(index -> list(plan, index))
                .toList();
        return new QueryPlan(query, lists, plan.scans().residual(), unlisted(query));
    }

    private QueryPlan.ListPlan list(TraversalPlan plan, int index) {
        var scan = plan.scans().scans().get(index);
        var choice = plan.choices().get(index);
        int limit = Math.min(paging.pageSize(), plan.scans().pages().maxLimit());
        return new QueryPlan.ListPlan(
                scan, settings.codec().parameters(scan, 0, limit), choice.strategy(), choice.reason());
    }
}
