package io.github.crstasks.http;

import io.github.crstasks.http.TransportFailure.Kind;
import io.vavr.control.Either;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
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
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;
    private volatile boolean closed;

    /**
     * No exchanges yet.
     *
     * @param factory makes the threads for {@link #threads()}, and one on which deadlines wait
     */
    public Exchanges(ThreadFactory factory) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, factory, new ThreadPoolExecutor.DiscardPolicy());
        // Or each reply would stay in memory until the deadline that it kept.
        timer.setRemoveOnCancelPolicy(true);
        this.timer = timer;
        this.threads = Executors.newCachedThreadPool(factory);
    }

    /**
     * Threads for the HTTP stack, as many as it asks for.
     *
     * @return an executor that lives until {@link #close}
     */
    public ExecutorService threads() {
        return threads;
    }

    /**
     * Starts one exchange, unless these exchanges are closed.
     *
     * @param request what to send and the limits to keep
     * @param start starts the exchange without waiting for it; cancelling the future must abort it at once
     * @return the reply to come, never completed with an exception unless it is cancelled
     */
    // What the ignored futures could tell, the reply tells.
    @SuppressWarnings("FutureReturnValueIgnored")
    public CompletableFuture<Either<TransportFailure, HttpResponse>> start(
            HttpRequest request, Supplier<CompletableFuture<Either<TransportFailure, HttpResponse>>> start) {
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
                // A caller's code that waits for the reply must not hold up the timer.
                () -> threads.execute(() -> fail(reply, TransportFailure.of(request, Kind.TIMED_OUT))),
                TimeUnit.NANOSECONDS.convert(request.timeout()),
                TimeUnit.NANOSECONDS);
        CompletableFuture<Either<TransportFailure, HttpResponse>> exchange = started(start);
        exchange.exceptionally(thrown -> Either.left(TransportFailure.of(request, thrown)))
                .thenAccept(reply::complete);
        reply.whenComplete((result, cancelled) -> {
            closings.remove(closing);
            deadline.cancel(false);
            exchange.cancel(true);
        });
        return reply;
    }

    /**
     * Runs a blocking exchange on one of {@link #threads()}.
     *
     * @param <T> what it delivers
     * @param exchange the exchange; it is interrupted when the future is cancelled
     * @return what it delivered or threw
     */
    // Whether the task was cancelled, the outcome tells.
    @SuppressWarnings("FutureReturnValueIgnored")
    public <T> CompletableFuture<T> blocking(Callable<T> exchange) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Future<?> running = threads.submit(() -> {
            try {
                outcome.complete(exchange.call());
            } catch (Throwable thrown) {
                // An error too: nobody else would end the wait.
                outcome.completeExceptionally(thrown);
            }
        });
        outcome.whenComplete((delivered, thrown) -> {
            if (outcome.isCancelled()) {
                running.cancel(true);
            }
        });
        return outcome;
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

    /**
     * Ends all exchanges with {@link Kind#CLOSED}, then the HTTP stack and the threads; later exchanges fail at once.
     *
     * @param stack closes the HTTP stack, which still has its threads
     */
    public void close(Runnable stack) {
        closed = true;
        closings.forEach(Runnable::run);
        stack.run();
        timer.shutdownNow();
        threads.shutdown();
    }

    private static void fail(
            CompletableFuture<Either<TransportFailure, HttpResponse>> reply, TransportFailure failure) {
        reply.complete(Either.left(failure));
    }
}
