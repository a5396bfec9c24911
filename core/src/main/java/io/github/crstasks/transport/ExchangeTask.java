package io.github.crstasks.transport;

import io.github.crstasks.transport.BlockingTransport.Exchange;
import io.vavr.control.Either;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on a worker thread. It ends once: with its own outcome, or earlier by {@link #fail} or {@link #abort}.
 *
 * <p>Safe for use by any number of threads.
 */
final class ExchangeTask implements Runnable {
    private final TransportRequest request;
    private final Function<TransportRequest, Exchange> factory;
    private final Executor workers;
    private final CompletableFuture<Either<TransportFailure, TransportResponse>> result = new CompletableFuture<>();

    // Guarded by this.
    private boolean hasEnded;
    private @Nullable Thread executingThread;
    private @Nullable Exchange exchange;

    /**
     * Creates a task that has not been started.
     *
     * @param factory creates the exchange on the thread that runs the task
     * @param workers run the abort, which may block
     */
    ExchangeTask(TransportRequest request, Function<TransportRequest, Exchange> factory, Executor workers) {
        this.request = request;
        this.factory = factory;
        this.workers = workers;
    }

    CompletableFuture<Either<TransportFailure, TransportResponse>> result() {
        return result;
    }

    @Override
    public void run() {
        if (enter()) {
            Either<TransportFailure, TransportResponse> outcome = execute();
            if (leave()) {
                result.complete(outcome);
            }
        }
    }

    private Either<TransportFailure, TransportResponse> execute() {
        try {
            Exchange created = factory.apply(request);
            makeAbortable(created);
            return Objects.requireNonNull(created.execute(), "the exchange returned null");
        } catch (Throwable thrown) {
            // Errors are caught as well, because nobody else would complete the result.
            return Either.left(TransportFailure.of(request, thrown));
        }
    }

    private synchronized boolean enter() {
        if (!hasEnded) {
            executingThread = Thread.currentThread();
        }
        return !hasEnded;
    }

    private synchronized void makeAbortable(Exchange created) {
        if (hasEnded) {
            throw new CancellationException("the exchange was aborted before it was executed");
        }
        exchange = created;
    }

    /** Ends the task and returns true, or returns false if it has ended. Afterwards no abort interrupts this thread. */
    private synchronized boolean leave() {
        // An interrupt that was meant for the exchange must not reach a callback, which may run on this thread next.
        Thread.interrupted();
        return end();
    }

    private synchronized boolean end() {
        boolean isFirst = !hasEnded;
        hasEnded = true;
        executingThread = null;
        exchange = null;
        return isFirst;
    }

    /** Aborts the exchange and completes the result with a failure, unless the task has ended. */
    void fail(TransportFailure failure) {
        if (abort()) {
            result.complete(Either.left(failure));
        }
    }

    /**
     * Aborts the exchange without completing the result, unless the task has ended.
     *
     * @return whether the task was ended by this call
     */
    synchronized boolean abort() {
        Thread thread = executingThread;
        Exchange running = exchange;
        if (!end()) {
            return false;
        }
        if (thread != null) {
            thread.interrupt();
        }
        if (running != null) {
            // Submitted within the lock, so that a concurrent close() shuts the workers down only afterwards.
            workers.execute(() -> abortQuietly(running));
        }
        return true;
    }

    private static void abortQuietly(Exchange exchange) {
        try {
            exchange.abort();
        } catch (Throwable ignored) {
            // The exchange has ended for its caller, and a stack trace on the console could contain the request.
        }
    }
}
