package io.github.crstasks.emulator;

import java.util.function.BiFunction;

/**
 * Intercepts requests before and after the emulator handles them. An interceptor can change the tasks, wait, and
 * replace, delay, truncate or drop the reply.
 *
 * <p>Its methods are called on the threads that handle the requests, concurrently; closing the emulator interrupts
 * these threads. If a method throws, the client receives HTTP status 500 with the text of the exception.
 */
@FunctionalInterface
public interface RequestInterceptor {

    /**
     * Called before the emulator handles a request. If the returned action replies or drops, the emulator does not
     * handle the request, and its nonce stays unused.
     *
     * @param request a request on any path, valid or not
     * @return the action to take on the request
     */
    InterceptorAction before(ReceivedRequest request);

    /**
     * Called after the emulator has computed the reply and before the reply is sent. Whatever the returned action
     * does, the request has been handled, and a valid request has used its nonce. Defaults to {@link
     * InterceptorAction#proceed()}.
     *
     * @param request the request that was passed to {@link #before}
     * @param body the body of the computed reply, which is a task list or an error
     * @return the action to take on the reply
     */
    default InterceptorAction after(ReceivedRequest request, String body) {
        return InterceptorAction.proceed();
    }

    /**
     * Returns an interceptor of replies, which lets all requests proceed.
     *
     * @param after a function with the parameters and the result of {@link #after}
     * @return the interceptor
     */
    static RequestInterceptor onReply(BiFunction<ReceivedRequest, String, InterceptorAction> after) {
        return new RequestInterceptor() {
            @Override
            public InterceptorAction before(ReceivedRequest request) {
                return InterceptorAction.proceed();
            }

            @Override
            public InterceptorAction after(ReceivedRequest request, String body) {
                return after.apply(request, body);
            }
        };
    }

    /**
     * Returns an interceptor that lets a share of the requests fail, so that a program can show that it retries: by a closed
     * connection, by HTTP status 503, or by the error of the service for too many requests.
     *
     * @param rate the share of the requests that fail, 0 to 1
     * @param seed with the {@linkplain ReceivedRequest#ordinal() ordinal} of a request, determines whether and how it fails
     * @return the interceptor
     * @throws IllegalArgumentException if the rate is out of range
     */
    static RequestInterceptor failing(double rate, long seed) {
        return new RandomFaults(rate, seed);
    }

    /**
     * Returns the interceptor that lets all requests and replies pass unchanged.
     *
     * @return the interceptor
     */
    static RequestInterceptor none() {
        return request -> InterceptorAction.proceed();
    }
}
