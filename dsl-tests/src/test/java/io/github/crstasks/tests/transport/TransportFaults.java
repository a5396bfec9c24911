package io.github.crstasks.tests.transport;

import static io.github.crstasks.testkit.Deviation.DROPS_BODY_OF_CHALLENGE;
import static io.github.crstasks.testkit.Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE;
import static io.github.crstasks.testkit.Deviation.KEEPS_CONNECTION_OF_INTERIM_RESPONSES;
import static io.github.crstasks.testkit.Deviation.KEEPS_CONNECTION_OF_STALLED_BODY;
import static io.github.crstasks.testkit.Deviation.KEEPS_CONNECTION_OF_TRICKLING_CHUNK;
import static io.github.crstasks.testkit.Deviation.KEEPS_RESOURCES_AFTER_CLOSE;
import static io.github.crstasks.testkit.Deviation.RESENDS_UNANSWERED_GET;
import static io.github.crstasks.testkit.Deviation.SKIPS_NON_HTTP_BYTES;
import static io.github.crstasks.transport.TransportFailure.Kind.CONNECTION_LOST;
import static io.github.crstasks.transport.TransportFailure.Kind.INVALID_RESPONSE;
import static io.github.crstasks.transport.TransportFailure.Kind.NOT_CONNECTED;
import static io.github.crstasks.transport.TransportFailure.Kind.TIMED_OUT;
import static io.github.crstasks.transport.TransportFailure.Kind.TOO_LARGE;
import static io.github.crstasks.transport.TransportFailure.Kind.UNKNOWN_HOST;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.testkit.TestCertificate;
import io.github.crstasks.tests.support.DelegatingTransport;
import io.github.crstasks.tests.transport.BrokenTransports.ClearsInterruptFlag;
import io.github.crstasks.tests.transport.BrokenTransports.DecodesWithoutLimit;
import io.github.crstasks.tests.transport.BrokenTransports.FollowsRedirects;
import io.github.crstasks.tests.transport.BrokenTransports.IgnoresCancellation;
import io.github.crstasks.tests.transport.BrokenTransports.IgnoresClose;
import io.github.crstasks.tests.transport.BrokenTransports.IgnoresEncoding;
import io.github.crstasks.tests.transport.BrokenTransports.LeaksConnections;
import io.github.crstasks.tests.transport.BrokenTransports.RewritesRequests;
import io.github.crstasks.tests.transport.BrokenTransports.SendsAlthoughInterrupted;
import io.github.crstasks.tests.transport.BrokenTransports.SwapsAsyncCalls;
import io.github.crstasks.tests.transport.BrokenTransports.SwapsBlockingCalls;
import io.github.crstasks.tests.transport.BrokenTransports.TimesHeadersOnly;
import io.github.crstasks.tests.transport.TransportFault.ResultChange;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;

/** The faults that the contract must find. */
final class TransportFaults {
    private static final int LIMIT = 64 << 10;

