package io.github.crstasks.protocol;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What API 2.0 calls things. Source: API document, sections 2 to 4, and the public error codes. */
final class ApiV2Names {
    private static final Set<TaskStatus> STATUSES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(TaskStatus.UNKNOWN)));
    private static final Set<TaskType> FILTERABLE_TYPES = Collections.unmodifiableSet(EnumSet.of(
            TaskType.IMPORT_RDB,
            TaskType.EXPORT_BACKUP,
            TaskType.RESTORE_BACKUP,
            TaskType.RESTORE_STREAM,
            TaskType.BACKUP_INSTANCE,
            TaskType.CLEAN_INSTANCE,
            TaskType.RESIZE_INSTANCE));

    private ApiV2Names() {}

    static Set<TaskStatus> statuses() {
        return STATUSES;
    }

    static Set<TaskType> filterableTypes() {
        return FILTERABLE_TYPES;
    }

    static String ofStatus(TaskStatus status) {
        return switch (status) {
            case PENDING -> "0";
            case RUNNING -> "1";
            case SUCCEEDED -> "2";
            case FAILED -> "3";
            case ERRORED -> "-1";
            case UNKNOWN -> throw new IllegalArgumentException("the service cannot be asked for unknown statuses");
        };
    }

    static TaskStatus status(int code) {
        return switch (code) {
            case 0 -> TaskStatus.PENDING;
            case 1 -> TaskStatus.RUNNING;
            case 2 -> TaskStatus.SUCCEEDED;
            case 3 -> TaskStatus.FAILED;
            case -1 -> TaskStatus.ERRORED;
            default -> TaskStatus.UNKNOWN;
        };
    }

    static String ofType(TaskType type) {
        if (!FILTERABLE_TYPES.contains(type)) {
            throw new IllegalArgumentException("the service cannot be asked for tasks of type " + type);
        }
        return "task_" + type.typeName();
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
