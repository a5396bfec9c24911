package io.github.crstasks.testkit;

import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.http.TransportFailure.Kind;
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

/** Faults that take more than a line. */
final class BrokenTransports {
    private BrokenTransports() {}

    private static Either<TransportFailure, HttpResponse> failed(HttpRequest request, Kind kind) {
        return Either.left(TransportFailure.of(request, kind));
    }

    private static boolean is(Either<TransportFailure, HttpResponse> result, Kind kind) {
        return result.isLeft() && result.getLeft().kind() == kind;
    }

    private static HttpRequest mixedUp(HttpRequest request) {
        return "i=7".equals(request.uri().getRawQuery())
                ? HttpRequest.get(request.endpoint(), "i=8", request.headers())
                : request;
    }

    static final class FollowsRedirects extends Tampered {
        FollowsRedirects(Transport correct) {
            super(correct);
        }

        @Override
        Either<TransportFailure, HttpResponse> after(
                HttpRequest request, Either<TransportFailure, HttpResponse> result) {
            return result.toOption()
                    .filter(reply -> reply.status() / 100 == 3)
                    .flatMap(reply -> reply.headers().first("Location"))
                    .map(location -> correct.send(HttpRequest.get(URI.create(location), "", HttpHeaders.none())))
                    .getOrElse(result);
        }
    }

    static final class DecodesWithoutLimit extends Tampered {
        DecodesWithoutLimit(Transport correct) {
            super(correct);
        }

        @Override
        Either<TransportFailure, HttpResponse> after(
                HttpRequest request, Either<TransportFailure, HttpResponse> result) {
            return is(result, Kind.TOO_LARGE)
                    ? correct.send(request.within(request.timeout(), request.bodyLimit() * 100))
                            .filter(reply ->
                                    reply.headers().first("Content-Encoding").isDefined())
                            .getOrElse(result)
                    : result;
        }
    }

    /** Opens a connection too many, and keeps it. */
    static final class Leaks extends Tampered {
        private final Predicate<HttpRequest> when;
        private final Queue<Socket> leaked = new ConcurrentLinkedQueue<>();

        Leaks(Transport correct, Predicate<HttpRequest> when) {
            super(correct);
            this.when = when;
        }

        @Override
        HttpRequest before(HttpRequest request) {
            if (when.test(request)) {
                URI endpoint = request.endpoint();
                try {
                    leaked.add(new Socket(endpoint.getHost(), endpoint.getPort()));
                } catch (IOException refused) {
                    throw new UncheckedIOException(refused);
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

    /** Takes a body with a certain encoding as it comes. */
    static final class ReturnsRaw extends Tampered {
        private final String encoding;

        ReturnsRaw(Transport correct, String encoding) {
            super(correct);
            this.encoding = encoding;
        }

        @Override
        Either<TransportFailure, HttpResponse> after(
                HttpRequest request, Either<TransportFailure, HttpResponse> result) {
            return is(result, Kind.UNREADABLE)
                    ? HttpClient.newHttpClient()
                            .sendAsync(
                                    java.net.http.HttpRequest.newBuilder(request.uri())
                                            .build(),
                                    BodyHandlers.ofByteArray())
                            .<Either<TransportFailure, HttpResponse>>thenApply(
                                    raw -> raw.headers().firstValue("Content-Encoding").stream()
                                                    .anyMatch(encoding::equals)
                                            ? Either.right(
                                                    new HttpResponse(raw.statusCode(), HttpHeaders.none(), raw.body()))
                                            : result)
                            .exceptionally(thrown -> result)
                            .join()
                    : result;
        }
    }

    /** What {@code java.net.http} itself means by a time-out. */
    static final class DeadlineOfHeadersAlone extends Tampered {

        DeadlineOfHeadersAlone(Transport correct) {
            super(correct);
        }

        private static boolean isBrief(HttpRequest request) {
            return request.timeout().compareTo(Duration.ofSeconds(1)) < 0;
        }

        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            return isBrief(request) ? sendAsync(request).join() : super.send(request);
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            if (!isBrief(request)) {
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

    static final class MixesUpThreads extends Tampered {
        static final String[] CASES = Runtime.version().feature() < 21
                ? new String[] {"eachOfManyThreadsGetsItsOwnReply"}
                : new String[] {"eachOfManyThreadsGetsItsOwnReply", "eachOfManyVirtualThreadsGetsItsOwnReply"};

        MixesUpThreads(Transport correct) {
            super(correct);
        }

        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            return super.send(mixedUp(request));
        }
    }

    static final class MixesUpFutures extends Tampered {
        MixesUpFutures(Transport correct) {
            super(correct);
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            return super.sendAsync(mixedUp(request));
        }
    }

    static final class ClearsTheFlag extends Tampered {
        ClearsTheFlag(Transport correct) {
            super(correct);
        }

        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            boolean before = Thread.currentThread().isInterrupted();
            Either<TransportFailure, HttpResponse> result = super.send(request);
            if (!before) {
                Thread.interrupted();
            }
            return result;
        }
    }

    static final class SendsThoughInterrupted extends Tampered {
        SendsThoughInterrupted(Transport correct) {
            super(correct);
        }

        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            if (Thread.currentThread().isInterrupted()) {
                correct.sendAsync(request).join();
            }
            return super.send(request);
        }
    }

    static final class IgnoresCancelling extends Tampered {
        IgnoresCancelling(Transport correct) {
            super(correct);
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            return correct.sendAsync(request).copy();
        }
    }

    /** Does not know that it is closed in one of three respects, told by how often it was closed. */
    static final class ForgetsItsClosing extends Tampered {
        private final int forgotten;
        private final AtomicInteger closings = new AtomicInteger();
        private final Set<HttpRequest> begunOpen = ConcurrentHashMap.newKeySet();

        ForgetsItsClosing(Transport correct, int forgotten) {
            super(correct);
            this.forgotten = forgotten;
        }

        @Override
        HttpRequest before(HttpRequest request) {
            if (closings.get() == 0) {
                begunOpen.add(request);
            }
            return request;
        }

        @Override
        Either<TransportFailure, HttpResponse> after(
                HttpRequest request, Either<TransportFailure, HttpResponse> result) {
            int closed = begunOpen.contains(request) ? 0 : closings.get();
            if (!is(result, Kind.CLOSED) || closed != forgotten) {
                return result;
            }
            try (Transport another = new JdkTransport()) {
                return closed == 1 ? another.send(request) : failed(request, Kind.DISCONNECTED);
            }
        }

        @Override
        public void close() {
            closings.incrementAndGet();
            super.close();
        }
    }
}