    static final List<TransportFault> ALL = List.of(
            // Requests
            TransportFault.sending(query(query -> query.replace("~!*'()", "~!%2A'()")), "queryArrivesByteForByte"),
            TransportFault.sending(path(path -> path.replace("//", "/")), "pathArrivesByteForByte"),
            TransportFault.sending(
                    form(form -> form.length() > 8192 ? form.substring(0, 8192) : form), "formArrivesByteForByte"),
            TransportFault.sending(headers(headers -> without(headers, "x-tc-timestamp")), "headersArriveAsGiven"),
            TransportFault.sending(
                    headers(headers -> headers.with("HTTP2-Settings", "AAMAAABkAAQ")),
                    "requestAcceptsGzipAndOffersNoUpgrade"),
            // Responses
            TransportFault.returning(failing(status(503), CONNECTION_LOST), "everyStatusIsAResponse"),
            TransportFault.returning(onResponse(status(401), body("")), "authenticationChallengeIsAResponse"),
            TransportFault.returning(failing(status(204), INVALID_RESPONSE), "responseWithoutBodyIsAccepted"),
            TransportFault.returning(
                    failing(header("Connection", "close").and(text("")), CONNECTION_LOST),
                    "responseThatEndsWithItsHeadersIsAccepted"),
            TransportFault.in(FollowsRedirects::new, "redirectsAreReturnedNotFollowed"),
            TransportFault.returning(
                    onResponse(
                            response -> response.headers().first("X-Message").isDefined(),
                            response -> new TransportResponse(
                                    200, without(response.headers(), "X-Request-Id"), new byte[0])),
                    "responseHeadersAreCaseInsensitive"),
            TransportFault.returning(
                    onResponse(
                            header("Transfer-Encoding", "chunked")
                                    .and(response -> response.headers()
                                                    .first("Content-Encoding")
                                                    .isEmpty()
                                            && response.body().remaining() > 10_000),
                            body("cut")),
                    "bodyIsCompleteInEveryFraming"),
            TransportFault.returning(onResponse(header("Content-Encoding", "X-GZIP"), body("")), "gzipBodyIsDecoded"),
            TransportFault.returning(failing(header("Age", "old"), INVALID_RESPONSE), "oddHeadersAreNoFault"),
            TransportFault.returning(
                    onResponse(
                            text("interim skipped"),
                            response -> new TransportResponse(103, response.headers(), new byte[0])),
                    "interimResponsesAreSkipped"),
            // Body limit
            TransportFault.returning(
                    failing(response -> response.body().remaining() == LIMIT, TOO_LARGE),
                    "bodyAsLargeAsTheLimitIsReturned"),
            TransportFault.sending(
                    request -> request.withLimits(request.timeout(), request.maxResponseBytes() + 1),
                    "bodyLargerThanTheLimitFails"),
            TransportFault.in(DecodesWithoutLimit::new, "limitAppliesToDecodedBytes"),
            TransportFault.in(
                    correct -> new LeaksConnections(correct, request -> request.maxResponseBytes() == LIMIT),
                    "endlessBodyIsAbortedAtTheLimit"),
            // Broken servers; the texts are from exceptions of java.net.http
            TransportFault.returning(onText("bytes received: 5", ok("short")), "truncatedBodyIsALostConnection"),
            TransportFault.returning(onText("bytes received: 0", ok("")), "missingBodyIsALostConnection"),
            TransportFault.returning(
                    onText("chunked transfer encoding", ok("whole")), "chunkedBodyWithoutLastChunkIsALostConnection"),
            TransportFault.returning(onText("bytes received: 3", ok("cut")), "resetWithinTheBodyIsALostConnection"),
            TransportFault.returning(
                    onText("parsing HTTP/1.1 header", ok("")), "closeWithinTheHeadersIsALostConnection"),
            TransportFault.returning(
                    onText("received no bytes", request -> failed(request, INVALID_RESPONSE)),
                    "closeWithoutResponseIsALostConnection"),
            TransportFault.in(
                    resending(r -> r.method() == HttpMethod.GET && !query(r).equals("second")),
                    "unansweredGetIsSentOnce"),
            TransportFault.in(resending(r -> query(r).equals("second")), "unansweredGetOnReusedConnectionIsSentOnce"),
            TransportFault.in(resending(r -> r.method() == HttpMethod.POST), "unansweredPostIsSentOnce"),
            TransportFault.returning(
                    (request, result) -> is(result, INVALID_RESPONSE)
                                    && result.getLeft().cause().isDefined()
                            ? failed(request, CONNECTION_LOST)
                            : result,
                    "nonHttpBytesAreAnInvalidResponse"),
            TransportFault.in(correct -> new IgnoresEncoding(correct, "gzip"), "brokenGzipIsAnInvalidResponse"),
            TransportFault.in(correct -> new IgnoresEncoding(correct, "br"), "unrequestedEncodingIsAnInvalidResponse"),
            TransportFault.returning(onKind(NOT_CONNECTED, CONNECTION_LOST), "refusedConnectionIsNotConnected"),
            TransportFault.returning(onKind(UNKNOWN_HOST, NOT_CONNECTED), "hostWithoutAddressIsUnknown"),
            // Deadlines
            TransportFault.returning(
                            onKind(TIMED_OUT, CONNECTION_LOST),
                            "silentServerTimesOut",
                            "endlessHeadersTimeOut",
                            "tricklingBodyTimesOut",
                            "tricklingChunkedBodyTimesOut",
                            "tricklingChunkSizeTimesOut",
                            "tricklingChunkExtensionTimesOut",
                            "stalledBodyTimesOut")
                    // The JDK waits for a trailer only if the last chunk arrived without it.
                    .mayFail("tricklingTrailerEndsWithTheTimeout"),
            TransportFault.in(
                    TimesHeadersOnly::new,
                    "tricklingBodyTimesOut",
                    "tricklingChunkedBodyTimesOut",
                    "tricklingChunkSizeTimesOut",
                    "tricklingChunkExtensionTimesOut",
                    "stalledBodyTimesOut"),
            TransportFault.returning(onText("interim", ok("")), "endlessInterimResponsesAreNoResponse"),
            TransportFault.returning(
                    onResponse(header("Transfer-Encoding", "chunked").and(text("ok")), body("cut")),
                    "tricklingTrailerEndsWithTheTimeout",
                    "chunkExtensionsAndTrailersAreSkipped"),
            // A correct transport that declares to keep connections fails where it is seen to close them.
            TransportFault.declaring(
                    Set.of(KEEPS_CONNECTION_OF_TRICKLING_CHUNK),
                    "tricklingChunkSizeTimesOut",
                    "tricklingChunkExtensionTimesOut",
                    "tricklingTrailerEndsWithTheTimeout"),
            // Certificates
            new TransportFault(
                    Set.of("unknownAuthorityIsRejected"),
                    trusted -> JdkTransportContractTest.openJdkTransport(
                            trusted.orElse(Option.some(TestCertificate.clientContext()))),
                    // Before JDK 21 the shared client cannot be closed.
                    Runtime.version().feature() < 21
                            ? Set.of(KEEPS_RESOURCES_AFTER_CLOSE, KEEPS_CONNECTION_OF_INTERIM_RESPONSES)
                            : Set.of(KEEPS_CONNECTION_OF_INTERIM_RESPONSES)),
            TransportFault.opening(trusted -> Option.none(), "trustedAuthorityIsAccepted"),
            TransportFault.opening(
                    trusted -> trusted.map(tls -> FaultyTrustManager.accepting(TestCertificate.EXPIRED)),
                    "expiredCertificateIsRejected"),
            TransportFault.opening(
                    trusted -> trusted.map(tls -> FaultyTrustManager.accepting(TestCertificate.OTHER_HOST)),
                    "certificateOfAnotherHostIsRejected"),
            // Callers
            TransportFault.in(SwapsBlockingCalls::new, SwapsBlockingCalls.CASES),
            TransportFault.in(SwapsAsyncCalls::new, "concurrentFuturesGetTheirOwnResponses"),
            TransportFault.in(
                    correct -> new LeaksConnections(
                            correct,
                            request -> request.method() == HttpMethod.GET
                                    && query(request).equals("i=0")),
                    "sequentialCallsShareOneConnection"),
            TransportFault.in(ClearsInterruptFlag::new, "interruptingTheThreadEndsTheCall"),
            TransportFault.in(SendsAlthoughInterrupted::new, "interruptedThreadSendsNothing"),
            TransportFault.in(
                    IgnoresCancellation::new,
                    "cancellingTheFutureClosesTheConnection",
                    "cancellingWithinTheBodyClosesTheConnection"),
            // Closing
            TransportFault.in(
                    correct -> new IgnoresClose(correct, 0),
                    "closingEndsRunningExchanges",
                    "closingEndsThreadsThatReadAChunkedBody"),
            TransportFault.in(correct -> new IgnoresClose(correct, 1), "closedTransportSendsNothing"),
            TransportFault.in(correct -> new IgnoresClose(correct, 2), "closingTwiceIsHarmless"),
            // Secrets
            TransportFault.returning(
                    (request, result) -> result.mapLeft(failure ->
                            new TransportFailure(failure.kind(), failure.message() + request.uri(), failure.cause())),
                    "noFailureQuotesTheRequest"),
            TransportFault.sending(
                    request -> {
                        Logger.getLogger("transport").finest(request.uri().toString());
                        return request;
                    },
                    "noLogQuotesTheRequest"),
            // Declared deviations are asserted, so that a wrong declaration fails. Those of one run have no case in
            // common.
            TransportFault.declaring(
                    Set.of(
                            RESENDS_UNANSWERED_GET,
                            KEEPS_CONNECTION_OF_STALLED_BODY,
                            DROPS_BODY_OF_CHALLENGE,
                            SKIPS_NON_HTTP_BYTES,
                            KEEPS_RESOURCES_AFTER_CLOSE,
                            Deviation.rewritesQuery("%00", ""),
                            Deviation.rewritesPath("/v2/", "/v3/"),
                            Deviation.failsCase("formArrivesByteForByte", "it does not"),
                            Deviation.failsCase("noSuchCase", "a typing error")),
                    "unansweredGetIsSentOnce",
                    "unansweredGetOnReusedConnectionIsSentOnce",
                    "cancellingWithinTheBodyClosesTheConnection",
                    "authenticationChallengeIsAResponse",
                    "nonHttpBytesAreAnInvalidResponse",
                    "closingReleasesThreadsAndConnections",
                    "queryArrivesByteForByte",
                    "pathArrivesByteForByte",
                    "formArrivesByteForByte",
                    "declaredFailuresNameCasesOfTheContract"),
            TransportFault.declaring(
                    Set.of(KEEPS_CONNECTION_OF_ABORTED_EXCHANGE),
                    "interruptingTheThreadEndsTheCall",
                    "cancellingTheFutureClosesTheConnection",
                    "cancellingWithinTheBodyClosesTheConnection",
                    "endlessHeadersTimeOut",
                    "tricklingBodyTimesOut",
                    "tricklingChunkedBodyTimesOut",
                    "tricklingChunkSizeTimesOut",
                    "tricklingChunkExtensionTimesOut",
                    "tricklingTrailerEndsWithTheTimeout"),
            // Rewritings of bytes that this library never sends, as OkHttp has them, and a case that fails.
            TransportFault.in(correct -> new FollowsRedirects(new RewritesRequests(correct)))
                    .declared(
                            Deviation.rewritesQuery("'", "%27"),
                            Deviation.rewritesPath("/%2e%2E/x", "/x"),
                            Deviation.failsCase("redirectsAreReturnedNotFollowed", "it follows redirects")),
            TransportFault.in(RewritesRequests::new, "queryArrivesByteForByte", "pathArrivesByteForByte")
                    .declared(
                            Deviation.rewritesQuery("'", "%2527"),
                            Deviation.rewritesPath("/%2e%2E/x", "/x"),
                            Deviation.rewritesPath("/unused", "/")));

