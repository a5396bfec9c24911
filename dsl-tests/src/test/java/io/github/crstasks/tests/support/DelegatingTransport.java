package io.github.crstasks.tests.support;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;

/** Forwards all calls to another transport. Subclasses change requests, results or calls. */
public class DelegatingTransport implements Transport {
    private final Transport delegate;

    public DelegatingTransport(Transport delegate) {
        this.delegate = delegate;
    }

    protected final Transport delegate() {
        return delegate;
    }

    /** Returns the request to send. Defaults to the request itself. */
    protected TransportRequest beforeSending(TransportRequest request) {
        return request;
    }

    /** Returns the result for the caller. Defaults to the result of the delegate. */
    protected Either<TransportFailure, TransportResponse> afterSending(
            TransportRequest request, Either<TransportFailure, TransportResponse> result) {
        return result;
    }

    @Override
    public Either<TransportFailure, TransportResponse> send(TransportRequest request) {
        return afterSending(request, delegate.send(beforeSending(request)));
    }

    @Override
    public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
        CompletableFuture<Either<TransportFailure, TransportResponse>> inner =
                delegate.sendAsync(beforeSending(request));
        CompletableFuture<Either<TransportFailure, TransportResponse>> outer = new CompletableFuture<>();
        inner.thenAccept(result -> outer.complete(afterSending(request, result)));
        outer.whenComplete((result, cancelled) -> inner.cancel(true));
        return outer;
    }

    @Override
    public void close() {
        delegate.close();
    }
}
