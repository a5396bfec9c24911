package io.github.crstasks.internal.execution;

import io.github.crstasks.TaskClientListener.AttemptEvent;
import io.github.crstasks.TaskClientListener.ClockCorrectedEvent;
import io.github.crstasks.TaskClientListener.CompletedEvent;
import io.github.crstasks.TaskClientListener.RateLimitedEvent;
import io.github.crstasks.TaskClientListener.ReplyEvent;
import io.github.crstasks.TaskClientListener.RetryEvent;
import io.github.crstasks.TaskClientListener.StartedEvent;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.error.TaskError.Rejected;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.internal.concurrent.Backoff;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.concurrent.SerialExecutor;
import io.github.crstasks.internal.wire.QuotedSecrets;
import io.github.crstasks.internal.wire.RequestContext;
import io.github.crstasks.internal.wire.ServiceReply;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Executes one call with its retries, as a chain of steps: reserve a permit of the rate limiter, fetch credentials, sign,
 * send and decode; then start again if a retry can help. A step runs on the thread that completes the stage before it.
 *
 * @param <R> the type of the reply
 */
final class CallAttempts<R> {
    private final ServiceCall<R> call;
    private final String id;
    private final ClientSettings settings;
    private final Option<Executor> exchangeExecutor;
    private final Backoff backoff;
    private final CompletableFuture<Either<TaskError, R>> result = new CompletableFuture<>();
    /** Turns the recursion over stages that are already complete into a loop. */
    private final SerialExecutor steps = new SerialExecutor();

    private final AtomicBoolean isCompletionNotified = new AtomicBoolean();

    // Volatile because any thread may end the call, and then reports these values.
    private volatile CompletableFuture<?> stage = CompletableFuture.completedFuture(null);
    private volatile Option<Long> startedAt = Option.none();
    private volatile Duration latestElapsed = Duration.ZERO;
    private volatile int attempts;
    private volatile Option<String> requestId = Option.none();
    private boolean isClockRefused;
    /** The clock correction that the latest attempt was signed with. */
    private Duration clockCorrection = Duration.ZERO;

    private Option<TaskError> lastError = Option.none();

    CallAttempts(ServiceCall<R> call, String id, ClientSettings settings, Option<Executor> exchangeExecutor) {
        this.call = call;
        this.id = id;
        this.exchangeExecutor = exchangeExecutor;
        this.settings = settings;
        this.backoff = new Backoff(
                settings.retryPolicy().initialDelay(), 2, settings.retryPolicy().maxDelay());
    }

    /** Returns the outcome; completing or cancelling it ends the attempts. */
    CompletableFuture<Either<TaskError, R>> result() {
        return result;
    }

    /** Starts the call, which ends at the latest with the closing of the client. */
    void start(CloseRegistry closing) {
        settings.listeners().onStarted(new StartedEvent(call.description(), id));
        result.whenComplete((outcome, thrown) -> {
            stage.cancel(true);
            notifyCompleted(thrown == null ? errorOf(outcome) : Option.some(unexpected(thrown)));
        });
        closing.register(() -> result.complete(Either.left(withAttempts(CloseRegistry.CLOSED))), result);
        step(() -> {
            long now = settings.scheduler().nanoTime();
            startedAt = Option.some(now);
            call.operation().callStarted(settings, now);
            startAttempt();
        });
    }

    private void step(Runnable step) {
        steps.execute(() -> {
            if (!result.isDone()) {
                runGuarded(step);
            }
        });
    }

    private void runGuarded(Runnable step) {
        try {
            step.run();
        } catch (Extensions.ExtensionException thrown) {
            end(thrown.error());
        } catch (Throwable thrown) {
            notifyCompleted(Option.some(unexpected(thrown)));
            result.completeExceptionally(thrown);
        }
    }

    private static TaskError unexpected(Throwable thrown) {
        return thrown instanceof CancellationException
                ? new TaskError.Cancelled("the call was cancelled", Option.none())
                : new TaskError.ExtensionFailed("client", Option.some(thrown));
    }

    private static <R> Option<TaskError> errorOf(Either<TaskError, R> outcome) {
        return outcome.swap().toOption();
    }

    /** Completes the result after the listeners were notified, so that they know of every call that has returned. */
    private void complete(Either<TaskError, R> outcome) {
        notifyCompleted(errorOf(outcome));
        result.complete(outcome);
    }