    private TransportFaults() {}

    private static UnaryOperator<TransportRequest> query(UnaryOperator<String> change) {
        return request -> request.method() == HttpMethod.GET
                ? copy(request, request.endpoint(), change.apply(query(request)), request.headers())
                : request;
    }

    private static String query(TransportRequest request) {
        return Option.of(request.uri().getRawQuery()).getOrElse("");
    }

    private static UnaryOperator<TransportRequest> path(UnaryOperator<String> change) {
        return request -> copy(
                request,
                request.endpoint().resolve(change.apply(request.endpoint().getRawPath())),
                query(request),
                request.headers());
    }

    private static UnaryOperator<TransportRequest> form(UnaryOperator<String> change) {
        return request -> request.method() == HttpMethod.GET
                ? request
                : TransportRequest.post(
                                request.endpoint(), change.apply(form(request)).getBytes(ISO_8859_1), request.headers())
                        .withLimits(request.timeout(), request.maxResponseBytes());
    }

    private static String form(TransportRequest request) {
        return ISO_8859_1.decode(request.body()).toString();
    }

    private static UnaryOperator<TransportRequest> headers(UnaryOperator<TransportHeaders> change) {
        return request -> copy(request, request.endpoint(), query(request), change.apply(request.headers()));
    }

    private static TransportHeaders without(TransportHeaders headers, String name) {
        Map<String, List<String>> rest = new HashMap<>(headers.asMap());
        rest.keySet().removeIf(name::equalsIgnoreCase);
        return TransportHeaders.of(rest);
    }

