package consumer

import io.github.crstasks.TaskClient
import io.github.crstasks.auth.Credentials
import io.github.crstasks.emulator.{CrsEmulator, TaskRow}
import io.github.crstasks.error.TaskException
import io.github.crstasks.query.TaskQuery.instanceId
import io.github.crstasks.task.TaskType
import java.time.Instant
import scala.jdk.CollectionConverters.*
import scala.util.Using

@main def listTasks(): Unit =
  Using.resource(CrsEmulator.start()): emulator =>
    emulator.tasks.submit(TaskRow.pending(Instant.now(), "backupInstance", "orders", "crs-5b2c9a1f"))
    val builder = TaskClient.builder
      .region("ap-guangzhou")
      .endpoint(emulator.endpoint)
      .credentials(Credentials.of(emulator.secretId, emulator.secretKey))
    Using.resource(builder.build()): client =>
      val tasks = client.list(instanceId("crs-5b2c9a1f")).getOrElseThrow(TaskException(_))
      println(tasks)
      assert(tasks.asScala.map(_.`type`).toList == List(TaskType.BACKUP_INSTANCE))
