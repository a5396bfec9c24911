package io.github.crstasks.emulator;

import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets a share of the requests fail in ways that a retry can cure: a closed connection, HTTP status 503, or the error of the
 * service for too many requests. The seed and the ordinal of a request determine whether and how it fails.
 *
 * @param rate the share of the requests that fail, 0 to 1
 */
record RandomFaults(double rate, long seed) implements RequestInterceptor {
    private static final String OVERLOADED_2 = JsonObjectText.of(json -> {
        json.name("code").value(4400);
        json.name("message").value("(100004)the emulator lets this request fail");
        json.name("codeDesc").value("RequestLimitExceeded");
    });
    private static final String OVERLOADED_3 = JsonObjectText.of(json -> {
        json.name("Response").beginObject();
        json.name("Error").beginObject();
        json.name("Code").value("RequestLimitExceeded");
        json.name("Message").value("the emulator lets this request fail");
        json.endObject();
        json.name("RequestId").value("emulated-fault");
        json.endObject();
    });

    RandomFaults {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("the rate of failures must be from 0 to 1, but is " + rate);
        }
    }

    @Override
    public InterceptorAction before(ReceivedRequest request) {
        // The seed is scrambled first, so that the faults of the next seed are not those of the next ordinal.
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + request.ordinal());
        if (random.nextDouble() >= rate) {
            return InterceptorAction.proceed();
        }
        return switch (random.nextInt(3)) {
            case 0 -> InterceptorAction.drop();
            case 1 -> InterceptorAction.reply(503, Map.of("Retry-After", "0"), new byte[0]);
            default ->
                InterceptorAction.reply(200, request.path().equals(ApiV2Endpoint.PATH) ? OVERLOADED_2 : OVERLOADED_3);
        };
    }
}