    private static TransportRequest copy(
            TransportRequest request, URI endpoint, String query, TransportHeaders headers) {
        TransportRequest copy = request.method() == HttpMethod.GET
                ? TransportRequest.get(endpoint, query, headers)
                : TransportRequest.post(endpoint, form(request).getBytes(ISO_8859_1), headers);
        return copy.withLimits(request.timeout(), request.maxResponseBytes());
    }

    private static ResultChange onResponse(Predicate<TransportResponse> when, UnaryOperator<TransportResponse> change) {
        return (request, result) -> result.map(response -> when.test(response) ? change.apply(response) : response);
    }

    private static ResultChange failing(Predicate<TransportResponse> when, Kind kind) {
        return (request, result) -> result.exists(when) ? failed(request, kind) : result;
    }

    private static Predicate<TransportResponse> status(int status) {
        return response -> response.status() == status;
    }

    private static Predicate<TransportResponse> header(String name, String value) {
        return response -> response.headers().first(name).contains(value);
    }

    private static Predicate<TransportResponse> text(String text) {
        return response -> ISO_8859_1.decode(response.body()).toString().equals(text);
    }

    private static UnaryOperator<TransportResponse> body(String body) {
        return response -> new TransportResponse(response.status(), response.headers(), body.getBytes(ISO_8859_1));
    }

