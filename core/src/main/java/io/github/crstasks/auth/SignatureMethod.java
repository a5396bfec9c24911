package io.github.crstasks.auth;

/**
 * The keyed hashes that API 2.0 accepts.
 *
 * <p>Source: docs/api/get-redis-task-list.md, section 2.
 */
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
