package io.github.crstasks.testkit;

import static java.util.Map.entry;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary tasks as API 2.0 reports them, with so few distinct values that queries match them often: a few instances, names
 * that are hard to encode, every documented status and type and some undocumented ones, and several tasks in one second.
 *
 * <p>Safe for use by several threads.
 */
public final class TaskArbitraries {
    private static final Instant FIRST_SECOND = Instant.parse("2017-02-08T08:46:30Z");
    private static final int SECONDS = 12;
    /** The names of types in replies. The last two are not documented for API 2.0; {@code 017} is a code of API 3.0. */
    private static final Map<String, TaskType> TYPES = Map.ofEntries(
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
            entry("backupInstance", TaskType.BACKUP_INSTANCE),
            entry("paintInstance", TaskType.UNKNOWN_TYPE),
            entry("017", TaskType.UNKNOWN_TYPE));

    private TaskArbitraries() {}

    /**
     * Returns arbitrary instance ids.
     *
     * @return one of three ids
     */
    public static Arbitrary<String> instanceIds() {
        return Arbitraries.of("crs-izbob1wh", "crs-2", "crs-3");
    }

    /**
     * Returns arbitrary instance names.
     *
     * @return one of eight names; some contain others
     */
    public static Arbitrary<String> instanceNames() {
        return Arbitraries.of("测试API专用", "测试", "a b", "a+b", "a%20b", "a&limit=1", "=", "🚀");
    }

    /**
     * Returns arbitrary submission times.
     *
     * @return one of 13 whole seconds
     */
    public static Arbitrary<Instant> seconds() {
        return Arbitraries.integers().between(0, SECONDS).map(FIRST_SECOND::plusSeconds);
    }

    /**
     * Returns arbitrary tasks.
     *
     * @return any combination of times, instances, statuses and types, unknown ones included
     */
    public static Arbitrary<Task> tasks() {
        return Combinators.combine(
                        seconds(),
                        Arbitraries.of(0, 1, 2, 3, -1, 42),
                        Arbitraries.of(TYPES.keySet().stream().sorted().toList()),
                        instanceIds(),
                        instanceNames(),
                        Arbitraries.of(0, 1, 1000),
                        Arbitraries.of(0, 1))
                .as((second, code, typeName, id, name, project, progress) -> Task.builder()
                        .submittedAt(second)
                        .status(status(code))
                        .statusCode(code)
                        .type(TYPES.getOrDefault(typeName, TaskType.UNKNOWN_TYPE))
                        .typeName(typeName)
                        .instanceId(id)
                        .instanceName(name)
                        .projectId(project)
                        .progress(progress)
                        .build());
    }

    /**
     * Returns arbitrary task lists of a service, in the order of submission.
     *
     * @return lists of up to 40 tasks, which may contain equal tasks
     */
    public static Arbitrary<List<Task>> lists() {
        return tasks().list().ofMaxSize(40);
    }

    /** Returns the types that these tasks have, and one that they never have. */
    static List<TaskType> types() {
        return Stream.concat(TYPES.values().stream(), Stream.of(TaskType.AUTO_BACKUP))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Returns the status that API 2.0 writes as a code.
     *
     * @param code the code
     * @return the status, {@link TaskStatus#UNKNOWN_STATUS} for an undocumented code
     */
    public static TaskStatus status(int code) {
        return switch (code) {
            case 0 -> TaskStatus.PENDING;
            case 1 -> TaskStatus.RUNNING;
            case 2 -> TaskStatus.SUCCEEDED;
            case 3 -> TaskStatus.FAILED;
            case -1 -> TaskStatus.ERRORED;
            default -> TaskStatus.UNKNOWN_STATUS;
        };
    }
}
