package io.github.crstasks;

import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.github.crstasks.Attempts.Outcome;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.protocol.TaskRows;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Puts page calls to the service, each as often as it takes; on the calling thread, or on none. */
final class Exchange {
    private final ExchangeSettings settings;
    private final FailsafeExecutor<Outcome> retrying;

    Exchange(ExchangeSettings settings) {
        this.settings = settings;
        RetryPolicy<Outcome> policy = RetryPolicy.<Outcome>builder()
                // What is thrown is no failure of the service but a fault of the program.
                .handleIf((outcome, thrown) -> thrown == null && outcome.again())
                .withMaxAttempts(settings.retry().attempts())
                .withMaxDuration(settings.retry().totalTime())
                .withDelayFn(context -> context.getLastResult().pause())
                .build();
        this.retrying = Failsafe.with(policy);
    }

    ExchangeSettings settings() {
        return settings;
    }

    Either<TaskError, TaskRows> send(PageCall call) {
        Attempts attempts = new Attempts(call, settings);
        try {
            return retrying.get(context -> attempt(attempts, context)).result();
        } catch (FailsafeException interrupted) {
            Thread.currentThread().interrupt();
            return Either.left(
                    new TaskError.Cancelled("the calling thread was interrupted", Option.of(interrupted.getCause())));
        }
    }

    private Outcome attempt(Attempts attempts, ExecutionContext<Outcome> context) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(attempts.begin(context).toNanos());
        return attempts.sign()
                .fold(
                        attempts::failed,
                        request -> attempts.judge(settings.transport().send(request)));
    }

    /** The same without a thread that waits; cancelling the future ends the attempt under way. */
    // What the ignored futures could tell, the reply tells.
    @SuppressWarnings("FutureReturnValueIgnored")
    CompletableFuture<Either<TaskError, TaskRows>> sendAsync(PageCall call) {
        Attempts attempts = new Attempts(call, settings);
        CompletableFuture<Outcome> outcome = retrying.getStageAsync(context -> attemptAsync(attempts, context));
        CompletableFuture<Either<TaskError, TaskRows>> reply = new CompletableFuture<>();
        // Unless it was cancelled, what is thrown comes from a credentials provider or a transport that breaks its
        // word.
        outcome.whenComplete((made, thrown) -> reply.complete(
                made == null
                        ? Either.left(new TaskError.Unreachable(
                                "the call broke off: " + thrown, Option.none(), false, Option.of(thrown)))
                        : made.result()));
        reply.whenComplete((result, cancelled) -> outcome.cancel(true));
        return reply;
    }

    private CompletableFuture<Outcome> attemptAsync(Attempts attempts, ExecutionContext<Outcome> context) {
        Duration wait = attempts.begin(context);
        if (wait.isZero()) {
            return sendAsync(attempts, context);
        }
        return CompletableFuture.completedFuture(attempts)
                .thenComposeAsync(
                        waited -> sendAsync(waited, context),
                        CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    private CompletableFuture<Outcome> sendAsync(Attempts attempts, ExecutionContext<Outcome> context) {
        return attempts.sign().fold(error -> CompletableFuture.completedFuture(attempts.failed(error)), request -> {
            CompletableFuture<Either<TransportFailure, HttpResponse>> answer =
                    settings.transport().sendAsync(request);
            context.onCancel(() -> answer.cancel(true));
            // Or a call that was given up just before would go on.
            if (context.isCancelled()) {
                answer.cancel(true);
            }
            return answer.thenApply(attempts::judge);
        });
    }
}
