package io.github.crstasks.examples

import java.util.concurrent.Flow.{Subscriber, Subscription}
import java.util.concurrent.atomic.AtomicReference
import scala.concurrent.{Future, Promise}

/** Requests one element at a time, and cancels the subscription when `wantsMore` returns false for an element. */
final class OneByOneSubscriber[T](wantsMore: T => Boolean) extends Subscriber[T]:
  private val subscription = AtomicReference[Subscription]()
  private val end = Promise[Unit]()

  /** Completes when the subscription has ended; fails with the error that ended it. */
  def done: Future[Unit] = end.future

  override def onSubscribe(started: Subscription): Unit =
    subscription.set(started)
    started.request(1)

  override def onNext(element: T): Unit =
    if wantsMore(element) then subscription.get.request(1)
    else
      subscription.get.cancel()
      end.trySuccess(())

  override def onError(thrown: Throwable): Unit = end.tryFailure(thrown)

  override def onComplete(): Unit = end.trySuccess(())
