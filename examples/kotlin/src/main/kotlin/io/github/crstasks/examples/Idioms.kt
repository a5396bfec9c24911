package io.github.crstasks.examples

import io.github.crstasks.error.TaskError
import io.github.crstasks.error.TaskException
import io.github.crstasks.query.TaskQuery
import io.vavr.control.Either

/** Negates a query, as in `!status(FAILED)`. */
operator fun TaskQuery.not(): TaskQuery = negate()

/** Returns the value as a success, or the error as a failure with a [TaskException]. */
fun <T : Any> Either<TaskError, T>.toResult(): Result<T> =
    fold({ Result.failure(TaskException(it)) }, { Result.success(it) })

/** Returns what a person can do about an error; the compiler checks that every case is handled. */
fun advice(error: TaskError): String = when (error) {
    is TaskError.Rejected -> "ask the owner of the account: ${error.code()}"
    is TaskError.Unreachable -> "check the network: ${error.message()}"
    is TaskError.TimedOut -> "set a timeout longer than ${error.limit().toMillis()} ms"
    is TaskError.Malformed -> "check what answers in place of the service: ${error.problem()} at ${error.where()}"
    is TaskError.UnstableList -> "call again when fewer tasks change: ${error.problem()}"
    is TaskError.Cancelled -> "call again"
    is TaskError.Invalid -> "set ${error.parameter()} to ${error.accepted()}"
    is TaskError.ExtensionFailed -> "fix the ${error.extension()} of this program"
}
