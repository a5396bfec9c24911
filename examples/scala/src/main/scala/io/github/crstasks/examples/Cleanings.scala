package io.github.crstasks.examples

import io.github.crstasks.TaskClient
import io.github.crstasks.auth.Credentials
import io.github.crstasks.emulator.CrsEmulator
import io.github.crstasks.error.TaskError
import io.github.crstasks.query.TaskQuery
import io.github.crstasks.query.TaskQuery.*
import io.github.crstasks.task.Task
import io.github.crstasks.task.TaskStatus.SUCCEEDED
import io.github.crstasks.task.TaskType.*
import java.time.Instant
import scala.concurrent.duration.*
import scala.concurrent.{Await, ExecutionContext, Future}
import scala.jdk.CollectionConverters.*
import scala.jdk.FutureConverters.*
import scala.util.Using

/** What emptied an instance, and whether there is a backup from before. */
final class Cleanings(client: TaskClient, instance: String):
  // The quotes are there because Scala has a keyword spelt like this.
  private val cleanings = instanceId(instance).and(`type`(CLEAN_INSTANCE))

  private def backupsUntil(moment: Instant): TaskQuery =
    instanceId(instance).and(`type`(BACKUP_INSTANCE)).and(status(SUCCEEDED)).and(submittedUntil(moment))

  private def countOf(query: TaskQuery): Either[TaskError, Int] = client.count(query).asScala.map(_.intValue)

  /** The newest cleaning and how many backups are older; none if the instance was never emptied. */
  def newest: Either[TaskError, Option[(Task, Int)]] =
    for
      page    <- client.page(cleanings, 0, 1).asScala
      cleaned  = page.tasks.asScala.headOption
      backups <- cleaned.fold(Right(0))(task => countOf(backupsUntil(task.submittedAt)))
    yield cleaned.map((_, backups))

  /** How many there are, without a thread that waits. */
  def count(using ExecutionContext): Future[Either[TaskError, Int]] =
    client.async.count(cleanings).asScala.map(_.asScala.map(_.intValue))

  /** Hands them on one at a time, newest first, for as long as they are wanted. */
  def foreach(wanted: Task => Boolean): Future[Unit] =
    val subscriber = OneByOne(wanted)
    client.async.publisher(cleanings).subscribe(subscriber)
    subscriber.done

/** Something to do about an error. */
def advice(error: TaskError): String = error match
  case rejected: TaskError.Rejected   => s"ask whoever keeps the account: ${rejected.code}"
  case malformed: TaskError.Malformed => s"see who answers in the service's place: ${malformed.problem}"
  case invalid: TaskError.Invalid     => s"set ${invalid.parameter} to ${invalid.accepted}"
  case other if other.retryable       => "try again later"
  case other                          => other.message

/** Reports on the cleanings that an emulator knows of. */
@main def report(): Unit = Using.resource(CrsEmulator.start()) { emulator =>
  val builder = TaskClient.builder
    .region("ap-guangzhou")
    .endpoint(emulator.endpoint)
    .credentials(Credentials.of(emulator.secretId, emulator.secretKey))
  Using.resource(builder.build()) { client =>
    val cleanings = Cleanings(client, "crs-izbob1wh")
    println(cleanings.newest match
      case Right(Some(task, backups)) => s"emptied at ${task.submittedAt}, older backups: $backups"
      case Right(None)                => "never emptied"
      case Left(error)                => advice(error)
    )
    Await.result(cleanings.foreach { task => println(task.submittedAt); true }, 1.minute)
  }
}
