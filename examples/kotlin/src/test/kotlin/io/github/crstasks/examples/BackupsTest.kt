package io.github.crstasks.examples

import io.github.crstasks.Retry
import io.github.crstasks.TaskClient
import io.github.crstasks.auth.Credentials
import io.github.crstasks.emulator.CrsEmulator
import io.github.crstasks.emulator.Reaction
import io.github.crstasks.error.ErrorCode
import io.github.crstasks.error.TaskError
import io.github.crstasks.error.TaskException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import java.time.Instant
import java.util.concurrent.CountDownLatch

@Timeout(60)
class BackupsTest {
    private val emulator = CrsEmulator.start()
    private val client = TaskClient.builder()
        .region("ap-guangzhou")
        .endpoint(emulator.endpoint())
        .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
        .retry(Retry.none())
        .pageSize(2)
        .build()
    private val backups = Backups(client, "crs-izbob1wh")

    @AfterEach
    fun close() {
        client.close()
        emulator.close()
    }

    @Test
    fun `a plain negation reads as one`() {
        assertThat(backups.verdict(Instant.EPOCH)).isEqualTo("every backup succeeded")
    }

    @Test
    fun `an error is a branch and not an exception`() {
        emulator.script { Reaction.reply(200, "{\"code\": 4104}") }

        assertThat(backups.verdict(Instant.EPOCH)).isEqualTo("ask whoever keeps the account: SECRET_ID_NOT_FOUND")
    }

    @Test
    fun `a coroutine awaits a result`() = runBlocking<Unit> {
        assertThat(backups.count()).isEqualTo(Result.success(6))

        emulator.script { Reaction.reply(200, "{\"code\": 4104}") }
        val failure = backups.count().exceptionOrNull() as TaskException
        assertThat((failure.error() as TaskError.Rejected).code()).isEqualTo(ErrorCode.SECRET_ID_NOT_FOUND)
    }

    @Test
    fun `a flow gives as many tasks as are collected`() = runBlocking<Unit> {
        assertThat(backups.newest().take(2).toList()).hasSize(2)
        assertThat(backups.newest().toList()).hasSize(6)
        assertThat(backups.newestSound()?.submittedAt()).isEqualTo(Instant.parse("2017-02-10T07:02:36Z"))
    }

    @Test
    fun `a coroutine that waits can be cancelled`() {
        val arrived = CompletableDeferred<Unit>()
        val ended = CountDownLatch(1)
        emulator.script {
            arrived.complete(Unit)
            ended.await()
            Reaction.proceed()
        }

        runBlocking {
            val asking = launch { backups.count() }
            arrived.await()
            asking.cancelAndJoin()
        }
        ended.countDown()
    }

    @Test
    fun `the program runs`() = main()
}
