package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.control.Option;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A key pair of an account, with the token that temporary ones carry: one snapshot that is used as a whole.
 *
 * <p>Immutable and safe for use by any number of threads. No text form shows the key or the token.
 */
public final class Credentials {
    private static final char DELETE = 0x7f;

    private final String secretId;
    private final String secretKey;
    private final Option<String> token;
    private final Map<SignatureMethod, SignedForms> forms = new ConcurrentHashMap<>();

    private Credentials(String secretId, String secretKey, Option<String> token) {
        this.secretId = visible("secretId", secretId);
        this.secretKey = nonBlank("secretKey", secretKey);
        this.token = token.map(text -> visible("token", text));
    }

    /**
     * A permanent key pair.
     *
     * @param secretId names the pair
     * @param secretKey signs with it
     * @return the credentials
     * @throws IllegalArgumentException if one of them is blank, or one but the key holds other than visible ASCII characters
     */
    public static Credentials of(String secretId, String secretKey) {
        return new Credentials(secretId, secretKey, Option.none());
    }

    /**
     * A temporary key pair.
     *
     * @param secretId names the pair
     * @param secretKey signs with it
     * @param token proves that the pair is still valid
     * @return the credentials
     * @throws IllegalArgumentException if one of them is blank, or one but the key holds other than visible ASCII characters
     */
    public static Credentials temporary(String secretId, String secretKey, String token) {
        return new Credentials(secretId, secretKey, Option.some(token));
    }

    private static String nonBlank(String parameter, String value) {
        if (value.isBlank()) {
            throw new Invalid(parameter, "blank", "a text that is not blank").asException();
        }
        return value;
    }

    /** What travels in a header. */
    private static String visible(String parameter, String value) {
        if (nonBlank(parameter, value).chars().anyMatch(c -> c <= ' ' || c >= DELETE)) {
            throw new Invalid(parameter, "one with others", "a text of visible ASCII characters").asException();
        }
        return value;
    }

    /**
     * The name of the key pair.
     *
     * @return the secret id
     */
    public String secretId() {
        return secretId;
    }

    /**
     * The key that signs.
     *
     * @return the secret key; not to be shown
     */
    public String secretKey() {
        return secretKey;
    }

    /**
     * The token of a temporary key pair.
     *
     * @return the token, none for a permanent pair; not to be shown
     */
    public Option<String> token() {
        return token;
    }

    /** For API 2.0, keyed once for all requests. */
    SignedForms forms(SignatureMethod method) {
        return forms.computeIfAbsent(
                method, unkeyed -> new SignedForms(new KeyedHash(unkeyed, secretKey.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials that
                && secretId.equals(that.secretId)
                && secretKey.equals(that.secretKey)
                && token.equals(that.token);
    }

    @Override
    public int hashCode() {
        return secretId.hashCode();
    }

    /** The secret id alone. */
    @Override
    public String toString() {
        return "Credentials[secretId=" + secretId + (token.isDefined() ? ", temporary]" : "]");
    }
}
