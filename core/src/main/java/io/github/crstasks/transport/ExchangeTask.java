package io.github.crstasks.transport;

import io.github.crstasks.transport.BlockingTransport.Exchange;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Either;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on a worker thread or on a thread of the caller. It ends once: with its own outcome, or earlier by
 * {@link #fail} or {@link #abort}.
 *
 * <p>Safe for use by any number of threads.
 */
final class ExchangeTask implements Runnable {
    /** Causes may form a circle. */
    private static final int MAX_CAUSES = 20;

    private final TransportRequest request;
    private final Function<TransportRequest, Exchange> factory;
    private final Executor workers;
    private final Runnable onInterruptibleSuccess;
    private final boolean isOnCallersThread;
    private final CompletableFuture<Either<TransportFailure, TransportResponse>> result = new CompletableFuture<>();

    // Guarded by this.
    private boolean hasEnded;
    private @Nullable Thread executingThread;
    private @Nullable Exchange exchange;
    private boolean isInterruptedByAbort;

    /**
     * Creates a task that has not been started.
     *
     * @param factory creates the exchange on the thread that runs the task
     * @param workers run the abort, which may block
     * @param onInterruptibleSuccess called before the result of an interruptible exchange is completed with a response
     * @param isOnCallersThread whether the thread that runs the task may be interrupted by others, whose interrupts it keeps
     */
    ExchangeTask(
            TransportRequest request,
            Function<TransportRequest, Exchange> factory,
            Executor workers,
            Runnable onInterruptibleSuccess,
            boolean isOnCallersThread) {
        this.request = request;
        this.factory = factory;
        this.workers = workers;
        this.onInterruptibleSuccess = onInterruptibleSuccess;
        this.isOnCallersThread = isOnCallersThread;
    }

    CompletableFuture<Either<TransportFailure, TransportResponse>> result() {
        return result;
    }

    @Override
    public void run() {
        if (enter()) {
            Either<TransportFailure, TransportResponse> outcome = execute();
            boolean hasConsumedInterrupt = outcome.isLeft() && isCausedByInterrupt(outcome.getLeft());
            if (leave(hasConsumedInterrupt)) {
                result.complete(
                        isOnCallersThread && hasConsumedInterrupt
                                ? Either.left(TransportFailure.of(request, Kind.INTERRUPTED))
                                : outcome);
            }
        }
    }

    private static boolean isCausedByInterrupt(TransportFailure failure) {
        try {
            return Stream.iterate(failure.cause().getOrNull(), Objects::nonNull, Throwable::getCause)
                    .limit(MAX_CAUSES)
                    .anyMatch(InterruptedException.class::isInstance);
        } catch (Throwable thrownByItsMethods) {
            // Of a failure that the exchange returned: nobody else would complete the result.
            return false;
        }
    }

    private Either<TransportFailure, TransportResponse> execute() {
        try {
            Exchange created = factory.apply(request);
            makeAbortable(created);
            Either<TransportFailure, TransportResponse> outcome =
                    Objects.requireNonNull(created.execute(), "the exchange returned null");
            Objects.requireNonNull(
                    outcome.isLeft() ? outcome.getLeft() : outcome.get(),
                    outcome.isLeft()
                            ? "the exchange returned null in Either.left"
                            : "the exchange returned null in Either.right");
            if (outcome.isRight() && created.isInterruptible()) {
                onInterruptibleSuccess.run();
            }
            return outcome;
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

    /**
     * Ends the task and returns true, or returns false if it has ended. Afterwards no abort interrupts this thread.
     *
     * @param hasConsumedInterrupt whether an interrupt ended the exchange and cleared the interrupt status
     */
    private synchronized boolean leave(boolean hasConsumedInterrupt) {
        // An interrupt that was meant for the exchange must not reach a callback, which may run on this thread next.
        boolean isInterrupted = Thread.interrupted();
        int interrupts = (hasConsumedInterrupt ? 1 : 0) + (isInterrupted ? 1 : 0);
        if (isOnCallersThread && interrupts > (isInterruptedByAbort ? 1 : 0)) {
            Thread.currentThread().interrupt();
        }
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
        // A thread that its owner has interrupted ends the exchange without this, and must stay interrupted.
        // An interrupt of the owner between this one and the reaction of the stack cannot be told from it, and is lost.
        if (thread != null && !(isOnCallersThread && thread.isInterrupted())) {
            isInterruptedByAbort = true;
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
