package io.github.crstasks.auth;

import static io.github.crstasks.auth.RoleExchange.malformed;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.concurrent.Stages;
import io.github.crstasks.internal.format.Durations;
import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.collection.List;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the web identity token of a pod for temporary credentials of its role, with one call to STS.
 *
 * <p>Source: STS documents, {@code AssumeRoleWithWebIdentity}; official SDK for Java 3.1.1481, {@code OIDCRoleArnProvider}.
 */
final class PodRole implements CredentialsSource {
    private static final URI STS = URI.create("https://sts.tencentcloudapi.com/");
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The lifetime of the credentials that the official SDK requests. */
    private static final int DURATION_SECONDS = 7200;

    private static final String REGION = "TKE_REGION";
    private static final String PROVIDER_ID = "TKE_PROVIDER_ID";
    private static final String TOKEN_FILE = "TKE_WEB_IDENTITY_TOKEN_FILE";
    private static final String ROLE_ARN = "TKE_ROLE_ARN";
    private static final List<String> VARIABLES = List.of(REGION, PROVIDER_ID, TOKEN_FILE, ROLE_ARN);

    private static final Pattern REGION_NAME = Pattern.compile("[A-Za-z0-9-]+");

    private static final String PLACE = "the pod role";
    private static final String REPLY = STS.getHost();
    private static final int MAX_MESSAGE_LENGTH = 200;

    /** Shorter parts of a token occur in texts that do not quote it. */
    private static final int MIN_QUOTE_LENGTH = 8;

    private static final Pattern RETRYABLE_CODE = Pattern.compile(
            "(InternalError|RequestLimitExceeded|ServiceUnavailable|ResourceUnavailable|FailedOperation\\.SystemError)"
                    + "(\\..*)?");

    private final UnaryOperator<@Nullable String> variables;
    private final InstantSource clock;

    PodRole(UnaryOperator<@Nullable String> variables, InstantSource clock) {
        this.variables = variables;
        this.clock = clock;
    }

    /** One call, with the values of the variables and the content of the token file. */
    private record Call(String region, String providerId, String token, String roleArn) {
        @Override
        public String toString() {
            return PLACE;
        }
    }

    @Override
    public Option<TaskError> errorWithoutTransport() {
        return Option.some(prepare().fold(missing -> missing, call -> error(RoleExchange.NEEDS_CLIENT)));
    }

    @Override
    public CompletableFuture<Either<TaskError, ExpiringCredentials>> fetch(Option<Transport> transport) {
        Either<TaskError, Call> call = prepare();
        return call.isLeft()
                ? CompletableFuture.completedFuture(Either.left(call.getLeft()))
                : assumeRole(transport.get(), call.get());
    }

    /** Reads variables and token file, which Kubernetes rotates. */
    private Either<TaskError, Call> prepare() {
        List<String> missing = VARIABLES.filter(name -> variable(name).isEmpty());
        if (missing.nonEmpty()) {
            return Either.left(
                    error("described by environment variables, but these are not set: " + missing.mkString(", ")));
        }
        String region = variable(REGION).get();
        if (!REGION_NAME.matcher(region).matches()) {
            return Either.left(new Invalid(
                    "the environment variable " + REGION, '"' + region + '"', "a text of letters, digits and hyphens"));
        }
        return token(variable(TOKEN_FILE).get())
                .map(token -> new Call(
                        region,
                        variable(PROVIDER_ID).get(),
                        token,
                        variable(ROLE_ARN).get()));
    }

