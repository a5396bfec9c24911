package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.protocol.TaskRows;
import io.vavr.control.Option;

/** A few calls, one after the other, that make a result; for use by one driver. */
interface Reading<T> {
    /** The call to make next, none if the result is complete. */
    Option<PageCall> next();

    /** Takes what came; why the result cannot be completed, none if it can. */
    Option<TaskError> received(TaskRows rows);

    T result();
}
