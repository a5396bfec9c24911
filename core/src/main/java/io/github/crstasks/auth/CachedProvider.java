package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.Stages;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Calls a provider, and declares its credentials valid for a time. */
final class CachedProvider implements CredentialsSource {
    private final CredentialsProvider provider;
    private final Duration maxAge;
    private final InstantSource clock;

    CachedProvider(CredentialsProvider provider, Duration maxAge, InstantSource clock) {
        this.provider = provider;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    @Override
    public Option<TaskError> errorWithoutTransport() {
        return Option.none();
    }

    @Override
    public CompletableFuture<Either<TaskError, ExpiringCredentials>> fetch(Option<Transport> transport) {
        CompletableFuture<Either<TaskError, Credentials>> fetched = transport
                .map(provider::fetch)
                .getOrElse(() -> CompletableFuture.completedFuture(provider.credentials()));
        return Stages.map(
                Objects.requireNonNull(fetched, "it returned null"),
                result -> requireValue(result).map(credentials -> new ExpiringCredentials(credentials, end())));
    }

    /** Returns a result of a caller's provider, which may break its contract. */
    static Either<TaskError, Credentials> requireValue(Either<TaskError, Credentials> result) {
        Objects.requireNonNull(result, "it returned null");
        Objects.requireNonNull(
                result.isLeft() ? result.getLeft() : result.get(),
                result.isLeft() ? "it returned null in Either.left" : "it returned null in Either.right");
        return result;
    }

    private Instant end() {
        try {
            return clock.instant().plus(maxAge);
        } catch (DateTimeException | ArithmeticException beyondAllTime) {
            return Instant.MAX;
        }
    }
}
