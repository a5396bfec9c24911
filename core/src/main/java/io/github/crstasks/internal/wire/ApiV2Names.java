package io.github.crstasks.internal.wire;

import static java.util.Map.entry;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.internal.plan.FieldValues;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.util.Map;

/**
 * Maps statuses, types and error codes to and from the names of API 2.0. Source:
 * docs/api/get-redis-task-list.md, sections 4 to 6.
 */
final class ApiV2Names {
    private static final EnumCodec<Long, TaskStatus> STATUSES = EnumCodec.of(
            Map.of(
                    0L, TaskStatus.PENDING,
                    1L, TaskStatus.RUNNING,
                    2L, TaskStatus.SUCCEEDED,
                    3L, TaskStatus.FAILED,
                    -1L, TaskStatus.ERRORED),
            TaskStatus.UNKNOWN_STATUS);
    private static final EnumCodec<String, TaskType> TYPES = EnumCodec.of(
            Map.ofEntries(
                    entry("newInstance", TaskType.NEW_INSTANCE),
                    entry("resizeInstance", TaskType.RESIZE_INSTANCE),
                    entry("closeInstance", TaskType.CLOSE_INSTANCE),
                    entry("cleanInstance", TaskType.CLEAN_INSTANCE),
                    entry("startInstance", TaskType.START_INSTANCE),
                    entry("deleteInstance", TaskType.DELETE_INSTANCE),
                    entry("setPassword", TaskType.SET_PASSWORD),
                    entry("importRdb", TaskType.IMPORT_RDB),
                    entry("exportBackup", TaskType.EXPORT_BACKUP),
                    entry("restoreBackup", TaskType.RESTORE_BACKUP),
                    entry("restoreStream", TaskType.RESTORE_STREAM),
                    entry("backupInstance", TaskType.BACKUP_INSTANCE)),
            TaskType.UNKNOWN_TYPE);
    private static final EnumCodec<String, TaskType> TYPE_FILTERS = EnumCodec.of(
            Map.of(
                    "task_importRdb", TaskType.IMPORT_RDB,
                    "task_exportBackup", TaskType.EXPORT_BACKUP,
                    "task_restoreBackup", TaskType.RESTORE_BACKUP,
                    "task_restoreStream", TaskType.RESTORE_STREAM,
                    "task_backupInstance", TaskType.BACKUP_INSTANCE,
                    "task_cleanInstance", TaskType.CLEAN_INSTANCE,
                    "task_resizeInstance", TaskType.RESIZE_INSTANCE),
            TaskType.UNKNOWN_TYPE);

    private ApiV2Names() {}

    static FieldValues<TaskStatus> statuses() {
        return new FieldValues<>(STATUSES.occurring(), STATUSES.named());
    }

    static FieldValues<TaskType> types() {
        return new FieldValues<>(TYPES.occurring(), TYPE_FILTERS.named());
    }

    static String ofStatus(TaskStatus status) {
        return STATUSES.name(status).toString();
    }

    static TaskStatus status(long code) {
        return STATUSES.value(code);
    }

    static String ofType(TaskType type) {
        return TYPE_FILTERS.name(type);
    }

    static TaskType type(String name) {
        return TYPES.value(name);
    }

    static ErrorCode errorCode(String rawCode) {
        return switch (rawCode) {
            case "4000", "11201" -> ErrorCode.INVALID_PARAMETER;
            case "4100" -> ErrorCode.AUTHENTICATION_FAILED;
            case "4101", "4102", "4103" -> ErrorCode.NOT_AUTHORIZED;
            case "4104" -> ErrorCode.SECRET_ID_NOT_FOUND;
            case "4105" -> ErrorCode.TOKEN_INVALID;
            case "4106" -> ErrorCode.MFA_FAILED;
            case "4110" -> ErrorCode.ACCESS_MANAGEMENT_FAILED;
            case "4200" -> ErrorCode.REQUEST_EXPIRED;
            case "4300" -> ErrorCode.ACCESS_DENIED;
            case "4400" -> ErrorCode.QUOTA_EXCEEDED;
            case "4500" -> ErrorCode.REPLAYED;
            case "4600" -> ErrorCode.PROTOCOL_NOT_SUPPORTED;
            case "5000" -> ErrorCode.RESOURCE_NOT_FOUND;
            case "5100" -> ErrorCode.OPERATION_FAILED;
            case "5200" -> ErrorCode.PURCHASE_FAILED;
            case "5300" -> ErrorCode.BALANCE_INSUFFICIENT;
            case "5400" -> ErrorCode.PARTIAL_SUCCESS;
            case "5500" -> ErrorCode.NOT_QUALIFIED;
            case "6000" -> ErrorCode.INTERNAL_ERROR;
            case "6100" -> ErrorCode.VERSION_NOT_SUPPORTED;
            case "6200" -> ErrorCode.UNDER_MAINTENANCE;
            default -> ErrorCode.UNKNOWN;
        };
    }
}
