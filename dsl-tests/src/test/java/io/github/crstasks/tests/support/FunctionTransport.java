package io.github.crstasks.tests.support;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers requests with a function, on the calling thread and without a network. */
public record FunctionTransport(Function<TransportRequest, TransportResponse> answer) implements Transport {
    @Override
    public Either<TransportFailure, TransportResponse> send(TransportRequest request) {
        return Either.right(answer.apply(request));
    }

    @Override
    public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
        return CompletableFuture.completedFuture(send(request));
    }

    @Override
    public void close() {}
}
