package io.github.crstasks.tests.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.paging.PageCall;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The usual loop: one list after the other, the next offset until there are no more rows. */
final class NaivePageSource implements PageSource {
    private final ScanPlan plan;
    private final int pageSize;
    private final Deque<Task> ready = new ArrayDeque<>();
    private int scan;
    private int offset;
    private boolean calling;

    NaivePageSource(ScanPlan plan, int pageSize) {
        this.plan = plan;
        this.pageSize = pageSize;
    }

    @Override
    public Option<Task> poll() {
        return Option.of(ready.poll());
    }

    @Override
    public List<PageCall> calls() {
        if (calling || !ready.isEmpty() || isFinished()) {
            return List.of();
        }
        calling = true;
        return List.of(new PageCall(0, plan.scans().get(scan), offset, pageSize));
    }

    @Override
    public void received(PageCall call, Either<TaskError, TaskListReply> outcome) {
        calling = false;
        TaskListReply rows = outcome.get();
        offset += rows.tasks().size();
        rows.tasks().stream().filter(plan.query()).forEach(ready::add);
        if (rows.tasks().isEmpty() || offset >= rows.totalCount()) {
            scan++;
            offset = 0;
        }
    }

    @Override
    public boolean isFinished() {
        return ready.isEmpty() && scan >= plan.scans().size();
    }
}
