package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;

/** Fetches credentials that end, each time anew. Safe for use by any number of threads. */
interface CredentialsSource {
    /** Returns the error of a fetch without a transport; empty if the source needs none. */
    Option<TaskError> errorWithoutTransport();

    /**
     * Starts to fetch credentials.
     *
     * @param transport the transport of the client; empty outside of a client
     * @return the credentials or an error; cancelling the future aborts the exchange in flight
     */
    CompletableFuture<Either<TaskError, ExpiringCredentials>> fetch(Option<Transport> transport);
}
