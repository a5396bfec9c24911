package io.github.crstasks.waiting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import io.github.crstasks.task.Task;
import java.io.Serializable;
import java.util.Map;

/**
 * A change of a watched list.
 *
 * <p>Gson, Jackson 2 and Jackson 3 write and read it in one JSON form without settings, which Java serialization writes
 * too.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
@JsonAdapter(TaskChangeJson.class)
public sealed interface TaskChange extends Serializable {
    /**
     * Returns the task.
     *
     * @return the task as the list last contained it
     */
    Task task();

    /**
     * Reports a task that matches and did not match before. At first, every matching task is reported.
     *
     * @param task the task
     */
    @JsonAdapter(TaskChangeJson.class)
    record Appeared(Task task) implements TaskChange {
        @JsonCreator
        private static Appeared fromJson(Map<String, Object> fields) {
            return TaskChangeJson.FORM.read(fields, Appeared.class);
        }

        private Object writeReplace() {
            return TaskChangeJson.FORM.serialized(this);
        }
    }

    /**
     * Reports a task whose {@link Task#statusCode()} changed.
     *
     * @param before the task as it was last reported
     * @param task the task now
     */
    @JsonAdapter(TaskChangeJson.class)
    record StatusChanged(Task before, Task task) implements TaskChange {
        @JsonCreator
        private static StatusChanged fromJson(Map<String, Object> fields) {
            return TaskChangeJson.FORM.read(fields, StatusChanged.class);
        }

        private Object writeReplace() {
            return TaskChangeJson.FORM.serialized(this);
        }
    }

    /**
     * Reports a task that no longer matches: the service removed it, or it changed.
     *
     * @param task the task as it was last reported
     */
    @JsonAdapter(TaskChangeJson.class)
    record Vanished(Task task) implements TaskChange {
        @JsonCreator
        private static Vanished fromJson(Map<String, Object> fields) {
            return TaskChangeJson.FORM.read(fields, Vanished.class);
        }

        private Object writeReplace() {
            return TaskChangeJson.FORM.serialized(this);
        }
    }

    @JsonCreator
    private static TaskChange fromJson(Map<String, Object> fields) {
        return TaskChangeJson.FORM.read(fields);
    }

    @JsonValue
    private Map<String, Object> toJson() {
        return TaskChangeJson.FORM.write(this);
    }
}
