package io.github.crstasks.examples

import io.github.crstasks.auth.Credentials
import io.github.crstasks.emulator.{CrsEmulator, Reaction}
import io.github.crstasks.error.TaskException
import io.github.crstasks.query.TaskQuery.all
import io.github.crstasks.task.Task
import io.github.crstasks.{Retry, TaskClient}
import java.time.Instant
import org.assertj.core.api.Assertions.{assertThat, assertThatThrownBy}
import org.junit.jupiter.api.{AfterEach, Test, Timeout}
import scala.collection.mutable.ListBuffer
import scala.concurrent.ExecutionContext.Implicits.global
import scala.concurrent.duration.*
import scala.concurrent.{Await, Future}

@Timeout(60)
class CleaningsTest:
  private val emulator = CrsEmulator.start()
  private val client = TaskClient.builder
    .region("ap-guangzhou")
    .endpoint(emulator.endpoint)
    .credentials(Credentials.of(emulator.secretId, emulator.secretKey))
    .retry(Retry.none)
    .build()
  private val tested = Cleanings(client, "crs-izbob1wh")

  @AfterEach def close(): Unit =
    client.close()
    emulator.close()

  private def refuse(): Unit = emulator.script(_ => Reaction.reply(200, """{"code": 4104}"""))

  private def soon[T](future: Future[T]): T = Await.result(future, 1.minute)

  @Test def resultsAreComposedWithFor(): Unit =
    val newest = tested.newest.map(_.map((task, backups) => (task.submittedAt, backups)))

    assertThat(newest).isEqualTo(Right(Some((Instant.parse("2017-02-08T07:38:16Z"), 1))))
    assertThat(Cleanings(client, "crs-nobody").newest).isEqualTo(Right(None))

  @Test def anErrorIsALeft(): Unit =
    refuse()

    assertThat(tested.newest.left.map(advice))
      .isEqualTo(Left("ask whoever keeps the account: SECRET_ID_NOT_FOUND"))

  @Test def aCompletableFutureIsAScalaFuture(): Unit =
    assertThat(soon(tested.count)).isEqualTo(Right(1))

  @Test def aSubscriberTakesTasksOneByOneAndStops(): Unit =
    val taken = ListBuffer[Task]()
    def takeUpTo(limit: Int): Int =
      taken.clear()
      val subscriber = OneByOne[Task](task => { taken += task; taken.size < limit })
      client.async.publisher(all()).subscribe(subscriber)
      soon(subscriber.done)
      taken.size

    assertThat(takeUpTo(100)).isEqualTo(9)
    assertThat(takeUpTo(4)).isEqualTo(4)

  @Test def aSubscriberIsToldWhatWentWrong(): Unit =
    refuse()

    assertThatThrownBy(() => soon(tested.foreach(_ => true))).isInstanceOf(classOf[TaskException])

  @Test def theProgramRuns(): Unit = report()
