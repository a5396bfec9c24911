package io.github.crstasks.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An HMAC with one key. Safe for use by any number of threads. */
final class KeyedHash {
    private final SignatureMethod method;
    private final byte[] key;
    // Never used but to be copied: to look an algorithm up and to key it takes longer than to hash a request.
    private final Mac prototype;

    KeyedHash(SignatureMethod method, byte[] key) {
        this.method = method;
        this.key = key.clone();
        this.prototype = keyed(method, key);
    }

    /** The algorithm, keyed, for use by one thread at a time. */
    Mac algorithm() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException perhapsOfAnotherProvider) {
            return keyed(method, key);
        }
    }

    /** The hash of one text alone, for which no key need be kept. */
    static byte[] of(SignatureMethod method, byte[] key, String text) {
        return keyed(method, key).doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac keyed(SignatureMethod method, byte[] key) {
        try {
            Mac mac = Mac.getInstance(method.wireName());
            mac.init(new SecretKeySpec(key, method.wireName()));
            return mac;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java runtime lacks the algorithm " + method.wireName(), absent);
        }
    }
}
