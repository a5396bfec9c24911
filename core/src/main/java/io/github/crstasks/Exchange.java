package io.github.crstasks;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.protocol.Caller;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.protocol.TaskRows;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.function.Function;

/** Puts one page call to the service: credentials, signature, transport, reply. */
record Exchange(
        TaskListProtocol protocol,
        Transport transport,
        CredentialsProvider credentials,
        Function<Credentials, Caller> caller,
        Duration timeout,
        int bodyLimit) {
    Either<TaskError, TaskRows> send(PageCall call) {
        return credentials
                .credentials()
                .map(found -> protocol.request(call.scan(), call.offset(), call.limit(), caller.apply(found)))
                .flatMap(this::send);
    }

    private Either<TaskError, TaskRows> send(HttpRequest request) {
        return transport
                .send(request.within(timeout, bodyLimit))
                .mapLeft(this::explained)
                .flatMap(protocol::decode);
    }

    private TaskError explained(TransportFailure failure) {
        return switch (failure.kind()) {
            case UNKNOWN_HOST, NOT_CONNECTED, DISCONNECTED -> unreachable(failure, true);
            case NOT_SECURE -> unreachable(failure, false);
            case UNREADABLE -> new TaskError.Malformed("its HTTP form", failure.message(), failure.cause());
            case TOO_LARGE ->
                new TaskError.Malformed(
                        "byte " + bodyLimit,
                        "the body is longer than the limit of " + bodyLimit + " bytes",
                        failure.cause());
            case TIMED_OUT -> new TaskError.TimedOut(timeout, failure.cause());
            case INTERRUPTED, CLOSED -> new TaskError.Cancelled(failure.message(), failure.cause());
        };
    }

    private static TaskError unreachable(TransportFailure failure, boolean retryable) {
        return new TaskError.Unreachable(failure.message(), Option.none(), retryable, failure.cause());
    }
}
