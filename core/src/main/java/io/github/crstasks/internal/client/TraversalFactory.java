package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.internal.execution.ClientSettings;
import io.github.crstasks.internal.paging.Operation;
import io.github.crstasks.internal.paging.PageOperation;
import io.github.crstasks.internal.paging.Traversal;
import io.github.crstasks.internal.paging.TraversalPlan;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.plan.QueryNode;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.QueryPlan;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.vavr.control.Either;
import io.vavr.control.Option;
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

    /**
     * Returns a query for a call now. A call does this once, before anything else.
     *
     * @throws Extensions.ExtensionException if the query is relative and the clock of the caller fails
     */
    TaskQuery now(TaskQuery query) {
        return ((QueryNode) query).isRelative() ? query.at(settings.clock().instant()) : query;
    }

    /** Returns a query for a call now, or why the moment is unknown. */
    Either<TaskError, TaskQuery> tryNow(TaskQuery query) {
        try {
            return Either.right(now(query));
        } catch (Extensions.ExtensionException failed) {
            return Either.left(failed.error());
        }
    }

    /** Plans a query without relative times and notifies the listeners of what the service cannot list. */
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

    /** Returns a traversal that begins, and fixes the moment of a relative query, when its first task is requested. */
    Operation of(TaskQuery query) {
        return of(query, paging);
    }

    /** Returns a traversal, as {@link #of(TaskQuery)} does, with the given paging. */
    Operation of(TaskQuery query, Paging custom) {
        return new DeferredOperation(() -> tryNow(query).map(absolute -> of(plan(absolute), custom)));
    }

    Traversal of(ScanPlan plan) {
        return of(plan, paging);
    }

    private Traversal of(ScanPlan plan, Paging paging) {
        return Traversal.of(TraversalPlan.of(plan, paging), settings.listeners()::onTraversal);
    }

    /** Returns the operation for a page of a query without relative times; empty if the whole list must be read for it. */
    Option<PageOperation> pageOf(TaskQuery query, int offset, int limit) {
        return PageOperation.of(plan(query), offset, limit, paging.maxCalls(), settings.listeners()::onTraversal);
    }

    QueryPlan explain(TaskQuery query) {
        TaskQuery absolute = tryNow(query).getOrElseThrow(TaskException::new);
        TraversalPlan plan = TraversalPlan.of(planSilently(absolute), paging);
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
