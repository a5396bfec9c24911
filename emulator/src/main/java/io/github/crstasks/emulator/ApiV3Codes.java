package io.github.crstasks.emulator;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The codes of API 3.0 for the task names and statuses of API 2.0, which a {@link TaskRow} holds
 * (docs/api/describe-task-list.md, sections 4 and 5).
 */
final class ApiV3Codes {
    /** The documented values of {@code Result}. */
    static final List<Integer> RESULTS = List.of(0, 1, 2, 4);

    /** The documented values of {@code TaskType}. */
    static final List<String> TASK_TYPES = List.of(
            ("001 002 003 004 005 006 007 008 009 010 011 012 013 014 016 017 022 023 025 026 027 028 029 031 033 034"
                            + " 035 036 037 038 039 040 041 042 043 044 045 046 047 048 049 050 052 053 054 055 056 057 058"
                            + " 059 060 061 062 063 066 067 069 070")
                    .split(" "));

    private static final Map<String, String> TASK_TYPES_BY_NAME = Map.ofEntries(
            Map.entry("newInstance", "001"),
            Map.entry("resizeInstance", "002"),
            Map.entry("closeInstance", "003"),
            Map.entry("cleanInstance", "004"),
            Map.entry("startInstance", "005"),
            Map.entry("deleteInstance", "006"),
            Map.entry("setPassword", "007"),
            Map.entry("importRdb", "008"),
            Map.entry("exportBackup", "009"),
            Map.entry("restoreBackup", "010"),
            Map.entry("restoreStream", "011"),
            Map.entry("backupInstance", "012"));

    private static final Map<String, String> NAMES_BY_TASK_TYPE = TASK_TYPES_BY_NAME.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private ApiV3Codes() {}

    /** Returns the task name of a code, or the code itself if API 2.0 has no name for it. */
    static String taskName(String taskType) {
        return NAMES_BY_TASK_TYPE.getOrDefault(taskType, taskType);
    }

    /** Returns the status of a code. Of the two statuses with the code 4, this is failed (3). */
    static int status(int result) {
        return result == 4 ? TaskRow.Status.FAILED.code() : result;
    }

    /** Returns the code of a task name, or the name itself if it has no code. */
    static String taskType(String taskName) {
        return TASK_TYPES_BY_NAME.getOrDefault(taskName, taskName);
    }

    /** Returns the word of DescribeTaskInfo for a status, or its number if it is not documented. */
    static String statusWord(int status) {
        return switch (status) {
            case 0 -> "preparing";
            case 1 -> "running";
            case 2 -> "succeed";
            case 3 -> "failed";
            case -1 -> "error";
            default -> Integer.toString(status);
        };
    }

    /** Returns the code of a status. API 3.0 has a single code, 4, for failed (3) and execution error (-1). */
    static int result(int status) {
        return hasFailed(status) ? 4 : status;
    }

    static boolean hasFailed(int status) {
        return status == 3 || status == -1;
    }
}
