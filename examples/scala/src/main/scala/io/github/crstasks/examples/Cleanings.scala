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

/** Queries when one instance was emptied, and whether there is an older backup. */
final class Cleanings(client: TaskClient, instance: String):
  // `type` needs backquotes, because it is a keyword of Scala.
  private val cleanings = instanceId(instance).and(`type`(CLEAN_INSTANCE))

  private def backupsUntil(time: Instant): TaskQuery =
    instanceId(instance).and(`type`(BACKUP_INSTANCE)).and(status(SUCCEEDED)).and(submittedUntil(time))

  private def countOf(query: TaskQuery): Either[TaskError, Int] = client.count(query).asScala.map(_.intValue)

  /** Returns the newest cleaning and the number of older backups; empty if the instance was never emptied. */
  def newest: Either[TaskError, Option[(Task, Int)]] =
    for
      page    <- client.page(cleanings, 0, 1).asScala
      cleaning = page.tasks.asScala.headOption
      time     = cleaning.flatMap(_.submittedAt.asScala)
      backups <- time.fold(Right(0))(moment => countOf(backupsUntil(moment)))
    yield cleaning.map((_, backups))

  /** Counts the cleanings without blocking a thread. */
  def count(using ExecutionContext): Future[Either[TaskError, Int]] =
    client.async.count(cleanings).asScala.map(_.asScala.map(_.intValue))

  /** Passes the cleanings on one at a time, newest first, until `wantsMore` returns false. */
  def foreach(wantsMore: Task => Boolean): Future[Unit] =
    val subscriber = OneByOneSubscriber(wantsMore)
    client.async.publisher(cleanings).subscribe(subscriber)
    subscriber.done

/** Returns what a person can do about an error. */
def advice(error: TaskError): String = error match
  case rejected: TaskError.Rejected   => s"ask the owner of the account: ${rejected.code}"
  case malformed: TaskError.Malformed => s"check what answers in place of the service: ${malformed.problem}"
  case invalid: TaskError.Invalid     => s"set ${invalid.parameter} to ${invalid.accepted}"
  case other if other.retryable       => "try again later"
  case other                          => other.message

/** Prints the cleanings of an emulator. */
@main def report(): Unit = Using.resource(CrsEmulator.start()) { emulator =>
  val builder = TaskClient.builder
    .region("ap-guangzhou")
    .endpoint(emulator.endpoint)
    .credentials(Credentials.of(emulator.secretId, emulator.secretKey))
  Using.resource(builder.build()) { client =>
    val cleanings = Cleanings(client, "crs-izbob1wh")
    println(cleanings.newest match
      case Right(Some(task, backups)) => s"emptied at ${task.submittedAt.getOrNull}, older backups: $backups"
      case Right(None)                => "never emptied"
      case Left(error)                => advice(error)
    )
    Await.result(cleanings.foreach { task => println(task.submittedAt.getOrNull); true }, 1.minute)
  }
}
