package io.github.crstasks.testkit;

import static io.github.crstasks.http.TransportFailure.Kind.DISCONNECTED;
import static io.github.crstasks.http.TransportFailure.Kind.NOT_CONNECTED;
import static io.github.crstasks.http.TransportFailure.Kind.TIMED_OUT;
import static io.github.crstasks.http.TransportFailure.Kind.TOO_LARGE;
import static io.github.crstasks.http.TransportFailure.Kind.UNKNOWN_HOST;
import static io.github.crstasks.http.TransportFailure.Kind.UNREADABLE;
import static io.github.crstasks.testkit.Deviation.HOLDS_A_SILENT_BODY;
import static io.github.crstasks.testkit.Deviation.HOLDS_WHAT_IS_GIVEN_UP;
import static io.github.crstasks.testkit.Deviation.LOSES_THE_BODY_OF_A_CHALLENGE;
import static io.github.crstasks.testkit.Deviation.OUTLASTS_CLOSE;
import static io.github.crstasks.testkit.Deviation.RESENDS_AN_UNANSWERED_GET;
import static io.github.crstasks.testkit.Deviation.SKIPS_WHAT_IS_NO_HTTP;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpMethod;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.http.TransportFailure.Kind;
import io.github.crstasks.testkit.BrokenTransports.ClearsTheFlag;
import io.github.crstasks.testkit.BrokenTransports.DeadlineOfHeadersAlone;
import io.github.crstasks.testkit.BrokenTransports.DecodesWithoutLimit;
import io.github.crstasks.testkit.BrokenTransports.FollowsRedirects;
import io.github.crstasks.testkit.BrokenTransports.ForgetsItsClosing;
import io.github.crstasks.testkit.BrokenTransports.IgnoresCancelling;
import io.github.crstasks.testkit.BrokenTransports.Leaks;
import io.github.crstasks.testkit.BrokenTransports.MixesUpFutures;
import io.github.crstasks.testkit.BrokenTransports.MixesUpThreads;
import io.github.crstasks.testkit.BrokenTransports.ReturnsRaw;
import io.github.crstasks.testkit.BrokenTransports.SendsThoughInterrupted;
import io.github.crstasks.testkit.Fault.Change;
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

/** The faults that the contract is tried with. */
final class Faults {
    private static final int LIMIT = 64 << 10;

