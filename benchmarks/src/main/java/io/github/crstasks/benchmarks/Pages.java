package io.github.crstasks.benchmarks;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The pages of one list, in the format of API 2.0 and of API 3.0. */
record Pages(int rows) {
    private static final LocalDateTime NEWEST = LocalDateTime.of(2017, 2, 10, 16, 56, 18);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    String v2(int offset, int limit) {
        return list(
                        offset,
                        limit,
                        row -> "{\"startTime\":\"" + time(row) + "\",\"taskName\":\"backupInstance\","
                                + "\"redisName\":\"测试API专用\",\"redisId\":\"crs-izbob1wh\",\"projectId\":0,\"status\":2,\"progress\":1}")
                .collect(Collectors.joining(
                        ",",
                        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"totalCount\":" + rows
                                + ",\"data\":{\"redisTaskSet\":[",
                        "]}}"));
    }

    String v3(int offset, int limit) {
        return list(
                        offset,
                        limit,
                        row -> "{\"TaskId\":" + row + ",\"StartTime\":\"" + time(row) + "\",\"EndTime\":\""
                                + time(row) + "\",\"TaskType\":\"012\",\"InstanceName\":\"测试API专用\","
                                + "\"InstanceId\":\"crs-izbob1wh\",\"ProjectId\":0,\"Progress\":1,\"Result\":2}")
                .collect(Collectors.joining(
                        ",", "{\"Response\":{\"TotalCount\":" + rows + ",\"RequestId\":\"1\",\"Tasks\":[", "]}}"));
    }

    private Stream<String> list(int offset, int limit, IntFunction<String> row) {
        return IntStream.range(offset, Math.min(rows, offset + limit)).mapToObj(row);
    }

    private static String time(int row) {
        return TIME.format(NEWEST.minusSeconds(row));
    }
}
