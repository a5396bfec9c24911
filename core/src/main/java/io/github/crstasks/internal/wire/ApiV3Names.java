package io.github.crstasks.internal.wire;

import static java.util.Map.entry;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.internal.plan.FieldValues;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.util.Locale;
import java.util.Map;

/**
 * Maps statuses, types and error codes to and from the names of API 3.0. Source:
 * docs/api/describe-task-list.md, sections 4 to 6 and 9.
 */
final class ApiV3Names {
    private static final EnumCodec<Long, TaskStatus> STATUSES = EnumCodec.of(
            Map.of(
                    0L, TaskStatus.PENDING,
                    1L, TaskStatus.RUNNING,
                    2L, TaskStatus.SUCCEEDED,
                    4L, TaskStatus.FAILED),
            TaskStatus.UNKNOWN_STATUS);
    private static final EnumCodec<String, TaskStatus> DETAILS_STATUSES = EnumCodec.of(
            Map.of(
                    "preparing", TaskStatus.PENDING,
                    "running", TaskStatus.RUNNING,
                    "succeed", TaskStatus.SUCCEEDED,
                    "failed", TaskStatus.FAILED,
                    "error", TaskStatus.ERRORED),
            TaskStatus.UNKNOWN_STATUS);
    private static final EnumCodec<String, TaskType> TYPES = EnumCodec.of(
            Map.ofEntries(
                    entry("001", TaskType.NEW_INSTANCE),
                    entry("002", TaskType.RESIZE_INSTANCE),
                    entry("003", TaskType.CLOSE_INSTANCE),
                    entry("004", TaskType.CLEAN_INSTANCE),
                    entry("005", TaskType.START_INSTANCE),
                    entry("006", TaskType.DELETE_INSTANCE),
                    entry("007", TaskType.SET_PASSWORD),
                    entry("008", TaskType.IMPORT_RDB),
                    entry("009", TaskType.EXPORT_BACKUP),
                    entry("010", TaskType.RESTORE_BACKUP),
                    entry("011", TaskType.RESTORE_STREAM),
                    entry("012", TaskType.BACKUP_INSTANCE),
                    entry("013", TaskType.MIGRATE_INSTANCE),
                    entry("014", TaskType.DELETE_BACKUP),
                    entry("016", TaskType.EXCHANGE_INSTANCE),
                    entry("017", TaskType.AUTO_BACKUP),
                    entry("022", TaskType.MIGRATE_CHECK),
                    entry("023", TaskType.MIGRATE_TASK),
                    entry("025", TaskType.CLEAN_DATABASE),
                    entry("026", TaskType.CLONE_BACKUP),
                    entry("027", TaskType.CHANGE_VIP),
                    entry("028", TaskType.EXPAND_OR_SHRINK),
                    entry("029", TaskType.ADD_NODES),
                    entry("031", TaskType.CHANGE_NETWORK),
                    entry("033", TaskType.MODIFY_READ_ONLY),
                    entry("034", TaskType.MODIFY_PARAMETERS),
                    entry("035", TaskType.MODIFY_PASSWORD_FREE),
                    entry("036", TaskType.SWITCH_VIP),
                    entry("037", TaskType.MODIFY_ACCOUNT),
                    entry("038", TaskType.MODIFY_BANDWIDTH),
                    entry("039", TaskType.ENABLE_REPLICAS),
                    entry("040", TaskType.DISABLE_REPLICAS),
                    entry("041", TaskType.UPGRADE_ARCHITECTURE),
                    entry("042", TaskType.DOWNGRADE_ARCHITECTURE),
                    entry("043", TaskType.UPGRADE_VERSION),
                    entry("044", TaskType.MODIFY_CONNECTION_CONFIG),
                    entry("045", TaskType.CLEAR_NETWORK),
                    entry("046", TaskType.REMOVE_BACKUP_FILE),
                    entry("047", TaskType.UPGRADE_TO_MULTI_AZ),
                    entry("048", TaskType.SHUTDOWN_MASTER),
                    entry("049", TaskType.CHANGE_REPLICA_TO_MASTER),
                    entry("050", TaskType.ADD_REPLICATION_INSTANCE),
                    entry("052", TaskType.OPEN_WAN),
                    entry("053", TaskType.CLOSE_WAN),
                    entry("054", TaskType.UPDATE_WAN),
                    entry("055", TaskType.DELETE_REPLICATION_INSTANCE),
                    entry("056", TaskType.CHANGE_MASTER_INSTANCE),
                    entry("057", TaskType.CHANGE_INSTANCE_ROLE),
                    entry("058", TaskType.MIGRATE_NODE),
                    entry("059", TaskType.SWITCH_NODE),
                    entry("060", TaskType.UPGRADE_SMALL_VERSION),
                    entry("061", TaskType.UPGRADE_PROXY_VERSION),
                    entry("062", TaskType.MODIFY_INSTANCE_NETWORK),
                    entry("063", TaskType.MIGRATE_PROXY_NODE),
                    entry("066", TaskType.MIGRATE_INSTANCE_ZONE),
                    entry("067", TaskType.UPGRADE_CACHE_AND_PROXY),
                    entry("069", TaskType.MODIFY_PROXY_COUNT),
                    entry("070", TaskType.MODIFY_BACKUP_MODE)),
            TaskType.UNKNOWN_TYPE);

