package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.SliceReader;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.QueryPlan;
import io.vavr.control.Option;

/** A page of tasks that the service cuts; none if it cannot be left to the service. */
final class Slicing implements Reading<Option<TaskPage>> {
    private final QueryPlan plan;
    private final int offset;
    private final Option<SliceReader> slice;

    Slicing(QueryPlan plan, int offset, int limit) {
        this.plan = plan;
        this.offset = offset;
        this.slice = Option.when(
                plan.isOneExactList() && !plan.scans().isEmpty(),
                () -> SliceReader.of(plan.scans().get(0), offset, limit, plan.pages()));
    }

    @Override
    public Option<PageCall> next() {
        return slice.flatMap(SliceReader::next);
    }

    @Override
    public Option<TaskError> received(TaskRows rows) {
        return slice.flatMap(reader -> reader.received(rows));
    }

    /** A service that shows tasks of other queries filters more loosely than it says, and is not believed. */
    @Override
    public Option<TaskPage> result() {
        return slice.filter(reader -> reader.rows().stream().allMatch(plan.query()))
                .map(reader -> new TaskPage(reader.rows(), offset, reader.totalCount(), reader.requestIds()));
    }
}
