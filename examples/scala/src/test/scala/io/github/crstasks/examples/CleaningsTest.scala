package io.github.crstasks.examples

import io.github.crstasks.auth.Credentials
import io.github.crstasks.emulator.{CrsEmulator, InterceptorAction}
import io.github.crstasks.error.TaskException
import io.github.crstasks.query.TaskQuery.all
import io.github.crstasks.task.Task
import io.github.crstasks.{RetryPolicy, TaskClient}
import java.time.Instant
import org.assertj.core.api.Assertions.{assertThat, assertThatThrownBy}
import org.junit.jupiter.api.{AfterEach, Test, Timeout}
import scala.collection.mutable.ListBuffer
import scala.concurrent.duration.*
import scala.concurrent.{Await, ExecutionContext, Future}

@Timeout(60)
class CleaningsTest:
  private given ExecutionContext = ExecutionContext.parasitic

  private val emulator = CrsEmulator.start()
  private val client = TaskClient.builder
    .region("ap-guangzhou")
    .endpoint(emulator.endpoint)
    .credentials(Credentials.of(emulator.secretId, emulator.secretKey))
    .retryPolicy(RetryPolicy.none)
    .build()
  private val cleanings = Cleanings(client, "crs-izbob1wh")

  @AfterEach def close(): Unit =
    client.close()
    emulator.close()

  private def rejectCalls(): Unit = emulator.intercept(_ => InterceptorAction.reply(200, """{"code": 4104}"""))

  private def resultOf[T](future: Future[T]): T = Await.result(future, 1.minute)

  @Test def forComprehensionComposesResults(): Unit =
    val newest = cleanings.newest.map(_.map((task, backups) => (task.submittedAt.get, backups)))

    assertThat(newest).isEqualTo(Right(Some((Instant.parse("2017-02-08T07:38:16Z"), 1))))
    assertThat(Cleanings(client, "crs-nobody").newest).isEqualTo(Right(None))

  @Test def errorIsALeft(): Unit =
    rejectCalls()

    assertThat(cleanings.newest.left.map(advice))
      .isEqualTo(Left("ask the owner of the account: SECRET_ID_NOT_FOUND"))

  @Test def completableFutureConvertsToAScalaFuture(): Unit =
    assertThat(resultOf(cleanings.count)).isEqualTo(Right(1))

  @Test def subscriberTakesTasksOneByOneAndStops(): Unit =
    val taken = ListBuffer[Task]()
    def takeUpTo(limit: Int): Int =
      taken.clear()
      val subscriber = OneByOneSubscriber[Task](task => { taken += task; taken.size < limit })
      client.async.publisher(all()).subscribe(subscriber)
      resultOf(subscriber.done)
      taken.size

    assertThat(takeUpTo(100)).isEqualTo(9)
    assertThat(takeUpTo(4)).isEqualTo(4)

  @Test def errorFailsTheSubscriber(): Unit =
    rejectCalls()

    assertThatThrownBy(() => resultOf(cleanings.foreach(_ => true))).isInstanceOf(classOf[TaskException])

  @Test def programRuns(): Unit = report()