    static final List<Fault> ALL = List.of(
            // Requests
            Fault.sending(query(query -> query.replace("~!*'()", "~!%2A'()")), "theQueryArrivesByteForByte"),
            Fault.sending(path(path -> path.replace("//", "/")), "thePathArrivesByteForByte"),
            Fault.sending(
                    form(form -> form.length() > 8192 ? form.substring(0, 8192) : form), "aFormArrivesByteForByte"),
            Fault.sending(headers(headers -> without(headers, "x-tc-timestamp")), "headersArriveAsGiven"),
            Fault.sending(
                    headers(headers -> headers.with("HTTP2-Settings", "AAMAAABkAAQ")), "asksForGzipAndForNoUpgrade"),
            // Replies
            Fault.returning(failing(status(503), DISCONNECTED), "everyStatusIsAReply"),
            Fault.returning(onReply(status(401), body("")), "aChallengeIsAReply"),
            Fault.returning(failing(status(204), UNREADABLE), "aReplyMayHaveNoBody"),
            Fault.in(FollowsRedirects::new, "redirectsAreReturnedAndNotFollowed"),
            Fault.returning(
                    onReply(
                            reply -> reply.headers().first("X-Message").isDefined(),
                            reply -> new HttpResponse(200, without(reply.headers(), "X-Request-Id"), new byte[0])),
                    "headersOfAReplyAreFoundInAnyCase"),
            Fault.returning(
                    onReply(
                            header("Transfer-Encoding", "chunked")
                                    .and(reply -> reply.headers()
                                                    .first("Content-Encoding")
                                                    .isEmpty()
                                            && reply.body().remaining() > 10_000),
                            body("cut")),
                    "aBodyIsWholeHoweverItIsFramed"),
            Fault.returning(onReply(header("Content-Encoding", "X-GZIP"), body("")), "gzipIsUndone"),
            // Limits
            Fault.returning(failing(reply -> reply.body().remaining() == LIMIT, TOO_LARGE), "aBodyMayReachTheLimit"),
            Fault.sending(
                    request -> request.within(request.timeout(), request.bodyLimit() + 1), "aBodyMayNotPassTheLimit"),
            Fault.in(DecodesWithoutLimit::new, "theLimitCountsDecodedBytes"),
            Fault.in(correct -> new Leaks(correct, request -> request.bodyLimit() == LIMIT), "anEndlessBodyIsCutOff"),
            // Broken servers; the texts are those of java.net.http
            Fault.returning(onText("bytes received: 5", ok("short")), "aBodyShorterThanDeclaredIsNoReply"),
            Fault.returning(onText("bytes received: 0", ok("")), "aDeclaredBodyThatNeverBeginsIsNoReply"),
            Fault.returning(
                    onText("chunked transfer encoding", ok("whole")), "aChunkedBodyWithoutItsLastChunkIsNoReply"),
            Fault.returning(onText("bytes received: 3", ok("cut")), "aConnectionThatIsResetWithinTheBodyIsNoReply"),
            Fault.returning(onText("parsing HTTP/1.1 header", ok("")), "aConnectionThatEndsWithinTheHeadersIsNoReply"),
            Fault.returning(
                    onText("received no bytes", request -> failed(request, UNREADABLE)),
                    "aConnectionThatEndsUnansweredIsNoReply"),
            Fault.in(
                    resending(r -> r.method() == HttpMethod.GET && !query(r).equals("second")),
                    "anUnansweredGetArrivesOnce"),
            Fault.in(resending(r -> query(r).equals("second")), "anUnansweredGetOnAUsedConnectionArrivesOnce"),
            Fault.in(resending(r -> r.method() == HttpMethod.POST), "anUnansweredPostArrivesOnce"),
            Fault.returning(
                    (request, result) ->
                            is(result, UNREADABLE) && result.getLeft().cause().isDefined()
                                    ? failed(request, DISCONNECTED)
                                    : result,
                    "whatIsNoHttpIsUnreadable"),
            Fault.in(correct -> new ReturnsRaw(correct, "gzip"), "brokenGzipIsUnreadable"),
            Fault.in(correct -> new ReturnsRaw(correct, "br"), "anEncodingThatWasNotAskedForIsUnreadable"),
            Fault.returning(onKind(NOT_CONNECTED, DISCONNECTED), "aRefusedConnectionIsNone"),
            Fault.returning(onKind(UNKNOWN_HOST, NOT_CONNECTED), "aHostWithoutAddressIsUnknown"),
            // Deadlines
            Fault.returning(
                    onKind(TIMED_OUT, DISCONNECTED),
                    "aServerThatNeverAnswersIsGivenUp",
                    "headersThatNeverEndAreGivenUp",
                    "aBodyThatTricklesIsGivenUp",
                    "aChunkedBodyThatTricklesIsGivenUp",
                    "aBodyThatFallsSilentIsGivenUp"),
            Fault.in(
                    DeadlineOfHeadersAlone::new,
                    "aBodyThatTricklesIsGivenUp",
                    "aChunkedBodyThatTricklesIsGivenUp",
                    "aBodyThatFallsSilentIsGivenUp"),
            // Certificates
            new Fault(
                    Set.of("anUnknownAuthorityIsRefused"),
                    trusted -> JdkTransportContractTest.correct(trusted.orElse(Option.some(Trust.authority()))),
                    // Before JDK 21 the client that it then shares cannot be closed.
                    Runtime.version().feature() < 21 ? Set.of(OUTLASTS_CLOSE) : Set.of()),
            Fault.opening(trusted -> Option.none(), "aGivenAuthorityIsAccepted"),
            Fault.opening(trusted -> trusted.map(tls -> Trust.ofAnyTime()), "anExpiredCertificateIsRefused"),
            Fault.opening(trusted -> trusted.map(tls -> Trust.ofAnyHost()), "aCertificateOfAnotherHostIsRefused"),
            // Callers
            Fault.in(MixesUpThreads::new, MixesUpThreads.CASES),
            Fault.in(MixesUpFutures::new, "eachOfManyFuturesGetsItsOwnReply"),
            Fault.in(
                    correct -> new Leaks(
                            correct,
                            request -> request.method() == HttpMethod.GET
                                    && query(request).equals("i=0")),
                    "sequentialCallsShareAConnection"),
            Fault.in(ClearsTheFlag::new, "interruptionEndsABlockingCall"),
            Fault.in(SendsThoughInterrupted::new, "anInterruptedThreadSendsNothing"),
            Fault.in(
                    IgnoresCancelling::new,
                    "cancellingFreesTheConnection",
                    "cancellingWithinTheBodyFreesTheConnection"),
            // Closing
            Fault.in(correct -> new ForgetsItsClosing(correct, 0), "closingEndsWhatIsUnderWay"),
            Fault.in(correct -> new ForgetsItsClosing(correct, 1), "aClosedTransportSendsNothing"),
            Fault.in(correct -> new ForgetsItsClosing(correct, 2), "closingTwiceDoesNoHarm"),
            // Secrets
            Fault.returning(
                    (request, result) -> result.mapLeft(failure ->
                            new TransportFailure(failure.kind(), failure.message() + request.uri(), failure.cause())),
                    "noFailureQuotesTheRequest"),
            Fault.sending(
                    request -> {
                        Logger.getLogger("transport").finest(request.uri().toString());
                        return request;
                    },
                    "noLogQuotesTheRequest"),
            // What is declared is asserted
            Fault.declaring(
                    RESENDS_AN_UNANSWERED_GET,
                    "anUnansweredGetArrivesOnce",
                    "anUnansweredGetOnAUsedConnectionArrivesOnce"),
            Fault.declaring(HOLDS_A_SILENT_BODY, "cancellingWithinTheBodyFreesTheConnection"),
            Fault.declaring(
                    HOLDS_WHAT_IS_GIVEN_UP,
                    "interruptionEndsABlockingCall",
                    "cancellingFreesTheConnection",
                    "cancellingWithinTheBodyFreesTheConnection",
                    "headersThatNeverEndAreGivenUp",
                    "aBodyThatTricklesIsGivenUp",
                    "aChunkedBodyThatTricklesIsGivenUp"),
            Fault.declaring(LOSES_THE_BODY_OF_A_CHALLENGE, "aChallengeIsAReply"),
            Fault.declaring(SKIPS_WHAT_IS_NO_HTTP, "whatIsNoHttpIsUnreadable"),
            Fault.declaring(OUTLASTS_CLOSE, "nothingIsLeftAfterClosing"));

