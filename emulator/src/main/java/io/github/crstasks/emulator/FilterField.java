package io.github.crstasks.emulator;

/** A request field that filters the task list, by its name in API 2.0 (API document, section 2). */
public enum FilterField {
    /** {@code redisId}. */
    REDIS_ID,
    /** {@code redisName}. */
    REDIS_NAME,
    /** {@code beginTime} and {@code endTime}. */
    TIME,
    /** {@code taskStatus.n}. */
    TASK_STATUS,
    /** {@code taskType.n}. */
    TASK_TYPE
}
