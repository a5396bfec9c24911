package io.github.crstasks.emulator;

import com.google.gson.JsonObject;
import java.util.Set;

/** The validated fields of a DescribeTaskInfo request of API 3.0 (docs/api/describe-task-list.md, section 9). */
record DescribeTaskInfoRequest(long taskId) {
    private static final Set<String> FIELDS = Set.of("TaskId");

    /**
     * Validates the fields.
     *
     * @throws ApiV3Exception if a field is unknown or invalid, or the task id is missing
     */
    static DescribeTaskInfoRequest of(JsonObject input) {
        return new DescribeTaskInfoRequest(new ApiV3FieldReader(input, FIELDS)
                .longInteger("TaskId")
                .orElseThrow(() -> new ApiV3Exception(ApiV3Exception.MISSING_PARAMETER, "TaskId is missing")));
    }
}