    private Faults() {}

    private static UnaryOperator<HttpRequest> query(UnaryOperator<String> change) {
        return request -> request.method() == HttpMethod.GET
                ? copy(request, request.endpoint(), change.apply(query(request)), request.headers())
                : request;
    }

    private static String query(HttpRequest request) {
        return Option.of(request.uri().getRawQuery()).getOrElse("");
    }

    private static UnaryOperator<HttpRequest> path(UnaryOperator<String> change) {
        return request -> copy(
                request,
                request.endpoint().resolve(change.apply(request.endpoint().getRawPath())),
                query(request),
                request.headers());
    }

    private static UnaryOperator<HttpRequest> form(UnaryOperator<String> change) {
        return request -> request.method() == HttpMethod.GET
                ? request
                : HttpRequest.post(
                                request.endpoint(), change.apply(form(request)).getBytes(ISO_8859_1), request.headers())
                        .within(request.timeout(), request.bodyLimit());
    }

    private static String form(HttpRequest request) {
        return ISO_8859_1.decode(request.body()).toString();
    }

    private static UnaryOperator<HttpRequest> headers(UnaryOperator<HttpHeaders> change) {
        return request -> copy(request, request.endpoint(), query(request), change.apply(request.headers()));
    }

    private static HttpHeaders without(HttpHeaders headers, String name) {
        Map<String, List<String>> rest = new HashMap<>(headers.asMap());
        rest.keySet().removeIf(name::equalsIgnoreCase);
        return HttpHeaders.of(rest);
    }

    private static HttpRequest copy(HttpRequest request, URI endpoint, String query, HttpHeaders headers) {
        HttpRequest copy = request.method() == HttpMethod.GET
                ? HttpRequest.get(endpoint, query, headers)
                : HttpRequest.post(endpoint, form(request).getBytes(ISO_8859_1), headers);
        return copy.within(request.timeout(), request.bodyLimit());
    }

    private static Change onReply(Predicate<HttpResponse> when, UnaryOperator<HttpResponse> change) {
        return (request, result) -> result.map(reply -> when.test(reply) ? change.apply(reply) : reply);
    }

    private static Change failing(Predicate<HttpResponse> when, Kind kind) {
        return (request, result) -> result.exists(when) ? failed(request, kind) : result;
    }

    private static Predicate<HttpResponse> status(int status) {
        return reply -> reply.status() == status;
    }

    private static Predicate<HttpResponse> header(String name, String value) {
        return reply -> reply.headers().first(name).contains(value);
    }

    private static UnaryOperator<HttpResponse> body(String body) {
        return reply -> new HttpResponse(reply.status(), reply.headers(), body.getBytes(ISO_8859_1));
    }

    private static Change onText(String text, Function<HttpRequest, Either<TransportFailure, HttpResponse>> change) {
        return (request, result) -> result.isLeft()
                        && result.getLeft()
                                .cause()
                                .exists(cause ->
                                        String.valueOf(cause.getMessage()).contains(text))
                ? change.apply(request)
                : result;
    }

    private static Function<HttpRequest, Either<TransportFailure, HttpResponse>> ok(String body) {
        return request -> Either.right(new HttpResponse(200, HttpHeaders.none(), body.getBytes(ISO_8859_1)));
    }

    private static Change onKind(Kind kind, Kind other) {
        return (request, result) -> is(result, kind) ? failed(request, other) : result;
    }

    private static boolean is(Either<TransportFailure, HttpResponse> result, Kind kind) {
        return result.isLeft() && result.getLeft().kind() == kind;
    }

    private static Either<TransportFailure, HttpResponse> failed(HttpRequest request, Kind kind) {
        return Either.left(TransportFailure.of(request, kind));
    }

    private static Function<Transport, Transport> resending(Predicate<HttpRequest> when) {
        return correct -> new Tampered(correct) {
            @Override
            Either<TransportFailure, HttpResponse> after(
                    HttpRequest request, Either<TransportFailure, HttpResponse> result) {
                return is(result, DISCONNECTED) && when.test(request) ? correct.send(request) : result;
            }
        };
    }
}