    /** Notifies the listeners of the end of the call, unless that was done: a caller may end it at the same time. */
    private void notifyCompleted(Option<TaskError> error) {
        if (isCompletionNotified.compareAndSet(false, true)) {
            Duration elapsed = elapsedToEnd();
            settings.listeners()
                    .onCompleted(new CompletedEvent(call.description(), id, error, attempts, elapsed, requestId));
        }
    }

    private <T> void then(CompletableFuture<T> next, Consumer<T> action) {
        stage = next;
        // Checked after the stage was stored, so that a concurrent cancellation cannot miss it.
        if (result.isDone()) {
            next.cancel(true);
            return;
        }
        next.whenComplete((value, thrown) -> step(() -> {
            if (thrown != null) {
                throw Rethrow.unchecked(thrown);
            }
            action.accept(value);
        }));
    }

    private void after(Duration delay, Runnable action) {
        if (delay.isZero()) {
            step(action);
        } else {
            then(settings.scheduler().after(delay), passed -> action.run());
        }
    }

    /** Ends the call with an error that names the attempts. */
    private void end(TaskError error) {
        complete(Either.left(withAttempts(error)));
    }

    private TaskError withAttempts(TaskError error) {
        return error.withAttempts(new TaskError.Attempts(
                attempts, elapsedToEnd(), settings.endpoint().toString()));
    }

    private Duration elapsedToEnd() {
        try {
            return elapsed();
        } catch (Extensions.ExtensionException schedulerFailed) {
            // The call must end all the same.
            return latestElapsed;
        }
    }

    /** Fetches the credentials before it reserves the rate, whose permit is for a request that is sent at once. */
    private void startAttempt() {
        requestId = Option.none();
        then(
                settings.credentials().fetch(),
                fetched -> Extensions.either("credentials provider", () -> fetched)
                        .peek(this::reserveRate)
                        .peekLeft(error -> {
                            var unused = countAttempt();
                            fail(error, TransportHeaders.none());
                        }));
    }

    private AttemptEvent countAttempt() {
        // Only the steps write it, one at a time.
        int attempt = attempts + 1;
        attempts = attempt;
        call.operation().attemptStarted();
        AttemptEvent event = new AttemptEvent(call.description(), id, attempt);
        settings.listeners().onAttempt(event);
        return event;
    }

    private void reserveRate(Credentials credentials) {
        Duration reserved =
                Extensions.call("rate limiter", () -> call.rateLimiter().reserve());
        Duration delay = reserved.isNegative() ? Duration.ZERO : reserved;
        if (lastError.isDefined() && !isInTime(delay)) {
            end(lastError.get());
            return;
        }
        if (!delay.isZero()) {
            settings.listeners().onRateLimited(new RateLimitedEvent(call.description(), id, delay));
        }
        after(delay, () -> {
            AttemptEvent event = countAttempt();
            TransportHeaders added = settings.requestHeaders().headers(event);
            send(sign(credentials).withHeaders(added));
        });
    }

    /** Signs each attempt: a nonce can be used once, and a timestamp expires. */
    private TransportRequest sign(Credentials credentials) {
        clockCorrection = settings.clock().correction();
        RequestContext context = new RequestContext(
                settings.endpoint(),
                settings.region(),
                credentials,
                () -> settings.clock().instant(clockCorrection),
                () -> Extensions.call(
                        "nonce source", () -> requirePositive(settings.nonces().next())));
        return call.request().encode(context).withLimits(settings.timeout(), settings.maxResponseBytes());
    }

    private static int requirePositive(int nonce) {
        Invalid.unless(nonce >= 1, "nonce", nonce, "1.." + Integer.MAX_VALUE);
        return nonce;
    }

    private void send(TransportRequest request) {
        long sentAt = settings.scheduler().nanoTime();
        then(
                Extensions.start("transport", () -> exchange(request), thrown -> withoutQuotes(thrown, request)),
                outcome -> Extensions.either("transport", () -> outcome)
                        .peek(response -> receive(request, response, since(sentAt)))
                        .peekLeft(failure ->
                                fail(toTaskError(withoutQuotes(failure, request)), TransportHeaders.none())));
    }

    private CompletableFuture<Either<TransportFailure, TransportResponse>> exchange(TransportRequest request) {
        return exchangeExecutor.isDefined()
                ? settings.transport().sendAsync(request, exchangeExecutor.get())
                : settings.transport().sendAsync(request);
    }

    /** Returns what a transport threw against its contract, or a substitute if that quotes the signed request. */
    private static Throwable withoutQuotes(Throwable thrown, TransportRequest request) {
        return TransportFailure.of(request, thrown).cause().getOrElse(thrown);
    }

