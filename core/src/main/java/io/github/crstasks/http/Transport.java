package io.github.crstasks.http;

import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;

/**
 * Makes HTTP exchanges; safe for use by any number of threads at once.
 *
 * <p>What every transport keeps to, and {@code TransportContract} of the test kit checks:
 *
 * <ul>
 *   <li>Method, URI, headers and body go out byte for byte as given.
 *   <li>{@link HttpRequest#timeout()} covers the whole exchange, the body included.
 *   <li>{@link HttpRequest#bodyLimit()} bounds the body after decoding, and what is read stays in proportion to it.
 *   <li>Any status is a reply. Redirects are returned, never followed: a signature must not travel to another host.
 *   <li>Certificates and host names are checked.
 *   <li>Failures are values; nothing is thrown but {@link NullPointerException}.
 *   <li>No text that leaves a transport holds a query, a header value or a body.
 * </ul>
 *
 * <p>A client that is given no transport looks one up with {@link java.util.ServiceLoader}, so a transport that wants
 * to be found has a public constructor without parameters and names itself as a provider of this interface.
 */
public interface Transport extends AutoCloseable {
    /**
     * Makes one exchange and waits for the whole reply.
     *
     * <p>Interrupting the thread ends the exchange soon and leaves the thread's interrupt flag set.
     *
     * @param request what to send and the limits to keep
     * @return the reply, or why there is none
     */
    Either<TransportFailure, HttpResponse> send(HttpRequest request);

    /**
     * Starts one exchange.
     *
     * <p>The future never completes with an exception of its own accord. Cancelling it ends the exchange and frees its
     * connection.
     *
     * @param request what to send and the limits to keep
     * @return the reply to come, or why there is none
     */
    CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request);

    /** Ends all exchanges, frees threads and connections; later calls fail with {@link TransportFailure.Kind#CLOSED}. */
    @Override
    void close();
}
