package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.concurrent.Stages;
import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the credentials of a source until shortly before they end, and fetches them for all callers at once.
 *
 * <p>A refresh runs on the thread of the caller that starts it and on those of its transport. While the credentials are
 * valid, nobody waits for a refresh, and a failed one is tried again after a delay.
 */
final class RefreshingCredentials implements CredentialsProvider {
    /** The delay after a failed refresh, as long as the credentials are valid. */
    static final Duration RETRY_DELAY = Duration.ofSeconds(30);

    /** The age at which a refresh that does not end is replaced. Every exchange of this library has a shorter timeout. */
    static final Duration LONGEST_REFRESH = Duration.ofMinutes(1);

    private final CredentialsSource source;
    private final InstantSource clock;
    private Option<ExpiringCredentials> latest = Option.none();
    /** The latest refresh, successful or not, and the moment from which the next one is due. */
    private Instant refreshedAt = Instant.MIN;

    private Instant refreshFrom = Instant.MIN;
    private Option<Refresh> running = Option.none();

    RefreshingCredentials(CredentialsSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Returns whether this is the role of a machine or pod, to which each fetch sends requests. */
    boolean isRole() {
        return !(source instanceof CachedProvider);
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        return source.errorWithoutTransport()
                .map(error -> valid(clock.instant()).toEither(error))
                .getOrElse(() -> await(request(Option.none())));
    }

    @Override
    public CompletableFuture<Either<TaskError, Credentials>> fetch(Transport transport) {
        return request(Option.some(Objects.requireNonNull(transport, "transport")));
    }

    private synchronized Option<Credentials> valid(Instant now) {
        return latest.filter(credentials -> credentials.isValidAt(now)).map(ExpiringCredentials::credentials);
    }

    private CompletableFuture<Either<TaskError, Credentials>> request(Option<Transport> transport) {
        Instant now = clock.instant();
        Refresh refresh;
        Option<Refresh> abandoned = Option.none();
        boolean isNew = false;
        Option<Credentials> valid;
        synchronized (this) {
            valid = valid(now);
            if (valid.isDefined() && !isDue(now)) {
                return completed(valid.get());
            }
            if (running.forAll(current -> current.isTooOld(now))) {
                abandoned = running;
                running = Option.some(new Refresh(transport, now));
                isNew = true;
            }
            refresh = running.get();
        }
        abandoned.forEach(old -> old.fetched.complete(Either.left(Refresh.ABANDONED)));
        if (isNew) {
            start(refresh);
        }
        return valid.isEmpty()
                ? join(refresh, transport)
                : completed(refresh.fetchedIfDone().orElse(valid).get());
    }

    /** Returns whether a refresh is due. A clock that was set back says nothing about a delay that it began later. */
    private boolean isDue(Instant now) {
        return now.isBefore(refreshedAt) || !now.isBefore(refreshFrom);
    }

    private static CompletableFuture<Either<TaskError, Credentials>> completed(Credentials credentials) {
        return CompletableFuture.completedFuture(Either.right(credentials));
    }

    private void start(Refresh refresh) {
        refresh.fetched.whenComplete((result, thrown) -> {
            // First the state, then the result: a waiting call may ask again at once.
            finish(refresh, result, thrown);
            if (thrown == null) {
                refresh.result.complete(result);
            } else {
                refresh.result.completeExceptionally(Rethrow.describable(thrown));
            }
        });
        Stages.copy(() -> source.fetch(refresh.transport), refresh.fetched);
    }

    private void finish(
            Refresh refresh, @Nullable Either<TaskError, ExpiringCredentials> result, @Nullable Throwable thrown) {
        Option<ExpiringCredentials> fetched = result == null ? Option.none() : result.toOption();
        boolean isKept;
        synchronized (this) {
            if (!running.contains(refresh)) {
                return;
            }
            running = Option.none();
            Instant now = clock.instant();
            latest = fetched.orElse(latest);
            refreshedAt = now;
            refreshFrom =
                    fetched.map(credentials -> credentials.refreshFrom(now)).getOrElse(() -> now.plus(RETRY_DELAY));
            isKept = fetched.isEmpty() && valid(now).isDefined();
        }
        if (isKept) {
            log(
                    result == null
                            ? Excerpt.of(Objects.requireNonNull(thrown))
                            : result.getLeft().message());
        }
    }

    private static void log(String reason) {
        try {
            System.getLogger("io.github.crstasks")
                    .log(System.Logger.Level.DEBUG, "valid credentials are kept, since new ones failed: " + reason);
        } catch (Throwable thrownByLogger) {
            // A log must not end the refresh.
        }
    }

    /**
     * Waits for a refresh that others may wait for too: cancelling the returned future leaves it running. If the client whose
     * transport it used is closed, another client starts a new one.
     */
    private CompletableFuture<Either<TaskError, Credentials>> join(Refresh refresh, Option<Transport> transport) {
        CompletableFuture<Either<TaskError, Credentials>> waiting = new CompletableFuture<>();
        refresh.result.whenComplete((result, thrown) -> {
            if (waiting.isDone()) {
                return;
            }
            if (thrown != null) {
                waiting.completeExceptionally(Rethrow.describable(thrown));
            } else if (isEndedByAnother(result, refresh, transport)) {
                Stages.copy(() -> request(transport), waiting);
            } else {
                waiting.complete(result.map(ExpiringCredentials::credentials));
            }
        });
        return waiting;
    }

    private static boolean isEndedByAnother(
            Either<TaskError, ExpiringCredentials> result, Refresh refresh, Option<Transport> transport) {
        return result.isLeft() && result.getLeft() instanceof TaskError.Cancelled && !refresh.isSentBy(transport);
    }

    private static Either<TaskError, Credentials> await(CompletableFuture<Either<TaskError, Credentials>> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return Either.left(new TaskError.Cancelled("the calling thread was interrupted", Option.some(interrupted)));
        } catch (ExecutionException thrown) {
            throw Rethrow.unchecked(Objects.requireNonNullElse(thrown.getCause(), thrown));
        }
    }

    /** One fetch of the source. */
    private static final class Refresh {
        private static final TaskError ABANDONED = new TaskError.Unreachable(
                "new credentials did not arrive in a minute", Option.none(), true, Option.none());

        /** What the source returned. Its own dependents are notified last, so {@link #result} is for those who wait. */
        private final CompletableFuture<Either<TaskError, ExpiringCredentials>> fetched = new CompletableFuture<>();

        private final CompletableFuture<Either<TaskError, ExpiringCredentials>> result = new CompletableFuture<>();
        private final Option<Transport> transport;
        private final Instant startedAt;

        Refresh(Option<Transport> transport, Instant startedAt) {
            this.transport = transport;
            this.startedAt = startedAt;
        }

        boolean isTooOld(Instant now) {
            return now.isBefore(startedAt)
                    ? Duration.between(now, startedAt).compareTo(LONGEST_REFRESH) > 0
                    : Duration.between(startedAt, now).compareTo(LONGEST_REFRESH) > 0;
        }

        /** Returns whether a transport is the one of this refresh. The methods of a caller's transport are not called. */
        boolean isSentBy(Option<Transport> other) {
            return transport.getOrNull() == other.getOrNull();
        }

        Option<Credentials> fetchedIfDone() {
            return result.isDone() && !result.isCompletedExceptionally()
                    ? result.join().toOption().map(ExpiringCredentials::credentials)
                    : Option.none();
        }
    }
}
