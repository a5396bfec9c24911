package io.github.crstasks.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC of texts in UTF-8 with one key. Safe for use by any number of threads. */
final class KeyedHash {
    private final SignatureMethod method;
    private final SecretKeySpec key;
    // Never used but to be copied: to look an algorithm up and to key it takes longer than to hash a request.
    private final Mac prototype;

    private KeyedHash(SignatureMethod method, SecretKeySpec key) {
        this.method = method;
        this.key = key;
        this.prototype = keyed();
    }

    static KeyedHash with(SignatureMethod method, byte[] key) {
        return new KeyedHash(method, new SecretKeySpec(key, method.wireName()));
    }

    byte[] of(String text) {
        return copy().doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException perhapsOfAnotherProvider) {
            return keyed();
        }
    }

    private Mac keyed() {
        try {
            Mac mac = Mac.getInstance(method.wireName());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java runtime lacks the algorithm " + method.wireName(), absent);
        }
    }
}
