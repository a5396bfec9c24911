package io.github.crstasks.tests.transport;

import io.github.crstasks.tests.support.DelegatingTransport;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Faulty transports that take more than one expression. */
final class BrokenTransports {
    private BrokenTransports() {}

    private static Either<TransportFailure, TransportResponse> failed(TransportRequest request, Kind kind) {
        return Either.left(TransportFailure.of(request, kind));
    }

    private static boolean is(Either<TransportFailure, TransportResponse> result, Kind kind) {
        return result.isLeft() && result.getLeft().kind() == kind;
    }

    private static TransportRequest swapped(TransportRequest request) {
        return "i=7".equals(request.uri().getRawQuery())
                ? TransportRequest.get(request.endpoint(), "i=8", request.headers())
                : request;
    }

    /** Rewrites a character of queries and one path, as OkHttp does. */
    static final class RewritesRequests extends DelegatingTransport {
        RewritesRequests(Transport correct) {
            super(correct);
        }

        @Override
        protected TransportRequest beforeSending(TransportRequest request) {
            if (request.method() != HttpMethod.GET) {
                return request;
            }
            URI endpoint = request.endpoint();
            String query = request.uri().getRawQuery();
            return TransportRequest.get(
                            endpoint.getRawPath().equals("/%2e%2E/x") ? endpoint.resolve("/x") : endpoint,
                            query == null ? "" : query.replace("'", "%27"),
                            request.headers())
                    .withLimits(request.timeout(), request.maxResponseBytes());
        }
    }

    static final class FollowsRedirects extends DelegatingTransport {
        FollowsRedirects(Transport correct) {
            super(correct);
        }

        @Override
        protected Either<TransportFailure, TransportResponse> afterSending(
                TransportRequest request, Either<TransportFailure, TransportResponse> result) {
            return result.toOption()
                    .filter(reply -> reply.status() / 100 == 3)
                    .flatMap(reply -> reply.headers().first("Location"))
                    .map(location ->
                            delegate().send(TransportRequest.get(URI.create(location), "", TransportHeaders.none())))
                    .getOrElse(result);
        }
    }

    static final class DecodesWithoutLimit extends DelegatingTransport {
        DecodesWithoutLimit(Transport correct) {
            super(correct);
        }

        @Override
        protected Either<TransportFailure, TransportResponse> afterSending(
                TransportRequest request, Either<TransportFailure, TransportResponse> result) {
            return is(result, Kind.TOO_LARGE)
                    ? delegate()
                            .send(request.withLimits(request.timeout(), request.maxResponseBytes() * 100))
                            .filter(reply ->
                                    reply.headers().first("Content-Encoding").isDefined())
                            .getOrElse(result)
                    : result;
        }
    }

    /** Opens one connection too many for certain requests, and closes it with the transport. */
    static final class LeaksConnections extends DelegatingTransport {
        private final Predicate<TransportRequest> when;
        private final Queue<Socket> leaked = new ConcurrentLinkedQueue<>();

        LeaksConnections(Transport correct, Predicate<TransportRequest> when) {
            super(correct);
            this.when = when;
        }

