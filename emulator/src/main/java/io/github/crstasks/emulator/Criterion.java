package io.github.crstasks.emulator;

/** A field by which a call can narrow the task list (API document, section 2), whatever each API calls it. */
public enum Criterion {
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
