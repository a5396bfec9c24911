package consumer.modular;

import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskType;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Prints the tasks of an instance. The transport is found, and by a thread of the common pool. */
public final class ListTasks {
    private ListTasks() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        try (CrsEmulator emulator = CrsEmulator.start();
                TaskClient client = CompletableFuture.supplyAsync(() -> open(emulator))
                        .join()) {
            emulator.tasks().submit(TaskRow.pending(Instant.now(), "backupInstance", "orders", "crs-5b2c9a1f"));
            int found = 0;
            for (Task task : client.list(TaskQuery.instanceId("crs-5b2c9a1f")).getOrElseThrow(TaskException::new)) {
                System.out.println(task);
                found += task.type() == TaskType.BACKUP_INSTANCE ? 1 : 0;
            }
            if (found != 1) {
                throw new AssertionError("1 task expected, but there were " + found);
            }
        }
    }

    private static TaskClient open(CrsEmulator emulator) {
        return TaskClient.builder()
                .region("ap-guangzhou")
                .endpoint(emulator.endpoint())
                .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                .paging(Paging.defaults().withPageSize(10))
                .build();
    }
}