    private ApiV3Names() {}

    static FieldValues<TaskStatus> statuses() {
        return new FieldValues<>(STATUSES.occurring(), STATUSES.named());
    }

    static FieldValues<TaskType> types() {
        return new FieldValues<>(TYPES.occurring(), TYPES.named());
    }

    static long ofStatus(TaskStatus status) {
        return STATUSES.name(status);
    }

    static TaskStatus status(long code) {
        return STATUSES.value(code);
    }

    /** Returns the status of a word of {@code DescribeTaskInfo}, which the documents write with and without a capital. */
    static TaskStatus detailsStatus(String name) {
        return DETAILS_STATUSES.value(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the code that filters and replies contain, not the documented name that begins with {@code FLOW_}. */
    static String ofType(TaskType type) {
        return TYPES.name(type);
    }

    static TaskType type(String code) {
        return TYPES.value(code);
    }

    /** Returns the error of the whole code, or otherwise of its part before the first dot. */
    static ErrorCode errorCode(String rawCode) {
        return switch (rawCode) {
            case "AuthFailure.InvalidSecretId", "AuthFailure.SecretIdNotFound" -> ErrorCode.SECRET_ID_NOT_FOUND;
            case "AuthFailure.MFAFailure" -> ErrorCode.MFA_FAILED;
            case "AuthFailure.SignatureExpire" -> ErrorCode.REQUEST_EXPIRED;
            case "AuthFailure.TokenFailure" -> ErrorCode.TOKEN_INVALID;
            case "AuthFailure.UnauthorizedOperation", "InvalidParameter.PermissionDenied" -> ErrorCode.NOT_AUTHORIZED;
            case "FailedOperation.SystemError" -> ErrorCode.INTERNAL_ERROR;
            default -> errorFamily(rawCode.split("\\.", 2)[0]);
        };
    }

    private static ErrorCode errorFamily(String name) {
        return switch (name) {
            case "AuthFailure" -> ErrorCode.AUTHENTICATION_FAILED;
            case "UnauthorizedOperation" -> ErrorCode.NOT_AUTHORIZED;
            case "IpInBlacklist", "IpNotInWhitelist" -> ErrorCode.ACCESS_DENIED;
            case "InvalidParameter",
                    "InvalidParameterValue",
                    "InvalidRequest",
                    "MissingParameter",
                    "UnknownParameter",
                    "UnsupportedRegion" -> ErrorCode.INVALID_PARAMETER;
            case "ActionOffline", "InvalidAction", "NoSuchProduct", "NoSuchVersion" -> ErrorCode.VERSION_NOT_SUPPORTED;
            case "UnsupportedProtocol" -> ErrorCode.PROTOCOL_NOT_SUPPORTED;
            case "RequestLimitExceeded" -> ErrorCode.QUOTA_EXCEEDED;
            case "LimitExceeded", "RequestSizeLimitExceeded", "ResponseSizeLimitExceeded" -> ErrorCode.LIMIT_EXCEEDED;
            case "InternalError" -> ErrorCode.INTERNAL_ERROR;
            case "ServiceUnavailable" -> ErrorCode.UNDER_MAINTENANCE;
            case "ResourceUnavailable" -> ErrorCode.OPERATION_FAILED;
            case "ResourceNotFound" -> ErrorCode.RESOURCE_NOT_FOUND;
            case "DryRunOperation",
                    "FailedOperation",
                    "ResourceInUse",
                    "ResourceInsufficient",
                    "UnsupportedOperation" -> ErrorCode.OPERATION_NOT_POSSIBLE;
            default -> ErrorCode.UNKNOWN;
        };
    }
}
