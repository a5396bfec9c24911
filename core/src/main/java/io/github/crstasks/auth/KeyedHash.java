package io.github.crstasks.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC of a text in UTF-8. */
final class KeyedHash {
    private KeyedHash() {}

    static byte[] of(SignatureMethod method, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(method.wireName());
            mac.init(new SecretKeySpec(key, method.wireName()));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java runtime lacks the algorithm " + method.wireName(), absent);
        }
    }
}
