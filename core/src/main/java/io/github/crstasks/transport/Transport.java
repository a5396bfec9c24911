package io.github.crstasks.transport;

import io.vavr.control.Either;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Sends HTTP requests. Safe for use by any number of threads.
 *
 * <p>{@link #sendAsync(TransportRequest)} is the only method to implement. A transport over an HTTP stack that blocks extends
 * {@link BlockingTransport}; a fake for a test is a lambda:
 *
 * <pre>{@code
 * Transport offline = request -> CompletableFuture.completedFuture(
 *         Either.left(TransportFailure.of(request, TransportFailure.Kind.NOT_CONNECTED)));
 * }</pre>
 *
 * <p>Every transport keeps the following rules, which {@code TransportContract} of the test kit checks:
 *
 * <ul>
 *   <li>Method, URI, headers and body are sent byte for byte as given.
 *   <li>{@link TransportRequest#timeout()} covers the whole exchange, including the body.
 *   <li>{@link TransportRequest#maxResponseBytes()} limits the decoded body, and memory stays in proportion to it.
 *   <li>Any HTTP status is a response. Redirects are returned, never followed: a signature must not reach another host.
 *   <li>Certificates and host names are verified.
 *   <li>Failures are values; nothing is thrown except {@link NullPointerException}.
 *   <li>No message, log record or exception contains a query, a header value or a body.
 * </ul>
 *
 * <p>A client that is built without a transport looks one up with {@link java.util.ServiceLoader}. To be found, a transport
 * has a public constructor without parameters and is declared as a provider of this interface.
 */
@FunctionalInterface
public interface Transport extends AutoCloseable {
    /**
     * Starts one exchange.
     *
     * <p>The returned future does not complete exceptionally unless its caller cancels it, which aborts the exchange and
     * closes its connection.
     *
     * @param request what to send, and the limits to keep
     * @return the response, or why there is none
     */
    CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request);

    /**
     * Starts one exchange that may run on a thread of its caller, which saves two changes of threads. Ignores the executor by
     * default.
     *
     * <p>A blocking call of a client passes an executor whose actions run on the calling thread. A transport uses it only for
     * an exchange that ends promptly when that thread is interrupted, as {@link BlockingTransport} does.
     *
     * @param request what to send, and the limits to keep
     * @param executor runs the exchange, or is not used; it may drop an action whose future is complete
     * @return the response, or why there is none, as from {@link #sendAsync(TransportRequest)}
     */
    default CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(
            TransportRequest request, Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return sendAsync(request);
    }

    /**
     * Makes one exchange and waits for the complete response.
     *
     * <p>Interrupting the calling thread aborts the exchange, returns {@link TransportFailure.Kind#INTERRUPTED} and leaves
     * the thread's interrupt status set. If that is set from the start, nothing is sent.
     *
     * @param request what to send, and the limits to keep
     * @return the response, or why there is none
     */
    default Either<TransportFailure, TransportResponse> send(TransportRequest request) {
        Objects.requireNonNull(request, "request");
        if (Thread.currentThread().isInterrupted()) {
            return Either.left(TransportFailure.of(request, TransportFailure.Kind.INTERRUPTED));
        }
        CompletableFuture<Either<TransportFailure, TransportResponse>> response = sendAsync(request);
        try {
            return response.get();
        } catch (InterruptedException interrupted) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return Either.left(TransportFailure.of(request, TransportFailure.Kind.INTERRUPTED));
        } catch (ExecutionException | CancellationException thrown) {
            // This breaks the contract of sendAsync, but the failure can still be returned as a value.
            return Either.left(TransportFailure.of(request, thrown));
        }
    }

    /**
     * Aborts all exchanges and releases threads and connections. Running and later exchanges fail with
     * {@link TransportFailure.Kind#CLOSED}. Closing again has no effect. Does nothing by default.
     */
    @Override
    default void close() {}
}