    /** Returns a failure without what a transport quotes in it of the signed request, against its contract. */
    private static TransportFailure withoutQuotes(TransportFailure failure, TransportRequest request) {
        return new TransportFailure(
                failure.kind(),
                QuotedSecrets.removedFrom(failure.message(), request),
                failure.cause().map(thrown -> withoutQuotes(thrown, request)));
    }

    private void receive(TransportRequest request, TransportResponse response, Duration elapsed) {
        settings.listeners()
                .onReply(new ReplyEvent(
                        call.description(),
                        id,
                        response.status(),
                        response.body().remaining(),
                        elapsed));
        ServiceReply<R> reply = call.request().decode(response);
        if (reply.outcome().isRight()) {
            requestId = reply.requestId();
            settings.clock().accept(clockCorrection);
            complete(reply.outcome());
        } else {
            requestId = reply.requestId().map(text -> QuotedSecrets.removedFrom(text, request));
            fail(QuotedSecrets.removedFrom(reply.outcome().getLeft(), request), response.headers());
        }
    }

    /** Retries the call if that can help; otherwise completes it with the error. */
    private void fail(TaskError error, TransportHeaders headers) {
        lastError = Option.some(error);
        Option<Duration> delay =
                error instanceof Rejected rejected && rejected.code().isClockError()
                        ? delayAfterClockRefusal(headers)
                        : Option.when(error.retryable(), () -> delayBeforeRetry(headers));
        boolean canRetry = attempts < settings.retryPolicy().maxAttempts() && delay.exists(this::isInTime);
        if (canRetry) {
            settings.listeners().onRetry(new RetryEvent(call.description(), id, attempts, error, delay.get()));
            after(delay.get(), this::startAttempt);
        } else {
            end(error);
        }
    }

    /** Returns no delay before the one attempt with the corrected clock; empty after the second refusal. */
    private Option<Duration> delayAfterClockRefusal(TransportHeaders headers) {
        settings.clock()
                .refuse(clockCorrection, ResponseTimes.date(headers))
                .forEach(correction -> settings.listeners()
                        .onClockCorrected(new ClockCorrectedEvent(call.description(), id, correction)));
        boolean isFirst = !isClockRefused;
        isClockRefused = true;
        return Option.when(isFirst, Duration.ZERO);
    }

    private Duration delayBeforeRetry(TransportHeaders headers) {
        Duration jittered =
                Backoff.scale(backoff.delay(attempts), settings.random().getAsDouble());
        Duration requested = ResponseTimes.retryAfter(headers, settings.clock()).getOrElse(Duration.ZERO);
        return requested.compareTo(jittered) > 0 ? requested : jittered;
    }

    private boolean isInTime(Duration delay) {
        Duration remaining = settings.retryPolicy().maxDuration().minus(elapsed());
        return delay.compareTo(remaining) <= 0;
    }

    private Duration elapsed() {
        latestElapsed = startedAt.map(this::since).getOrElse(Duration.ZERO);
        return latestElapsed;
    }

    /** Returns the time since a moment, which is never negative, even if a caller-supplied scheduler goes back in time. */
    private Duration since(long nanoTime) {
        return Duration.ofNanos(Math.max(settings.scheduler().nanoTime() - nanoTime, 0));
    }

    private TaskError toTaskError(TransportFailure failure) {
        return switch (failure.kind()) {
            case UNKNOWN_HOST, NOT_CONNECTED, CONNECTION_LOST -> unreachable(failure, true);
            case TLS_FAILED, PROXY_REFUSED, STACK_UNUSABLE -> unreachable(failure, false);
            case INVALID_RESPONSE -> new TaskError.Malformed("the HTTP level", failure.message(), failure.cause());
            case TOO_LARGE ->
                new TaskError.Malformed(
                        "byte " + settings.maxResponseBytes(),
                        "the body is longer than the limit of " + settings.maxResponseBytes()
                                + " bytes; maxResponseBytes(...) allows more",
                        failure.cause());
            case TIMED_OUT -> new TaskError.TimedOut(settings.timeout(), failure.cause());
            case INTERRUPTED, CLOSED -> new TaskError.Cancelled(failure.message(), failure.cause());
        };
    }

    private static TaskError unreachable(TransportFailure failure, boolean retryable) {
        return new TaskError.Unreachable(failure.message(), Option.none(), retryable, failure.cause());
    }
}
