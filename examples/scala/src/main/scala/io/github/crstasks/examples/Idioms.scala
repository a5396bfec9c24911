package io.github.crstasks.examples

import io.vavr.control.Either as VavrEither
import io.vavr.control.Option as VavrOption

extension [L, R](either: VavrEither[L, R])
  /** Returns the same value as a Scala `Either`, for `match` and `for`. */
  def asScala: Either[L, R] = either.fold[Either[L, R]](Left(_), Right(_))

extension [T](option: VavrOption[T])
  /** Returns the same value as a Scala `Option`. */
  def asScala: Option[T] = option.fold[Option[T]](() => None, Some(_))
