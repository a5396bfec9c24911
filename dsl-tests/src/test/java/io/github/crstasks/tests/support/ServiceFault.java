package io.github.crstasks.tests.support;

import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.RequestInterceptor;
import java.time.Duration;
import java.util.Map;

/** What can go wrong with one request at the service. A later attempt succeeds. */
public enum ServiceFault {
    NONE,
    DROPPED,
    DROPPED_AFTER_PROCESSING,
    TRUNCATED,
    HTTP_500,
    HTTP_429,
    QUOTA_EXCEEDED,
    INTERNAL_ERROR,
    MAINTENANCE,
    NO_RESPONSE;

    /** Returns the interceptor that gives the emulator this fault. */
    public RequestInterceptor interceptor(ApiVersion api) {
        return switch (this) {
            case NONE -> RequestInterceptor.none();
            case DROPPED -> request -> InterceptorAction.drop();
            case DROPPED_AFTER_PROCESSING -> RequestInterceptor.onReply((request, body) -> InterceptorAction.drop());
            case TRUNCATED ->
                RequestInterceptor.onReply((request, body) -> InterceptorAction.truncate(body.length() / 2));
            case HTTP_500 -> request -> InterceptorAction.reply(500, "<html></html>");
            case HTTP_429 -> request -> InterceptorAction.reply(429, Map.of("Retry-After", "0"), new byte[0]);
            case QUOTA_EXCEEDED -> request -> InterceptorAction.reply(200, api.errorBody(api.quotaExceededCode()));
            case INTERNAL_ERROR -> request -> InterceptorAction.reply(200, api.errorBody(api.internalErrorCode()));
            case MAINTENANCE -> request -> InterceptorAction.reply(200, api.errorBody(api.maintenanceCode()));
            case NO_RESPONSE -> request -> InterceptorAction.delay(Duration.ofHours(1));
        };
    }
}