        @Override
        protected TransportRequest beforeSending(TransportRequest request) {
            if (when.test(request)) {
                URI endpoint = request.endpoint();
                try {
                    leaked.add(new Socket(endpoint.getHost(), endpoint.getPort()));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            return request;
        }

        @Override
        public void close() {
            super.close();
            leaked.forEach(socket -> {
                try {
                    socket.close();
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            });
        }
    }

    /** Returns a body without decoding it, if it has a certain encoding. */
    static final class IgnoresEncoding extends DelegatingTransport {
        private final String encoding;

        IgnoresEncoding(Transport correct, String encoding) {
            super(correct);
            this.encoding = encoding;
        }

        @Override
        protected Either<TransportFailure, TransportResponse> afterSending(
                TransportRequest request, Either<TransportFailure, TransportResponse> result) {
            return is(result, Kind.INVALID_RESPONSE)
                    ? HttpClient.newHttpClient()
                            .sendAsync(
                                    java.net.http.HttpRequest.newBuilder(request.uri())
                                            .build(),
                                    BodyHandlers.ofByteArray())
                            .<Either<TransportFailure, TransportResponse>>thenApply(
                                    raw -> raw.headers().firstValue("Content-Encoding").stream()
                                                    .anyMatch(encoding::equals)
                                            ? Either.right(new TransportResponse(
                                                    raw.statusCode(), TransportHeaders.none(), raw.body()))
                                            : result)
                            .exceptionally(thrown -> result)
                            .join()
                    : result;
        }
    }

    /** Applies the timeout to the headers alone, as {@code java.net.http} does. */
    static final class TimesHeadersOnly extends DelegatingTransport {

        TimesHeadersOnly(Transport correct) {
            super(correct);
        }

        private static boolean isShort(TransportRequest request) {
            return request.timeout().compareTo(Duration.ofSeconds(1)) < 0;
        }

        @Override
        public Either<TransportFailure, TransportResponse> send(TransportRequest request) {
            return isShort(request) ? sendAsync(request).join() : super.send(request);
        }

        @Override
        public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
            if (!isShort(request)) {
                return super.sendAsync(request);
            }
            return HttpClient.newHttpClient()
                    .sendAsync(
                            java.net.http.HttpRequest.newBuilder(request.uri())
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .timeout(request.timeout())
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .handle((reply, thrown) -> failed(request, Kind.TIMED_OUT));
        }
    }

    static final class SwapsBlockingCalls extends DelegatingTransport {
        static final String[] CASES = Runtime.version().feature() < 21
                ? new String[] {"concurrentThreadsGetTheirOwnResponses"}
                : new String[] {"concurrentThreadsGetTheirOwnResponses", "concurrentVirtualThreadsGetTheirOwnResponses"
                };

        SwapsBlockingCalls(Transport correct) {
            super(correct);
        }

        @Override
        public Either<TransportFailure, TransportResponse> send(TransportRequest request) {
            return super.send(swapped(request));
        }
    }

    static final class SwapsAsyncCalls extends DelegatingTransport {
        SwapsAsyncCalls(Transport correct) {
            super(correct);
        }

        @Override
        public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
            return super.sendAsync(swapped(request));
        }
    }

    static final class ClearsInterruptFlag extends DelegatingTransport {
        ClearsInterruptFlag(Transport correct) {
            super(correct);
        }

        @Override
        public Either<TransportFailure, TransportResponse> send(TransportRequest request) {
            boolean before = Thread.currentThread().isInterrupted();
            Either<TransportFailure, TransportResponse> result = super.send(request);
            if (!before) {
                Thread.interrupted();
            }
            return result;
        }
    }

    static final class SendsAlthoughInterrupted extends DelegatingTransport {
        SendsAlthoughInterrupted(Transport correct) {
            super(correct);
        }

        @Override
        public Either<TransportFailure, TransportResponse> send(TransportRequest request) {
            if (Thread.currentThread().isInterrupted()) {
                delegate().sendAsync(request).join();
            }
            return super.send(request);
        }
    }

    static final class IgnoresCancellation extends DelegatingTransport {
        IgnoresCancellation(Transport correct) {
            super(correct);
        }

        @Override
        public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
            return delegate().sendAsync(request).copy();
        }
    }

    /**
     * Reports another result than {@code CLOSED} in one of three situations: 0 for exchanges that were running when the
     * transport was closed, 1 for calls after one {@code close()}, 2 for calls after two.
     */
    static final class IgnoresClose extends DelegatingTransport {
        private final int situation;
        private final AtomicInteger closings = new AtomicInteger();
        private final Set<TransportRequest> startedOpen = ConcurrentHashMap.newKeySet();

        IgnoresClose(Transport correct, int situation) {
            super(correct);
            this.situation = situation;
        }

        @Override
        protected TransportRequest beforeSending(TransportRequest request) {
            if (closings.get() == 0) {
                startedOpen.add(request);
            }
            return request;
        }

        @Override
        protected Either<TransportFailure, TransportResponse> afterSending(
                TransportRequest request, Either<TransportFailure, TransportResponse> result) {
            int actual = startedOpen.contains(request) ? 0 : closings.get();
            if (!is(result, Kind.CLOSED) || actual != situation) {
                return result;
            }
            try (Transport another = new JdkTransport()) {
                return actual == 1 ? another.send(request) : failed(request, Kind.CONNECTION_LOST);
            }
        }

        @Override
        public void close() {
            closings.incrementAndGet();
            super.close();
        }
    }
}
