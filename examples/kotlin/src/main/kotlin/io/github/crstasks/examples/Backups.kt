package io.github.crstasks.examples

import io.github.crstasks.TaskClient
import io.github.crstasks.auth.Credentials
import io.github.crstasks.emulator.CrsEmulator
import io.github.crstasks.query.TaskQuery.instanceId
import io.github.crstasks.query.TaskQuery.status
import io.github.crstasks.query.TaskQuery.submittedSince
import io.github.crstasks.query.TaskQuery.type
import io.github.crstasks.task.Task
import io.github.crstasks.task.TaskStatus.SUCCEEDED
import io.github.crstasks.task.TaskType.BACKUP_INSTANCE
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import kotlinx.coroutines.runBlocking
import java.time.Instant

/** What became of the backups of one instance. */
class Backups(private val client: TaskClient, instance: String) {
    private val backups = instanceId(instance).and(type(BACKUP_INSTANCE))

    /** What is known of those since a moment, in a sentence. */
    fun verdict(since: Instant): String {
        val unsound = backups.and(submittedSince(since)).and(!status(SUCCEEDED))
        return client.list(unsound).fold(::advice) { tasks ->
            tasks.joinToString().ifEmpty { "every backup succeeded" }
        }
    }

    /** How many there are; cancelling the coroutine ends the call. */
    suspend fun count(): Result<Int> = client.async().count(backups).await().toResult()

    /** The newest that can be restored from. */
    suspend fun newestSound(): Task? = newest().firstOrNull { it.status() == SUCCEEDED }

    /** All of them, newest first; whoever has enough of them ends the reading. */
    fun newest(): Flow<Task> = client.async().publisher(backups).asFlow()
}

/** Reports on the backups that an emulator knows of. */
fun main() = CrsEmulator.start().use { emulator ->
    val client = TaskClient.builder()
        .region("ap-guangzhou")
        .endpoint(emulator.endpoint())
        .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
        .build()
    client.use {
        val backups = Backups(client, "crs-izbob1wh")
        runBlocking {
            println("${backups.count().getOrThrow()} backups: ${backups.verdict(Instant.EPOCH)}")
            println("the newest to restore from is of ${backups.newestSound()?.submittedAt()}; the last three are")
            backups.newest().take(3).collect { println("${it.submittedAt()} ${it.status()}") }
        }
    }
}
