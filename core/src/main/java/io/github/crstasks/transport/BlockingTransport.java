package io.github.crstasks.transport;

import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.internal.concurrent.DaemonThreads;
import io.github.crstasks.internal.concurrent.IdleScheduler;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Base class for transports over an HTTP stack that blocks, such as Google HTTP Client, OkHttp or Apache HttpClient.
 *
 * <p>A subclass creates exchanges that can be executed and aborted. This class runs each of them on a worker thread and adds
 * the deadline, cancellation, interruption and closing:
 *
 * <pre>{@code
 * class SimpleTransport extends BlockingTransport {
 *     protected Exchange newExchange(TransportRequest request) {
 *         var outgoing = java.net.http.HttpRequest.newBuilder(request.uri()).build();
 *         return Exchange.of(
 *                 () -> read(request, httpClient.send(outgoing, java.net.http.HttpResponse.BodyHandlers.ofInputStream())),
 *                 () -> {}); // This stack aborts an exchange when its thread is interrupted.
 *     }
 *
 *     Either<TransportFailure, TransportResponse> read(
 *             TransportRequest request, java.net.http.HttpResponse<java.io.InputStream> response) throws java.io.IOException {
 *         TransportHeaders headers = TransportHeaders.of(response.headers().map());
 *         return TransportResponse.read(request, response.statusCode(), headers, response.body());
 *     }
 * }
 * }</pre>
 *
 * <p>An exchange that {@link Exchange#isInterruptible() is interruptible} runs on the calling thread of a blocking client
 * instead, if an exchange with the same endpoint succeeded within the last ten seconds. The first exchange with an endpoint
 * runs on a worker thread, because a lookup of its host name cannot be aborted; later lookups seldom wait, since the JVM
 * caches their results.
 *
 * <p>Safe for use by any number of threads. Its worker threads and the thread that waits for deadlines are daemons, which
 * are started when needed and end with {@link #close()} or when idle, after one minute at most. Callbacks of a returned
 * future run on the thread of the exchange or on the thread that cancels the future or closes the transport; they are never
 * interrupted by this class.
 */
public abstract class BlockingTransport implements Transport {
    /** Shorter than the 30 seconds for which the JVM caches the address of a host. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final ExecutorService workers = Executors.newCachedThreadPool(DaemonThreads.factory("crs-tasks-http"));
    private final IdleScheduler deadlines = new IdleScheduler("crs-tasks-http-deadlines");
    private final CloseRegistry running = new CloseRegistry();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile Option<Success> latestSuccess = Option.none();

    /** The latest success of an exchange that could have run on the calling thread. */
    private record Success(URI endpoint, long nanoTime) {
        boolean isRecent(URI requested) {
            return endpoint.equals(requested) && System.nanoTime() - nanoTime < RECENT.toNanos();
        }
    }

    /** Creates a transport without threads. */
    protected BlockingTransport() {}

    /** One exchange with the HTTP stack. */
    public interface Exchange {
        /**
         * Sends the request and reads the whole response. Called at most once.
         *
         * @return the response, or why there is none
         * @throws Exception becomes a failure by {@link TransportFailure#of(TransportRequest, Throwable)}, unless the
         *     exchange was aborted
         */
        Either<TransportFailure, TransportResponse> execute() throws Exception;

        /**
         * Makes {@link #execute()} end as soon as possible and close its connection. Does nothing if the stack does so when
         * the executing thread is interrupted, which happens in any case.
         *
         * <p>Called at most once, on another thread, before, during or after {@code execute()}. May block; exceptions are
         * ignored.
         */
        void abort();

        /**
         * Returns whether {@link #execute()} ends promptly when its thread is interrupted, wherever it waits. It must then
         * clear the interrupt status and throw {@link InterruptedException}, or fail with that as a cause. Defaults to
         * {@code false}.
         *
         * @return whether the exchange may run on the calling thread of a blocking client
         */
        default boolean isInterruptible() {
            return false;
        }

        /**
         * Creates an exchange of two functions.
         *
         * @param execute implements {@link #execute()}
         * @param abort implements {@link #abort()}
         * @return the exchange
         */
        static Exchange of(Callable<Either<TransportFailure, TransportResponse>> execute, Runnable abort) {
            Objects.requireNonNull(execute, "execute");
            Objects.requireNonNull(abort, "abort");
            return new Exchange() {
                @Override
                public Either<TransportFailure, TransportResponse> execute() throws Exception {
                    return execute.call();
                }

                @Override
                public void abort() {
                    abort.run();
                }
            };
        }
    }

    /**
     * Creates an exchange, without I/O. Called on the thread that executes the exchange.
     *
     * @param request what to send, and the limits to keep; its timeout is enforced by this class
     * @return an exchange of its own for this call
     */
    protected abstract Exchange newExchange(TransportRequest request);

    /** Closes the HTTP stack. Called once, by {@link #close()}, when all exchanges have ended. Does nothing by default. */
    protected void closeStack() {}

    /**
     * Returns the worker threads, for a stack that needs an executor itself.
     *
     * @return an executor that starts as many threads as needed and works until {@link #close()} returns
     */
    protected final Executor workers() {
        return workers;
    }

    @Override
    public final CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
        Objects.requireNonNull(request, "request");
        return start(request, workers, false);
    }

    @Override
    public final CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(
            TransportRequest request, Executor executor) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(executor, "executor");
        return latestSuccess.exists(success -> success.isRecent(request.endpoint()))
                ? start(request, executor, true)
                : sendAsync(request);
    }

    private CompletableFuture<Either<TransportFailure, TransportResponse>> start(
            TransportRequest request, Executor executor, boolean isOnCallersThread) {
        Runnable recordSuccess = () -> latestSuccess = Option.some(new Success(request.endpoint(), System.nanoTime()));
        ExchangeTask task = new ExchangeTask(request, this::newExchange, workers, recordSuccess, isOnCallersThread);
        running.register(() -> task.fail(TransportFailure.of(request, Kind.CLOSED)), task.result());
        if (!task.result().isDone()) {
            start(task, request, executor);
        }
        return task.result();
    }

    private void start(ExchangeTask task, TransportRequest request, Executor executor) {
        // Callbacks of the result may block, so they must not run on the thread of the deadlines.
        Runnable onDeadline = () -> workers.execute(() -> task.fail(TransportFailure.of(request, Kind.TIMED_OUT)));
        Future<?> deadline = deadlines.schedule(onDeadline, request.timeout());
        task.result().whenComplete((outcome, cancelled) -> {
            deadline.cancel(false);
            task.abort();
        });
        try {
            executor.execute(task);
        } catch (Throwable refused) {
            // Errors are caught as well, such as an OutOfMemoryError, because nobody else would complete the result.
            task.fail(TransportFailure.of(request, refused));
        }
    }

    @Override
    public final void close() {
        if (isClosed.compareAndSet(false, true)) {
            running.close();
            try {
                closeStack();
            } finally {
                deadlines.close();
                workers.shutdown();
            }
        }
    }
}
