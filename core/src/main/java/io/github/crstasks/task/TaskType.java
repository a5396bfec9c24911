package io.github.crstasks.task;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a task does to its instance.
 *
 * <p>Source: API document, section 3 ({@code taskName}).
 */
public enum TaskType {
    /** Creates an instance. */
    NEW_INSTANCE("newInstance"),
    /** Changes the size of an instance. */
    RESIZE_INSTANCE("resizeInstance"),
    /** Isolates an instance. */
    CLOSE_INSTANCE("closeInstance"),
    /** Empties an instance. */
    CLEAN_INSTANCE("cleanInstance"),
    /** Ends the isolation of an instance. */
    START_INSTANCE("startInstance"),
    /** Deletes an instance. */
    DELETE_INSTANCE("deleteInstance"),
    /** Sets the password of an instance. */
    SET_PASSWORD("setPassword"),
    /** Imports an RDB file. */
    IMPORT_RDB("importRdb"),
    /** Exports a backup. */
    EXPORT_BACKUP("exportBackup"),
    /** Restores an instance from a backup. */
    RESTORE_BACKUP("restoreBackup"),
    /** Rolls an instance back to a point in time. */
    RESTORE_STREAM("restoreStream"),
    /** Backs up an instance. */
    BACKUP_INSTANCE("backupInstance"),
    /** A type that this library does not know; {@link Task#typeName()} keeps its name. */
    UNKNOWN("unknown");

    private static final Map<String, TaskType> BY_NAME = Arrays.stream(values())
            .filter(type -> type != UNKNOWN)
            .collect(Collectors.toUnmodifiableMap(TaskType::typeName, Function.identity()));

    private final String typeName;

    TaskType(String typeName) {
        this.typeName = typeName;
    }

    /**
     * The type that the API document calls by this name.
     *
     * @param typeName a name as it stands in a reply, for example {@code backupInstance}; case matters
     * @return the type, {@link #UNKNOWN} if the document has no such name
     */
    public static TaskType ofName(String typeName) {
        return BY_NAME.getOrDefault(typeName, UNKNOWN);
    }

    /**
     * The name that the API document gives to this type, for example {@code backupInstance}.
     *
     * @return the name; {@code unknown} for {@link #UNKNOWN}
     */
    public String typeName() {
        return typeName;
    }
}
