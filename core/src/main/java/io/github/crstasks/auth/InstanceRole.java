package io.github.crstasks.auth;

import static io.github.crstasks.auth.RoleExchange.malformed;

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
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Fetches the temporary credentials of the role that is bound to a virtual machine, from the metadata service of that
 * machine. Source: CVM documents, "Managing roles"; official SDK for Java 3.1.1481, {@code CvmRoleCredential}.
 */
final class InstanceRole implements CredentialsSource {
    /** Plain http: the address is on the machine's own host, and the service speaks nothing else. */
    private static final URI METADATA =
            URI.create("http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/");

    /** The service answers in milliseconds, but the first exchange of a cold JVM takes most of a second. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int NOT_FOUND = 404;
    private static final int MAX_CODE_LENGTH = 60;
    private static final String PLACE = "the instance role";
    private static final String SERVICE = "http://" + METADATA.getHost();
    private static final String REPLY = METADATA.getHost();

    /** The characters of a role name (CAM documents, {@code CreateRole}). None of them changes the path. */
    private static final Pattern ROLE_NAME = Pattern.compile("(?!\\.+$)[A-Za-z0-9+=,.@_-]{1,128}");

    private final Option<String> roleName;

    private InstanceRole(Option<String> roleName) {
        this.roleName = roleName;
    }

    /** Creates a source of the role that the metadata service names. */
    static InstanceRole bound() {
        return new InstanceRole(Option.none());
    }

    /** Creates a source of a role. */
    static InstanceRole named(String roleName) {
        Invalid.unless(
                ROLE_NAME.matcher(roleName).matches(),
                "roleName",
                '"' + roleName + '"',
                "the name of a role: 1..128 letters, digits and characters of +=,.@_-");
        return new InstanceRole(Option.some(roleName));
    }

    @Override
    public Option<TaskError> errorWithoutTransport() {
        return Option.some(error(RoleExchange.NEEDS_CLIENT));
    }

    @Override
    public CompletableFuture<Either<TaskError, ExpiringCredentials>> fetch(Option<Transport> transport) {
        CompletableFuture<Either<TaskError, String>> name = roleName.map(
                        known -> CompletableFuture.completedFuture(Either.<TaskError, String>right(known)))
                .getOrElse(() -> Stages.map(get(transport.get(), ""), body -> body.flatMap(InstanceRole::roleName)));
        return Stages.then(
                name,
                known -> known.isLeft()
                        ? CompletableFuture.completedFuture(Either.left(known.getLeft()))
                        : Stages.map(
                                get(transport.get(), known.get()), body -> body.flatMap(InstanceRole::credentials)));
    }

    private static CompletableFuture<Either<TaskError, ByteBuffer>> get(Transport transport, String name) {
        TransportRequest request = TransportRequest.get(URI.create(METADATA + name), "", TransportHeaders.none())
                .withLimits(TIMEOUT, RoleExchange.MAX_RESPONSE_BYTES);
        return Stages.map(
                RoleExchange.send(transport, request),
                outcome -> outcome.mapLeft(InstanceRole::toTaskError).flatMap(InstanceRole::body));
    }

    private static TaskError error(String accepted) {
        return new Invalid(PLACE, "", accepted);
    }

    /** Returns an error that is not retried where this is probably no virtual machine of Tencent Cloud. */
    private static TaskError toTaskError(TransportFailure failure) {
        return switch (failure.kind()) {
            case UNKNOWN_HOST -> absent("has no address here: this is no virtual machine of Tencent Cloud");
            case NOT_CONNECTED -> absent("accepts no connection here: this is no virtual machine of Tencent Cloud");
            case TIMED_OUT ->
                absent("did not answer within " + Durations.text(TIMEOUT)
                        + ": this is no virtual machine of Tencent Cloud");
            case PROXY_REFUSED, TLS_FAILED -> absent("is refused by a proxy: exclude that host from the proxy");
            case CONNECTION_LOST ->
                RoleExchange.unavailable(PLACE + ": the connection to " + SERVICE + " ended before its response");
            case STACK_UNUSABLE ->
                new TaskError.Unreachable(PLACE + ": " + failure.message(), Option.none(), false, failure.cause());
            case INVALID_RESPONSE -> malformed(REPLY, "not HTTP");
            case TOO_LARGE -> malformed(REPLY, "more than " + RoleExchange.MAX_RESPONSE_BYTES + " bytes");
            case INTERRUPTED, CLOSED -> new TaskError.Cancelled(failure.message(), failure.cause());
        };
    }

    private static TaskError absent(String problem) {
        return error("available from " + SERVICE + ", which " + problem);
    }

    private static Either<TaskError, ByteBuffer> body(TransportResponse response) {
        int status = response.status();
        if (status == RoleExchange.OK) {
            return Either.right(response.body());
        }
        if (status == NOT_FOUND) {
            return Either.left(absent("answered HTTP 404: no role is bound to this machine"));
        }
        return Either.left(
                RoleExchange.isRetryable(status)
                        ? RoleExchange.unavailable(PLACE + ": " + SERVICE + " answered HTTP " + status)
                        : absent("answered HTTP " + status));
    }

    private static Either<TaskError, String> roleName(ByteBuffer body) {
        String name = StandardCharsets.ISO_8859_1.decode(body).toString().strip();
        return ROLE_NAME.matcher(name).matches()
                ? Either.right(name)
                : Either.left(malformed(REPLY, "not the name of a role"));
    }

    private static Either<TaskError, ExpiringCredentials> credentials(ByteBuffer body) {
        return CredentialsJson.parse(body)
                .toEither(() -> malformed(REPLY, "not a JSON object"))
                .flatMap(fields -> fields.text("Code")
                        .toEither(() -> malformed(REPLY, "Code is missing"))
                        .flatMap(code -> code.equals("Success")
                                ? RoleExchange.credentials(REPLY, fields, "", "ExpiredTime")
                                : Either.left(absent("answered with the code "
                                        + Excerpt.of(code, MAX_CODE_LENGTH)
                                        + " instead of Success"))));
    }

    /** Returns nothing but the kind of the source. */
    @Override
    public String toString() {
        return PLACE;
    }
}
