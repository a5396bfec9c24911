package io.github.crstasks.auth;

/**
 * The keyed hashes that API 2.0 signs with.
 *
 * <p>Source: API document, common parameters ({@code SignatureMethod}).
 */
public enum SignatureMethod {
    /** HMAC with SHA-256; the default of this library. */
    HMAC_SHA256("HmacSHA256"),
    /** HMAC with SHA-1; what the service assumes when a request names no method. */
    HMAC_SHA1("HmacSHA1");

    private final String wireName;

    SignatureMethod(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The value of the parameter {@code SignatureMethod}, which is the JCA's name of the algorithm too.
     *
     * @return {@code HmacSHA256} or {@code HmacSHA1}
     */
    public String wireName() {
        return wireName;
    }
}
