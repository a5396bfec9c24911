package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Malformed;
import io.github.crstasks.error.TaskError.Unreachable;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.internal.concurrent.Stages;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.collection.List;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;

/** What the exchanges for both roles have in common: sending, and reading the credentials of a reply. */
final class RoleExchange {
    /** The largest reply. A real one has about 1 KiB. */
    static final int MAX_RESPONSE_BYTES = 64 << 10;

    static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** What a role needs that is called without a transport. */
    static final String NEEDS_CLIENT =
            "fetched by a client: give the provider to TaskClient.builder().credentials(...)";

    private RoleExchange() {}

    /** Sends a request; a transport that throws against its contract counts as failed. */
    static CompletableFuture<Either<TransportFailure, TransportResponse>> send(
            Transport transport, TransportRequest request) {
        CompletableFuture<Either<TransportFailure, TransportResponse>> exchange = new CompletableFuture<>();
        Stages.copy(() -> transport.sendAsync(request), exchange);
        CompletableFuture<Either<TransportFailure, TransportResponse>> result = new CompletableFuture<>();
        result.whenComplete((value, cancelled) -> exchange.cancel(true));
        exchange.whenComplete((outcome, thrown) -> result.complete(
                thrown == null ? requireValue(request, outcome) : Either.left(TransportFailure.of(request, thrown))));
        return result;
    }

    private static Either<TransportFailure, TransportResponse> requireValue(
            TransportRequest request, Either<TransportFailure, TransportResponse> outcome) {
        try {
            return Extensions.either("transport", () -> outcome);
        } catch (Extensions.ExtensionException broken) {
            return Either.left(TransportFailure.of(request, broken.thrown()));
        }
    }

    /** Returns whether an answer may be another one later. */
    static boolean isRetryable(int status) {
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
    }

    static TaskError unavailable(String problem) {
        return new Unreachable(problem, Option.none(), true, Option.none());
    }

    static TaskError malformed(String reply, String problem) {
        return new Malformed(reply, problem, Option.none());
    }

    /**
     * Reads temporary credentials.
     *
     * @param reply names the reply in errors
     * @param pathOfPair the path of the fields of the pair, with a dot at its end unless it is empty
     * @param pathOfEnd the path of the end
     */
    static Either<TaskError, ExpiringCredentials> credentials(
            String reply, CredentialsJson fields, String pathOfPair, String pathOfEnd) {
        List<String> names = List.of("TmpSecretId", "TmpSecretKey", "Token").map(name -> pathOfPair + name);
        List<Option<String>> texts = names.map(fields::text);
        Option<String> absent = names.zip(texts).find(pair -> pair._2.isEmpty()).map(pair -> pair._1);
        if (absent.isDefined()) {
            return Either.left(malformed(reply, absent.get() + " is missing"));
        }
        Option<String> unfit = names.zip(texts)
                .find(pair -> Credentials.requirement(pair._2.get()).isDefined())
                .map(pair -> pair._1);
        if (unfit.isDefined()) {
            return Either.left(malformed(reply, unfit.get() + " is no text of visible ASCII characters"));
        }
        return fields.moment(pathOfEnd)
                .map(end -> new ExpiringCredentials(
                        Credentials.temporary(
                                texts.get(0).get(),
                                texts.get(1).get(),
                                texts.get(2).get()),
                        end))
                .toEither(() -> malformed(reply, pathOfEnd + " is no time in seconds since 1970"));
    }
}
