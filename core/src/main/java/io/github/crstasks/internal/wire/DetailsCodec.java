package io.github.crstasks.internal.wire;

import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskType;

/** Encodes requests for the details of a task; safe for use by any number of threads. */
@FunctionalInterface
public interface DetailsCodec {
    /**
     * Returns the request for the details of a task.
     *
     * @param taskId the id of the task, 0..9223372036854775807
     * @param listedType the type of the task in a list, which the details have if their own text for it is not known
     */
    ServiceRequest<TaskDetails> request(long taskId, TaskType listedType);
}