    private static ResultChange onText(
            String text, Function<TransportRequest, Either<TransportFailure, TransportResponse>> change) {
        return (request, result) -> result.isLeft()
                        && result.getLeft()
                                .cause()
                                .exists(cause ->
                                        String.valueOf(cause.getMessage()).contains(text))
                ? change.apply(request)
                : result;
    }

    private static Function<TransportRequest, Either<TransportFailure, TransportResponse>> ok(String body) {
        return request -> Either.right(new TransportResponse(200, TransportHeaders.none(), body.getBytes(ISO_8859_1)));
    }

    private static ResultChange onKind(Kind kind, Kind other) {
        return (request, result) -> is(result, kind) ? failed(request, other) : result;
    }

    private static boolean is(Either<TransportFailure, TransportResponse> result, Kind kind) {
        return result.isLeft() && result.getLeft().kind() == kind;
    }

    private static Either<TransportFailure, TransportResponse> failed(TransportRequest request, Kind kind) {
        return Either.left(TransportFailure.of(request, kind));
    }

    private static Function<Transport, Transport> resending(Predicate<TransportRequest> when) {
        return correct -> new DelegatingTransport(correct) {
            @Override
            protected Either<TransportFailure, TransportResponse> afterSending(
                    TransportRequest request, Either<TransportFailure, TransportResponse> result) {
                return is(result, CONNECTION_LOST) && when.test(request) ? correct.send(request) : result;
            }
        };
    }
}
