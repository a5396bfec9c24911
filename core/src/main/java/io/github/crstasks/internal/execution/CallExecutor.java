package io.github.crstasks.internal.execution;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Executes calls with retries, without blocking a thread. Safe for use by any number of threads.
 *
 * <p>The first attempt is signed and sent on the calling thread, unless the rate limiter delays it; delayed attempts run on
 * the thread of the scheduler. Replies are decoded on the thread that completes the future of the transport.
 */
public final class CallExecutor {
    private final ClientSettings settings;
    private final CloseRegistry closing;
    private final CallIds ids = new CallIds();

    /**
     * Creates an executor.
     *
     * @param settings the settings that all calls share
     * @param closing ends the calls in flight when it is closed
     */
    public CallExecutor(ClientSettings settings, CloseRegistry closing) {
        this.settings = settings;
        this.closing = closing;
    }

    /**
     * Executes a call.
     *
     * @param call the call
     * @param exchangeExecutor may run the exchanges of the call; empty for the threads of the transport
     * @param <R> the type of the reply
     * @return the reply, or the error of the last attempt; cancelling the future aborts the attempt in flight
     */
    public <R> CompletableFuture<Either<TaskError, R>> execute(ServiceCall<R> call, Option<Executor> exchangeExecutor) {
        CallAttempts<R> attempts = new CallAttempts<>(call, ids.next(), settings, exchangeExecutor);
        attempts.start(closing);
        return attempts.result();
    }
}
