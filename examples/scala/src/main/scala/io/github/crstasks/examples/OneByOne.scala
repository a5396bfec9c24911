package io.github.crstasks.examples

import java.util.concurrent.Flow.{Subscriber, Subscription}
import java.util.concurrent.atomic.AtomicReference
import scala.concurrent.{Future, Promise}

/** Asks for an element when the one before has been dealt with, until `wanted` says no or there are no more. */
final class OneByOne[T](wanted: T => Boolean) extends Subscriber[T]:
  private val subscription = AtomicReference[Subscription]()
  private val end = Promise[Unit]()

  /** Done when nothing more will come, failed if something went wrong. */
  def done: Future[Unit] = end.future

  override def onSubscribe(begun: Subscription): Unit =
    subscription.set(begun)
    begun.request(1)

  override def onNext(element: T): Unit =
    if wanted(element) then subscription.get.request(1)
    else
      subscription.get.cancel()
      end.trySuccess(())

  override def onError(thrown: Throwable): Unit = end.tryFailure(thrown)

  override def onComplete(): Unit = end.trySuccess(())
