package io.github.crstasks.examples

import io.github.crstasks.RetryPolicy
import io.github.crstasks.TaskClient
import io.github.crstasks.auth.Credentials
import io.github.crstasks.emulator.CrsEmulator
import io.github.crstasks.emulator.InterceptorAction
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
import org.assertj.core.api.Assertions.assertThatThrownBy
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
        .retryPolicy(RetryPolicy.none())
        .pageSize(2)
        .build()
    private val backups = Backups(client, "crs-izbob1wh")

    @AfterEach
    fun close() {
        client.close()
        emulator.close()
    }

    @Test
    fun notOperatorNegatesAQuery() {
        assertThat(backups.summary(Instant.EPOCH)).isEqualTo("every backup succeeded")
    }

    @Test
    fun errorIsHandledAsAValue() {
        emulator.intercept { InterceptorAction.reply(200, "{\"code\": 4104}") }

        assertThat(backups.summary(Instant.EPOCH)).isEqualTo("ask the owner of the account: SECRET_ID_NOT_FOUND")
    }

    @Test
    fun errorIsThrown() {
        assertThat(backups.failed()).isEmpty()

        emulator.intercept { InterceptorAction.reply(200, "{\"code\": 4104}") }
        assertThatThrownBy { backups.failed() }.isInstanceOf(TaskException::class.java)
    }

    @Test
    fun coroutineAwaitsAResult() = runBlocking<Unit> {
        assertThat(backups.count()).isEqualTo(Result.success(6))

        emulator.intercept { InterceptorAction.reply(200, "{\"code\": 4104}") }
        val failure = backups.count().exceptionOrNull() as TaskException
        assertThat((failure.error() as TaskError.Rejected).code()).isEqualTo(ErrorCode.SECRET_ID_NOT_FOUND)
    }

    @Test
    fun flowEmitsAsManyTasksAsAreCollected() = runBlocking<Unit> {
        assertThat(backups.newestFirst().take(2).toList()).hasSize(2)
        assertThat(backups.newestFirst().toList()).hasSize(6)
        assertThat(backups.newestSucceeded()?.submittedAt()?.getOrNull()).isEqualTo(Instant.parse("2017-02-10T07:02:36Z"))
    }

    @Test
    fun cancellingTheCoroutineEndsTheCall() {
        val arrived = CompletableDeferred<Unit>()
        val released = CountDownLatch(1)
        emulator.intercept {
            arrived.complete(Unit)
            released.await()
            InterceptorAction.proceed()
        }

        runBlocking {
            val counting = launch { backups.count() }
            arrived.await()
            counting.cancelAndJoin()
        }
        released.countDown()
    }

    @Test
    fun programRuns() = main()
}
