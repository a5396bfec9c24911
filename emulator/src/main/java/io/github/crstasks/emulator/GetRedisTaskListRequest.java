package io.github.crstasks.emulator;

import io.github.crstasks.emulator.ApiV2Exception.Reason;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The validated parameters of a GetRedisTaskList request of API 2.0 (docs/api/get-redis-task-list.md, section 4). */
record GetRedisTaskListRequest(int limit, int offset, TaskFilter filter) {
    private static final List<String> STATUSES = List.of("0", "1", "2", "3", "-1");
    private static final String TYPE_PREFIX = "task_";
    private static final List<String> TYPES = List.of(
            "task_importRdb",
            "task_exportBackup",
            "task_restoreBackup",
            "task_restoreStream",
            "task_backupInstance",
            "task_cleanInstance",
            "task_resizeInstance");

    /**
     * Validates the parameters.
     *
     * @throws ApiV2Exception with code 11201 if a parameter is missing, unknown or invalid
     */
    static GetRedisTaskListRequest of(Map<String, String> parameters, EmulatorBehaviour behaviour, ZoneOffset zone) {
        ApiV2ParameterReader reader = new ApiV2ParameterReader(parameters);
        int limit = reader.integer("limit", 1);
        int offset = reader.integer("offset", 0);
        Optional<String> redisId = reader.text("redisId");
        Optional<String> redisName = reader.text("redisName");
        long since = reader.epochSecond("beginTime", zone).orElse(Long.MIN_VALUE);
        long until = reader.epochSecond("endTime", zone).orElse(Long.MAX_VALUE);
        List<String> statuses = reader.array("taskStatus", STATUSES);
        List<String> types = reader.array("taskType", TYPES);
        reader.requireAllRead();
        if (until < since) {
            throw new ApiV2Exception(Reason.BUSINESS, "endTime is before beginTime");
        }

        TaskFilter filter = new TaskFilterBuilder(behaviour)
                .redisId(redisId)
                .redisName(redisName)
                .condition(FilterField.TASK_STATUS, statusIn(statuses))
                .condition(FilterField.TASK_TYPE, typeIn(types))
                .between(since, until);
        return new GetRedisTaskListRequest(limit, offset, filter);
    }

    private static Optional<Predicate<TaskRow>> statusIn(List<String> statuses) {
        Set<String> accepted = Set.copyOf(statuses);
        return statuses.isEmpty()
                ? Optional.empty()
                : Optional.of(row -> accepted.contains(String.valueOf(row.status())));
    }

    private static Optional<Predicate<TaskRow>> typeIn(List<String> types) {
        Set<String> accepted = Set.copyOf(types);
        return types.isEmpty() ? Optional.empty() : Optional.of(row -> accepted.contains(TYPE_PREFIX + row.taskName()));
    }
}