    private Option<String> variable(String name) {
        return Option.of(variables.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Either<TaskError, String> token(String file) {
        String place = "the file " + file + " of " + TOKEN_FILE;
        try {
            String token = new String(FileCache.readBounded(Path.of(file)), UTF_8).strip();
            return token.isEmpty()
                    ? Either.left(new Invalid(place, "", "the token of the pod, and not empty"))
                    : Either.right(token);
        } catch (NoSuchFileException absent) {
            return Either.left(new Invalid(place, "", "present"));
        } catch (IOException | InvalidPathException unreadable) {
            return Either.left(new Invalid(place, "", "a readable file; reading it failed with " + unreadable));
        }
    }

    private CompletableFuture<Either<TaskError, ExpiringCredentials>> assumeRole(Transport transport, Call call) {
        return Stages.map(
                RoleExchange.send(transport, request(call)),
                outcome -> outcome.mapLeft(failure -> toTaskError(failure, call))
                        .flatMap(response -> credentials(response, call)));
    }

    private TransportRequest request(Call call) {
        Instant now = clock.instant();
        JsonObject input = new JsonObject();
        input.addProperty("ProviderId", call.providerId());
        input.addProperty("WebIdentityToken", call.token());
        input.addProperty("RoleArn", call.roleArn());
        input.addProperty("RoleSessionName", "crs-tasks-" + now.toEpochMilli());
        input.addProperty("DurationSeconds", DURATION_SECONDS);
        TransportHeaders headers = TransportHeaders.none()
                .with("Content-Type", "application/json; charset=utf-8")
                .with("Authorization", "SKIP")
                .with("X-TC-Action", "AssumeRoleWithWebIdentity")
                .with("X-TC-Version", "2018-08-13")
                .with("X-TC-Timestamp", Long.toString(now.getEpochSecond()))
                .with("X-TC-Region", call.region());
        return TransportRequest.post(STS, input.toString().getBytes(UTF_8), headers)
                .withLimits(TIMEOUT, RoleExchange.MAX_RESPONSE_BYTES);
    }

    private static TaskError error(String accepted) {
        return new Invalid(PLACE, "", accepted);
    }

    private static TaskError toTaskError(TransportFailure failure, Call call) {
        String message = PLACE + ": " + withoutToken(failure.message(), call);
        return switch (failure.kind()) {
            case UNKNOWN_HOST, NOT_CONNECTED, CONNECTION_LOST -> RoleExchange.unavailable(message);
            case TIMED_OUT ->
                RoleExchange.unavailable(
                        PLACE + ": " + STS.getHost() + " did not answer within " + Durations.text(TIMEOUT));
            case TLS_FAILED, PROXY_REFUSED, STACK_UNUSABLE ->
                new TaskError.Unreachable(message, Option.none(), false, Option.none());
            case INVALID_RESPONSE -> malformed(REPLY, "not HTTP");
            case TOO_LARGE -> malformed(REPLY, "more than " + RoleExchange.MAX_RESPONSE_BYTES + " bytes");
            case INTERRUPTED, CLOSED -> new TaskError.Cancelled(message, Option.none());
        };
    }

    private static Either<TaskError, ExpiringCredentials> credentials(TransportResponse response, Call call) {
        int status = response.status();
        if (status != RoleExchange.OK) {
            String problem = STS.getHost() + " answered HTTP " + status;
            return Either.left(
                    RoleExchange.isRetryable(status)
                            ? RoleExchange.unavailable(PLACE + ": " + problem)
                            : error("granted by STS, but " + problem));
        }
        return CredentialsJson.parse(response.body())
                .toEither(() -> malformed(REPLY, "not a JSON object"))
                .flatMap(fields -> fields.text("Response.Error.Code")
                        .map(code -> Either.<TaskError, ExpiringCredentials>left(refusal(code, fields, call)))
                        .getOrElse(() -> RoleExchange.credentials(
                                REPLY, fields, "Response.Credentials.", "Response.ExpiredTime")));
    }

    private static TaskError refusal(String code, CredentialsJson fields, Call call) {
        String text = code
                + fields.text("Response.Error.Message")
                        .map(message -> ": " + message)
                        .getOrElse("")
                + fields.text("Response.RequestId")
                        .map(id -> " (request " + id + ")")
                        .getOrElse("");
        String answer = STS.getHost() + " refused AssumeRoleWithWebIdentity with "
                + Excerpt.of(withoutToken(text, call), MAX_MESSAGE_LENGTH);
        return RETRYABLE_CODE.matcher(code).matches()
                ? RoleExchange.unavailable(PLACE + ": " + answer)
                : error("granted by STS, but " + answer);
    }

    /** Removes what a text quotes of the token: as a whole, as sent in a query, or one of the parts between its dots. */
    private static String withoutToken(String text, Call call) {
        String safe = text;
        for (String quote : Stream.concat(
                        Stream.of(call.token(), URLEncoder.encode(call.token(), UTF_8)),
                        Stream.of(call.token().split("\\.")))
                .filter(part -> part.length() >= MIN_QUOTE_LENGTH || part.equals(call.token()))
                .toList()) {
            safe = safe.replace(quote, "***");
        }
        return safe;
    }

    /** Returns nothing but the kind of the source. */
    @Override
    public String toString() {
        return PLACE;
    }
}
