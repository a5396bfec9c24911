package io.github.crstasks.internal.wire;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import io.vavr.control.Option;

/**
 * A decoded reply.
 *
 * @param outcome the reply, or the error that it contains or that makes it undecodable
 * @param requestId the id of the request, also from a reply that is an error; empty from API 2.0, or if it was not read
 * @param <R> the type of the reply
 */
public record ServiceReply<R>(Either<TaskError, R> outcome, Option<String> requestId) {}
