package io.github.crstasks.internal.execution;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.internal.wire.ServiceRequest;

/**
 * A call of the service.
 *
 * @param description the call in the events of its attempts
 * @param request the request to encode afresh for each attempt
 * @param rateLimiter the limiter to reserve a permit of for each attempt
 * @param operation counts the attempts of the operation that the call belongs to
 * @param <R> the type of the reply
 */
public record ServiceCall<R>(
        TaskClientListener.Call description,
        ServiceRequest<R> request,
        RateLimiter rateLimiter,
        OperationAttempts operation) {}
