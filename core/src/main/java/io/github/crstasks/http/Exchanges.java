package io.github.crstasks.http;

import io.github.crstasks.http.TransportFailure.Kind;
import io.vavr.control.Either;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The exchanges that a transport has under way: keeps what {@link Transport} promises about deadlines, interruption,
 * cancellation and closing, over any HTTP stack that can abort an exchange.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Exchanges {
    private final Set<Runnable> closings = ConcurrentHashMap.newKeySet();
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private volatile boolean closed;

    /**
     * No exchanges yet.
     *
     * @param threads where replies that came too late are announced, so that a caller's code never holds up the timer
     * @param timer where deadlines wait; stays the caller's to shut down, and must ignore what is scheduled afterwards
     */
    public Exchanges(Executor threads, ScheduledExecutorService timer) {
        this.threads = threads;
        this.timer = timer;
    }

    /**
     * Starts one exchange, unless these exchanges are closed.
     *
     * @param <T> what the HTTP stack delivers
     * @param request what to send and the limits to keep
     * @param start starts the exchange without waiting for it; cancelling the future must abort it at once
     * @param read makes a reply of what was delivered
     * @return the reply to come, never completed with an exception unless it is cancelled
     */
    // What the ignored futures could tell, the reply tells.
    @SuppressWarnings("FutureReturnValueIgnored")
    public <T> CompletableFuture<Either<TransportFailure, HttpResponse>> start(
            HttpRequest request,
            Supplier<CompletableFuture<T>> start,
            Function<T, Either<TransportFailure, HttpResponse>> read) {
        CompletableFuture<Either<TransportFailure, HttpResponse>> reply = new CompletableFuture<>();
        Runnable closing = () -> fail(reply, TransportFailure.of(request, Kind.CLOSED));
        closings.add(closing);
        // Asked only now that close() would see the reply: nothing slips through.
        if (closed) {
            closings.remove(closing);
            closing.run();
            return reply;
        }
        Future<?> deadline = timer.schedule(
                () -> threads.execute(() -> fail(reply, TransportFailure.of(request, Kind.TIMED_OUT))),
                TimeUnit.NANOSECONDS.convert(request.timeout()),
                TimeUnit.NANOSECONDS);
        CompletableFuture<T> exchange = started(start);
        exchange.thenApply(read)
                .exceptionally(thrown -> Either.left(TransportFailure.of(request, thrown)))
                .thenAccept(reply::complete);
        reply.whenComplete((result, cancelled) -> {
            closings.remove(closing);
            deadline.cancel(false);
            exchange.cancel(true);
        });
        return reply;
    }

    private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> start) {
        try {
            return start.get();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /**
     * Starts one exchange and waits for its reply, unless the thread is interrupted.
     *
     * @param request what to send
     * @param sendAsync starts the exchange
     * @return the reply, or why there is none
     */
    public static Either<TransportFailure, HttpResponse> await(
            HttpRequest request,
            Function<HttpRequest, CompletableFuture<Either<TransportFailure, HttpResponse>>> sendAsync) {
        if (Thread.currentThread().isInterrupted()) {
            return Either.left(TransportFailure.of(request, Kind.INTERRUPTED));
        }
        CompletableFuture<Either<TransportFailure, HttpResponse>> reply = sendAsync.apply(request);
        try {
            return reply.get();
        } catch (InterruptedException interrupted) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            return Either.left(TransportFailure.of(request, Kind.INTERRUPTED));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a reply never completes with an exception", impossible);
        }
    }

    /** Ends all exchanges with {@link Kind#CLOSED}; later ones fail in the same way. */
    public void close() {
        closed = true;
        closings.forEach(Runnable::run);
    }

    private static void fail(
            CompletableFuture<Either<TransportFailure, HttpResponse>> reply, TransportFailure failure) {
        reply.complete(Either.left(failure));
    }
}
