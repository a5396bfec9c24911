package io.github.crstasks.internal.execution;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.internal.format.Durations;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.waiting.DelayScheduler;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Fetches the credentials of each attempt of a client, over the transport of the client. Closing it ends the requests that
 * providers have sent over that transport, which may belong to the caller and stay open. Safe for use by any number of threads.
 */
public final class ClientCredentials implements AutoCloseable {
    private final CredentialsProvider provider;
    private final Transport clientTransport;
    private final DelayScheduler scheduler;
    private final Duration timeout;
    private final CloseRegistry requests = new CloseRegistry();
    /** Always the same one: providers tell by it which client a request belongs to. */
    private final Transport transport = this::send;

    /**
     * Creates the credentials of a client.
     *
     * @param provider the caller's provider
     * @param clientTransport the transport of the client
     * @param scheduler the scheduler of the client
     * @param timeout how long an attempt waits for credentials
     */
    public ClientCredentials(
            CredentialsProvider provider, Transport clientTransport, DelayScheduler scheduler, Duration timeout) {
        this.provider = provider;
        this.clientTransport = clientTransport;
        this.scheduler = scheduler;
        this.timeout = timeout;
    }

    /**
     * Starts to fetch credentials; cancelling the future ends the wait for them.
     *
     * @throws Extensions.ExtensionException if the provider or the scheduler throws
     */
    CompletableFuture<Either<TaskError, Credentials>> fetch() {
        CompletableFuture<Either<TaskError, Credentials>> fetched =
                Extensions.start("credentials provider", () -> provider.fetch(transport));
        // Most providers answer at once, and need no timer.
        if (!fetched.isDone()) {
            limit(fetched);
        }
        return fetched;
    }

    private void limit(CompletableFuture<Either<TaskError, Credentials>> fetched) {
        CompletableFuture<Void> expiry;
        try {
            expiry = scheduler.after(timeout);
        } catch (Extensions.ExtensionException schedulerFailed) {
            fetched.cancel(true);
            throw schedulerFailed;
        }
        expiry.whenComplete((passed, thrown) -> {
            if (thrown == null) {
                fetched.complete(Either.left(new TaskError.Unreachable(
                        "the credentials provider had no credentials after " + Durations.text(timeout)
                                + "; timeout(...) allows more",
                        Option.none(),
                        true,
                        Option.none())));
            } else {
                fetched.completeExceptionally(thrown);
            }
        });
        fetched.whenComplete((result, thrown) -> expiry.cancel(true));
    }

    private CompletableFuture<Either<TransportFailure, TransportResponse>> send(TransportRequest request) {
        if (requests.isClosed()) {
            return CompletableFuture.completedFuture(closed(request));
        }
        CompletableFuture<Either<TransportFailure, TransportResponse>> exchange =
                Extensions.start("transport", () -> clientTransport.sendAsync(request));
        requests.register(() -> exchange.complete(closed(request)), exchange);
        return exchange;
    }

    private static Either<TransportFailure, TransportResponse> closed(TransportRequest request) {
        return Either.left(TransportFailure.of(request, TransportFailure.Kind.CLOSED));
    }

    /** Ends the requests in flight; later ones fail. */
    @Override
    public void close() {
        requests.close();
    }
}
