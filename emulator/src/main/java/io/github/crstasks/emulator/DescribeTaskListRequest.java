package io.github.crstasks.emulator;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The validated fields of a DescribeTaskList request of API 3.0 (docs/api/describe-task-list.md, section 2). */
record DescribeTaskListRequest(int limit, int offset, TaskFilter filter) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{1,20}");
    private static final Set<String> FIELDS = Set.of(
            "InstanceId",
            "InstanceName",
            "Limit",
            "Offset",
            "TaskTypes",
            "BeginTime",
            "EndTime",
            "Result",
            "OperateUin");

    /**
     * Validates the fields.
     *
     * @param now the time of the request, by which old tasks are left out if the behaviour says so
     * @throws ApiV3Exception if a field is unknown, unsupported or invalid
     */
    static DescribeTaskListRequest of(JsonObject input, EmulatorBehaviour behaviour, Instant now, ZoneOffset zone) {
        ApiV3FieldReader reader = new ApiV3FieldReader(input, FIELDS);
        int limit = reader.integer("Limit").orElse(DEFAULT_LIMIT);
        int offset = reader.integer("Offset").orElse(0);
        requireValid(limit >= 1 && limit <= MAX_LIMIT, "Limit is not from 1 to " + MAX_LIMIT);
        requireValid(offset >= 0 && offset % limit == 0, "Offset is not a multiple of Limit");
        long since = reader.epochSecond("BeginTime", zone).orElse(Long.MIN_VALUE);
        long until = reader.epochSecond("EndTime", zone).orElse(Long.MAX_VALUE);
        requireValid(since <= until, "EndTime is before BeginTime");
        Optional<Predicate<TaskRow>> results =
                reader.integers("Result").map(Set::copyOf).map(DescribeTaskListRequest::resultIn);
        Optional<Predicate<TaskRow>> types =
                reader.texts("TaskTypes").map(Set::copyOf).map(DescribeTaskListRequest::typeIn);
        Optional<Predicate<TaskRow>> operators =
                reader.texts("OperateUin").map(Set::copyOf).map(DescribeTaskListRequest::operatorIn);

        TaskFilter filter = new TaskFilterBuilder(behaviour)
                .redisId(reader.text("InstanceId"))
                .redisName(reader.text("InstanceName"))
                .condition(FilterField.TASK_STATUS, results)
                .condition(FilterField.TASK_TYPE, types)
                .condition(FilterField.OPERATE_UIN, operators)
                .submittedWithinHistory(now)
                .betweenBeginAndEndTime(since, until);
        return new DescribeTaskListRequest(limit, offset, filter);
    }

    private static Predicate<TaskRow> resultIn(Set<Integer> codes) {
        requireValid(ApiV3Codes.RESULTS.containsAll(codes), "Result is not one of " + ApiV3Codes.RESULTS);
        return row -> codes.contains(ApiV3Codes.result(row.status()));
    }

    private static Predicate<TaskRow> typeIn(Set<String> codes) {
        requireValid(ApiV3Codes.TASK_TYPES.containsAll(codes), "TaskTypes is not one of " + ApiV3Codes.TASK_TYPES);
        return row -> codes.contains(ApiV3Codes.taskType(row.taskName()));
    }

    private static Predicate<TaskRow> operatorIn(Set<String> uins) {
        requireValid(
                uins.stream().allMatch(uin -> ACCOUNT_ID.matcher(uin).matches()),
                "OperateUin is not a list of account ids");
        return row -> row.operateUin().filter(uins::contains).isPresent();
    }

    private static void requireValid(boolean valid, String message) {
        if (!valid) {
            throw new ApiV3Exception(ApiV3Exception.INVALID_PARAMETER_VALUE, message);
        }
    }
}
