package io.github.crstasks.testkit;

import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;

/** A correct transport, until a method is overridden. */
class Tampered implements Transport {
    final Transport correct;

    Tampered(Transport correct) {
        this.correct = correct;
    }

    HttpRequest before(HttpRequest request) {
        return request;
    }

    Either<TransportFailure, HttpResponse> after(HttpRequest request, Either<TransportFailure, HttpResponse> result) {
        return result;
    }

    @Override
    public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
        return after(request, correct.send(before(request)));
    }

    // What the ignored futures could tell, the outer one tells.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
        CompletableFuture<Either<TransportFailure, HttpResponse>> inner = correct.sendAsync(before(request));
        CompletableFuture<Either<TransportFailure, HttpResponse>> outer = new CompletableFuture<>();
        inner.thenAccept(result -> outer.complete(after(request, result)));
        outer.whenComplete((result, cancelled) -> inner.cancel(true));
        return outer;
    }

    @Override
    public void close() {
        correct.close();
    }
}
