package io.github.crstasks.examples

import io.github.crstasks.TaskClient
import io.github.crstasks.auth.Credentials
import io.github.crstasks.emulator.CrsEmulator
import io.github.crstasks.query.TaskQuery.instanceId
import io.github.crstasks.query.TaskQuery.status
import io.github.crstasks.query.TaskQuery.submittedSince
import io.github.crstasks.query.TaskQuery.type
import io.github.crstasks.task.Task
import io.github.crstasks.task.TaskStatus.ERRORED
import io.github.crstasks.task.TaskStatus.FAILED
import io.github.crstasks.task.TaskStatus.SUCCEEDED
import io.github.crstasks.task.TaskType.BACKUP_INSTANCE
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import kotlinx.coroutines.runBlocking
import java.time.Instant

/** Queries the backups of one instance. */
class Backups(private val client: TaskClient, instance: String) {
    private val backups = instanceId(instance).and(type(BACKUP_INSTANCE))

    /** Returns the backups since a moment that did not succeed, or what to do about an error. */
    fun summary(since: Instant): String {
        val unsuccessful = backups.and(submittedSince(since)).and(!status(SUCCEEDED))
        return client.list(unsuccessful).fold(::advice) { tasks ->
            tasks.joinToString().ifEmpty { "every backup succeeded" }
        }
    }

    /** Returns the backups that failed; throws a TaskException on an error. */
    fun failed(): List<Task> = client.orThrow().list(backups.and(status(FAILED, ERRORED)))

    /** Counts the backups; cancelling the coroutine cancels the call. */
    suspend fun count(): Result<Int> = client.async().count(backups).await().toResult()

    /** Emits the backups, newest first; requests no more pages once the collector has enough. */
    fun newestFirst(): Flow<Task> = client.async().publisher(backups).asFlow()

    /** Returns the newest backup that succeeded. */
    suspend fun newestSucceeded(): Task? = newestFirst().firstOrNull { it.status() == SUCCEEDED }
}

/** Prints the backups of an emulator. */
fun main() = CrsEmulator.start().use { emulator ->
    val client = TaskClient.builder()
        .region("ap-guangzhou")
        .endpoint(emulator.endpoint())
        .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
        .build()
    client.use {
        val backups = Backups(client, "crs-izbob1wh")
        runBlocking {
            println("${backups.count().getOrThrow()} backups: ${backups.summary(Instant.EPOCH)}")
            println("The newest to restore from: ${backups.newestSucceeded()?.submittedAt()?.getOrNull()}. The latest three:")
            backups.newestFirst().take(3).collect { println("${it.submittedAt().getOrNull()} ${it.status()}") }
        }
    }
}
