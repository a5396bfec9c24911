package consumer

import io.github.crstasks.TaskClient
import io.github.crstasks.auth.Credentials
import io.github.crstasks.emulator.CrsEmulator
import io.github.crstasks.emulator.TaskRow
import io.github.crstasks.query.TaskQuery.instanceId
import io.github.crstasks.task.Task
import io.github.crstasks.task.TaskType
import java.time.Instant

fun main() = CrsEmulator.start().use { emulator ->
    emulator.tasks().submit(TaskRow.pending(Instant.now(), "backupInstance", "orders", "crs-5b2c9a1f"))
    TaskClient.builder()
        .region("ap-guangzhou")
        .endpoint(emulator.endpoint())
        .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
        .build()
        .orThrow()
        .use { client ->
            val tasks: List<Task> = client.list(instanceId("crs-5b2c9a1f"))
            println(tasks)
            check(tasks.map { it.type() } == listOf(TaskType.BACKUP_INSTANCE))
        }
}
