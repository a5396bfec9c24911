package io.github.crstasks.emulator;

import java.time.Instant;

/** Rows for tests, on one line each. */
final class TestRows {
    private TestRows() {}

    static TaskRow row(
            Instant startTime,
            String taskName,
            String redisName,
            String redisId,
            long projectId,
            int status,
            int progress) {
        return TaskRow.builder(startTime, taskName)
                .redisName(redisName)
                .redisId(redisId)
                .projectId(projectId)
                .statusCode(status)
                .progress(progress)
                .build();
    }
}
