package io.github.crstasks.emulator;

/**
 * A request field that filters the task list, by its name in API 2.0 (docs/api/get-redis-task-list.md, section 4), or in API
 * 3.0 if API 2.0 does not have it.
 */
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
    TASK_TYPE,
    /** {@code OperateUin}, of API 3.0 only. */
    OPERATE_UIN
}
