package io.github.crstasks.protocol;

import io.github.crstasks.transport.HttpMethod;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * API 2.0: the action {@code GetRedisTaskList} of {@code redis.api.qcloud.com}.
 *
 * <p>By default it sends GET, signs with HmacSHA256 and reads the times of the service as UTC+8, which the API document
 * does not state. It has no filter by operator, no choice of language and one host for all regions; {@link ApiV3} has them.
 *
 * <p>Source: docs/api/get-redis-task-list.md, sections 1 to 8.
 */
public final class ApiV2 implements TaskListProtocol {
    private static final URI ENDPOINT = URI.create("https://redis.api.qcloud.com/v2/index.php");
    private static final ZoneOffset DEFAULT_ZONE = ZoneOffset.ofHours(8);

    private final HttpMethod httpMethod;
    private final SignatureMethod signatureMethod;
    private final ZoneOffset zone;

    private ApiV2(HttpMethod httpMethod, SignatureMethod signatureMethod, ZoneOffset zone) {
        this.httpMethod = Objects.requireNonNull(httpMethod, "httpMethod");
        this.signatureMethod = Objects.requireNonNull(signatureMethod, "signatureMethod");
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** The keyed hashes of signatures. Source: docs/api/get-redis-task-list.md, section 2. */
    public enum SignatureMethod {
        /** HMAC with SHA-256; the default of this library. */
        HMAC_SHA256("HmacSHA256"),
        /** HMAC with SHA-1; the default of the service if a request names no method. */
        HMAC_SHA1("HmacSHA1");

        private final String wireName;

        SignatureMethod(String wireName) {
            this.wireName = wireName;
        }

        /**
         * Returns the value of the parameter {@code SignatureMethod}, which is also the JCA name of the algorithm.
         *
         * @return {@code HmacSHA256} or {@code HmacSHA1}
         */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Returns the protocol with its defaults.
     *
     * @return GET, HmacSHA256, UTC+8
     */
    public static ApiV2 create() {
        return new ApiV2(HttpMethod.GET, SignatureMethod.HMAC_SHA256, DEFAULT_ZONE);
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

    /**
     * Returns the endpoint of the service, which is the same for all regions.
     *
     * @param region the region of the client
     * @return {@code https://redis.api.qcloud.com/v2/index.php}
     */
    @Override
    public URI endpoint(String region) {
        Objects.requireNonNull(region, "region");
        return ENDPOINT;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiV2 protocol
                && httpMethod == protocol.httpMethod
                && signatureMethod == protocol.signatureMethod
                && zone.equals(protocol.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(httpMethod, signatureMethod, zone);
    }

    /**
     * Returns the version, and the options that differ from their defaults.
     *
     * @return for example {@code API 2.0 (POST)}
     */
    @Override
    public String toString() {
        StringJoiner options = new StringJoiner(", ", "API 2.0 (", ")").setEmptyValue("API 2.0");
        if (httpMethod != HttpMethod.GET) {
            options.add(httpMethod.toString());
        }
        if (signatureMethod != SignatureMethod.HMAC_SHA256) {
            options.add(signatureMethod.wireName());
        }
        if (!zone.equals(DEFAULT_ZONE)) {
            options.add("zone " + zone);
        }
        return options.toString();
    }
}
