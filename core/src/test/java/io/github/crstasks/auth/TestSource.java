package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A source whose fetches stay in flight until the test completes them. */
final class TestSource implements CredentialsSource {
    private final List<CompletableFuture<Either<TaskError, ExpiringCredentials>>> fetches =
            new CopyOnWriteArrayList<>();

    @Override
    public Option<TaskError> errorWithoutTransport() {
        return Option.none();
    }

    @Override
    public CompletableFuture<Either<TaskError, ExpiringCredentials>> fetch(Option<Transport> transport) {
        CompletableFuture<Either<TaskError, ExpiringCredentials>> fetch = new CompletableFuture<>();
        fetches.add(fetch);
        return fetch;
    }

    List<CompletableFuture<Either<TaskError, ExpiringCredentials>>> fetches() {
        return fetches;
    }

    CompletableFuture<Either<TaskError, ExpiringCredentials>> latest() {
        return fetches.get(fetches.size() - 1);
    }
}
