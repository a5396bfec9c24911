package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.Traversal;
import io.github.crstasks.paging.TraversalPlan;
import io.github.crstasks.query.TaskQuery;
import io.vavr.control.Option;

/** What the blocking and the asynchronous client share: how a question is put. */
record Session(Exchange exchange, Paging paging) {
    TraversalPlan plan(TaskQuery query, Paging manner) {
        return manner.plan(query.plan(exchange.settings().protocol().pushdown()));
    }

    Traversal traversal(TaskQuery query, Paging manner) {
        return traversal(plan(query, manner));
    }

    Traversal traversal(TraversalPlan plan) {
        return Traversal.of(plan, exchange.settings().observer()::noticed);
    }

    Reading<Option<TaskPage>> slice(TaskQuery query, int offset, int limit) {
        return new Slicing(plan(query, paging).query(), offset, limit);
    }

    Reading<Option<Integer>> count(TaskQuery query) {
        return new Counting(plan(query, paging).query(), paging.pageSize());
    }

    static Option<TaskError> refusal(int offset, int limit) {
        if (offset < 0) {
            return Option.some(new Invalid("offset", Integer.toString(offset), "0.." + Integer.MAX_VALUE));
        }
        return Option.when(limit < 1, new Invalid("limit", Integer.toString(limit), "1.." + Integer.MAX_VALUE));
    }
}
