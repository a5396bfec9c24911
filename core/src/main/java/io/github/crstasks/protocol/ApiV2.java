package io.github.crstasks.protocol;

import io.github.crstasks.auth.SignatureMethod;
import io.github.crstasks.transport.HttpMethod;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * API 2.0: the action {@code GetRedisTaskList} of {@code redis.api.qcloud.com}.
 *
 * <p>By default it sends GET, signs with HmacSHA256 and reads the times of the service as UTC+8, which the API document
 * does not state.
 *
 * <p>Source: API 2.0, {@code GetRedisTaskList}.
 */
public final class ApiV2 implements TaskListProtocol {
    private static final URI ENDPOINT = URI.create("https://redis.api.qcloud.com/v2/index.php");

    private final HttpMethod httpMethod;
    private final SignatureMethod signatureMethod;
    private final ZoneOffset zone;

    private ApiV2(HttpMethod httpMethod, SignatureMethod signatureMethod, ZoneOffset zone) {
        this.httpMethod = Objects.requireNonNull(httpMethod, "httpMethod");
        this.signatureMethod = Objects.requireNonNull(signatureMethod, "signatureMethod");
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /**
     * Returns the protocol with its defaults.
     *
     * @return GET, HmacSHA256, UTC+8
     */
    public static ApiV2 create() {
        return new ApiV2(HttpMethod.GET, SignatureMethod.HMAC_SHA256, ZoneOffset.ofHours(8));
    }

    /**
     * Returns a copy with another HTTP method. The service accepts 32 KB by GET and 1 MB by POST.
     *
     * @param httpMethod how parameters are sent
     * @return the copy
     */
    public ApiV2 withHttpMethod(HttpMethod httpMethod) {
        return new ApiV2(httpMethod, signatureMethod, zone);
    }

    /**
     * Returns a copy with another signature method.
     *
     * @param signatureMethod the keyed hash
     * @return the copy
     */
    public ApiV2 withSignatureMethod(SignatureMethod signatureMethod) {
        return new ApiV2(httpMethod, signatureMethod, zone);
    }

    /**
     * Returns a copy with another time zone of the service.
     *
     * @param zone the offset of the times in requests and replies
     * @return the copy
     */
    public ApiV2 withZone(ZoneOffset zone) {
        return new ApiV2(httpMethod, signatureMethod, zone);
    }

    /**
     * Returns how parameters are sent.
     *
     * @return GET by default
     */
    public HttpMethod httpMethod() {
        return httpMethod;
    }

    /**
     * Returns the keyed hash of the signature.
     *
     * @return HmacSHA256 by default
     */
    public SignatureMethod signatureMethod() {
        return signatureMethod;
    }

    @Override
    public ZoneOffset zone() {
        return zone;
    }

    @Override
    public URI endpoint() {
        return ENDPOINT;
    }

    @Override
    public String toString() {
        return "API 2.0";
    }
}
