package io.github.crstasks.emulator;

import io.github.crstasks.emulator.ApiEndpoint.ApiReply;
import io.github.crstasks.emulator.ApiEndpoint.ParsedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Handles requests: counts each, calls the interceptor, dispatches to the endpoint and calls the interceptor again with
 * the reply.
 */
final class RequestHandler {
    private final RequestLog log;
    private final Map<String, ApiEndpoint> endpoints;
    private volatile RequestInterceptor interceptor = RequestInterceptor.none();
    private volatile EmulatorBehaviour behaviour;

    RequestHandler(RequestLog log, List<ApiEndpoint> endpoints, EmulatorBehaviour behaviour) {
        this.log = log;
        this.endpoints =
                endpoints.stream().collect(Collectors.toUnmodifiableMap(ApiEndpoint::path, Function.identity()));
        this.behaviour = behaviour;
    }

    void intercept(RequestInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    synchronized void changeBehaviour(UnaryOperator<EmulatorBehaviour> change) {
        behaviour = change.apply(behaviour);
    }

    /** Returns the reply, or empty if the connection is to be closed without one. */
    Optional<RawReply> handle(RawRequest request) {
        Optional<ApiEndpoint> endpoint = Optional.ofNullable(endpoints.get(request.path()));
        Optional<ParsedRequest> parsed = endpoint.map(found -> found.parse(request));
        ReceivedRequest received = log.recordReceived(
                request.method(),
                request.path(),
                parsed.map(ParsedRequest::parameters).orElse(Map.of()));
        // Read the interceptor and the behaviour once: another thread can replace them while the request is handled.
        RequestInterceptor interceptor = this.interceptor;
        return interceptor.before(received).apply(() -> {
            EmulatorBehaviour behaviour = this.behaviour;
            RawReply reply = reply(endpoint, parsed, received, behaviour);
            return interceptor
                    .after(received, reply.bodyText())
                    .apply(() -> InterceptorAction.delay(behaviour.delay()).apply(() -> Optional.of(reply)));
        });
    }

    private RawReply reply(
            Optional<ApiEndpoint> endpoint,
            Optional<ParsedRequest> parsed,
            ReceivedRequest received,
            EmulatorBehaviour behaviour) {
        if (endpoint.isEmpty() || parsed.isEmpty()) {
            return RawReply.text(404, "not found; the endpoints are " + endpoints.keySet());
        }
        if (!endpoint.get().methods().contains(received.method())) {
            return RawReply.text(
                    405, "the supported methods are " + endpoint.get().methods());
        }
        ApiReply reply = parsed.get().execution().execute(behaviour, received.ordinal());
        if (reply.accepted()) {
            log.recordAccepted(received);
        }
        return RawReply.json(reply.body());
    }
}
