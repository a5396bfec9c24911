package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;

/** One way to read what is left of a list. */
interface Walker {
    /** The slices that are needed next and did not come yet, the most urgent first; at most so many. */
    List<Slice> wanted(int most);

    /** How many pages came that wait for one before them. */
    default int waiting() {
        return 0;
    }

    /** No row to come is handed on that was submitted later. */
    Instant bound();

    /** Takes the rows of a slice that was wanted. */
    Either<TaskError, Step> received(Slice slice, TaskRows rows);

    /**
     * What follows from a page.
     *
     * @param pages the rows to hand on
     * @param next how to go on, none at the end of the list
     */
    record Step(List<List<Task>> pages, Option<Walker> next) {
        static Either<TaskError, Step> on(List<Task> page, Walker next) {
            return Either.right(new Step(List.of(page), Option.some(next)));
        }

        static Either<TaskError, Step> on(Walker next) {
            return Either.right(new Step(List.of(), Option.some(next)));
        }

        static Either<TaskError, Step> end(List<Task> page) {
            return Either.right(new Step(List.of(page), Option.none()));
        }
    }
}
