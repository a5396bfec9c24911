package io.github.crstasks.examples

import io.github.crstasks.error.TaskError
import io.github.crstasks.error.TaskException
import io.github.crstasks.query.TaskQuery
import io.vavr.control.Either

/** Lets `!status(FAILED)` be written. */
operator fun TaskQuery.not(): TaskQuery = negate()

/** A failure holds a [TaskException], whose [TaskException.error] is what went wrong as a value. */
fun <T : Any> Either<TaskError, T>.toResult(): Result<T> =
    fold({ Result.failure(TaskException(it)) }, { Result.success(it) })

/** What a person can do about an error; the compiler sees that no case is left out. */
fun advice(error: TaskError): String = when (error) {
    is TaskError.Rejected -> "ask whoever keeps the account: ${error.code()}"
    is TaskError.Unreachable -> "look at the network: ${error.message()}"
    is TaskError.TimedOut -> "allow more than ${error.limit().toMillis()} ms"
    is TaskError.Malformed -> "see who answers in the service's place: ${error.where()} is ${error.problem()}"
    is TaskError.Cancelled -> "ask again"
    is TaskError.Invalid -> "set ${error.parameter()} to ${error.accepted()}"
}
