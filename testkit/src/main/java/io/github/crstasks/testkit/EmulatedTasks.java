package io.github.crstasks.testkit;

import static java.util.Map.entry;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.Map;

/**
 * Submits {@link Task}s to an emulator, which knows the names and numbers of the wire only.
 *
 * <p>Safe for use by several threads.
 */
public final class EmulatedTasks {
    /** The names of API 2.0, and the codes of API 3.0 for the types that API 2.0 has no name for. */
    private static final Map<TaskType, String> TASK_NAMES = Map.ofEntries(
            entry(TaskType.NEW_INSTANCE, "newInstance"),
            entry(TaskType.RESIZE_INSTANCE, "resizeInstance"),
            entry(TaskType.CLOSE_INSTANCE, "closeInstance"),
            entry(TaskType.CLEAN_INSTANCE, "cleanInstance"),
            entry(TaskType.START_INSTANCE, "startInstance"),
            entry(TaskType.DELETE_INSTANCE, "deleteInstance"),
            entry(TaskType.SET_PASSWORD, "setPassword"),
            entry(TaskType.IMPORT_RDB, "importRdb"),
            entry(TaskType.EXPORT_BACKUP, "exportBackup"),
            entry(TaskType.RESTORE_BACKUP, "restoreBackup"),
            entry(TaskType.RESTORE_STREAM, "restoreStream"),
            entry(TaskType.BACKUP_INSTANCE, "backupInstance"),
            entry(TaskType.MIGRATE_INSTANCE, "013"),
            entry(TaskType.DELETE_BACKUP, "014"),
            entry(TaskType.EXCHANGE_INSTANCE, "016"),
            entry(TaskType.AUTO_BACKUP, "017"),
            entry(TaskType.MIGRATE_CHECK, "022"),
            entry(TaskType.MIGRATE_TASK, "023"),
            entry(TaskType.CLEAN_DATABASE, "025"),
            entry(TaskType.CLONE_BACKUP, "026"),
            entry(TaskType.CHANGE_VIP, "027"),
            entry(TaskType.EXPAND_OR_SHRINK, "028"),
            entry(TaskType.ADD_NODES, "029"),
            entry(TaskType.CHANGE_NETWORK, "031"),
            entry(TaskType.MODIFY_READ_ONLY, "033"),
            entry(TaskType.MODIFY_PARAMETERS, "034"),
            entry(TaskType.MODIFY_PASSWORD_FREE, "035"),
            entry(TaskType.SWITCH_VIP, "036"),
            entry(TaskType.MODIFY_ACCOUNT, "037"),
            entry(TaskType.MODIFY_BANDWIDTH, "038"),
            entry(TaskType.ENABLE_REPLICAS, "039"),
            entry(TaskType.DISABLE_REPLICAS, "040"),
            entry(TaskType.UPGRADE_ARCHITECTURE, "041"),
            entry(TaskType.DOWNGRADE_ARCHITECTURE, "042"),
            entry(TaskType.UPGRADE_VERSION, "043"),
            entry(TaskType.MODIFY_CONNECTION_CONFIG, "044"),
            entry(TaskType.CLEAR_NETWORK, "045"),
            entry(TaskType.REMOVE_BACKUP_FILE, "046"),
            entry(TaskType.UPGRADE_TO_MULTI_AZ, "047"),
            entry(TaskType.SHUTDOWN_MASTER, "048"),
            entry(TaskType.CHANGE_REPLICA_TO_MASTER, "049"),
            entry(TaskType.ADD_REPLICATION_INSTANCE, "050"),
            entry(TaskType.OPEN_WAN, "052"),
            entry(TaskType.CLOSE_WAN, "053"),
            entry(TaskType.UPDATE_WAN, "054"),
            entry(TaskType.DELETE_REPLICATION_INSTANCE, "055"),
            entry(TaskType.CHANGE_MASTER_INSTANCE, "056"),
            entry(TaskType.CHANGE_INSTANCE_ROLE, "057"),
            entry(TaskType.MIGRATE_NODE, "058"),
            entry(TaskType.SWITCH_NODE, "059"),
            entry(TaskType.UPGRADE_SMALL_VERSION, "060"),
            entry(TaskType.UPGRADE_PROXY_VERSION, "061"),
            entry(TaskType.MODIFY_INSTANCE_NETWORK, "062"),
            entry(TaskType.MIGRATE_PROXY_NODE, "063"),
            entry(TaskType.MIGRATE_INSTANCE_ZONE, "066"),
            entry(TaskType.UPGRADE_CACHE_AND_PROXY, "067"),
            entry(TaskType.MODIFY_PROXY_COUNT, "069"),
            entry(TaskType.MODIFY_BACKUP_MODE, "070"));

    private EmulatedTasks() {}

    /**
     * Adds a task to the list of an emulator.
     *
     * @param emulator the emulator
     * @param task the task; {@link #rowOf} says which of its values are used
     * @return the id of the task, with which {@code emulator.tasks()} changes it; never {@link Task#taskId()}
     * @throws IllegalArgumentException if the task has an unknown status without a number that fits an {@code int}
     */
    public static long submit(CrsEmulator emulator, Task task) {
        return emulator.tasks().submit(rowOf(task));
    }

    /**
     * Returns the row of a task.
     *
     * @param task the task. Its type and its status determine what is listed; {@link Task#typeName()} and {@link
     *     Task#statusCode()} are used for an unknown type or status alone, and {@link Task#taskId()} never. The progress is
     *     truncated to a whole number
     * @return the row, without an operator and a reason
     * @throws IllegalArgumentException if the task has an unknown status without a number that fits an {@code int}
     */
    public static TaskRow rowOf(Task task) {
        TaskRow.Builder row = TaskRow.builder(Instant.EPOCH, TASK_NAMES.getOrDefault(task.type(), task.typeName()))
                .startTime(task.submittedAt().toJavaOptional())
                .redisName(task.instanceName())
                .redisId(task.instanceId())
                .projectId(task.projectId())
                .statusCode(statusCode(task))
                .progress((int) task.progress());
        task.endedAt().forEach(row::endTime);
        return row.build();
    }

    private static int statusCode(Task task) {
        if (task.status() == TaskStatus.UNKNOWN_STATUS) {
            return unknownStatusCode(task.statusCode());
        }
        return TaskRow.Status.valueOf(task.status().name()).code();
    }

    private static int unknownStatusCode(Option<Long> code) {
        return code.filter(number -> number == number.intValue())
                .map(Long::intValue)
                .getOrElseThrow(() -> new IllegalArgumentException(
                        "statusCode of a task with an unknown status must be -2147483648..2147483647, but is "
                                + code.<Object>map(number -> number).getOrElse("missing")));
    }
}
