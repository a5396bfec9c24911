package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.control.Option;
import java.util.Objects;

/**
 * A key pair of an account, with a token if it is temporary.
 *
 * <p>Immutable and safe for use by any number of threads. {@link #toString()} shows neither the key nor the token.
 */
public final class Credentials {
    private static final char DELETE = 0x7f;

    private final String secretId;
    private final String secretKey;
    private final Option<String> token;

    private Credentials(String secretId, String secretKey, Option<String> token) {
        this.secretId = requireVisible("secretId", secretId);
        this.secretKey = requireNonBlank("secretKey", secretKey);
        this.token = token.map(text -> requireVisible("token", text));
    }

    /**
     * Creates a permanent key pair.
     *
     * @param secretId the id of the pair; visible ASCII characters
     * @param secretKey the key that signs; not blank
     * @return the credentials
     * @throws IllegalArgumentException if a value is blank or contains other characters
     */
    public static Credentials of(String secretId, String secretKey) {
        return new Credentials(secretId, secretKey, Option.none());
    }

    /**
     * Creates a temporary key pair.
     *
     * @param secretId the id of the pair; visible ASCII characters
     * @param secretKey the key that signs; not blank
     * @param token the token of the pair; visible ASCII characters
     * @return the credentials
     * @throws IllegalArgumentException if a value is blank or contains other characters
     */
    public static Credentials temporary(String secretId, String secretKey, String token) {
        return new Credentials(secretId, secretKey, Option.some(Objects.requireNonNull(token, "token")));
    }

    private static String requireNonBlank(String parameter, String value) {
        Objects.requireNonNull(value, parameter);
        Invalid.unless(!value.isBlank(), parameter, "blank", "a text that is not blank");
        return value;
    }

    /**
     * Requires a text that can be sent in a header. The message does not show the value, which may be a key passed in the
     * wrong place.
     */
    private static String requireVisible(String parameter, String value) {
        boolean isVisible = requireNonBlank(parameter, value).chars().allMatch(c -> c > ' ' && c < DELETE);
        Invalid.unless(isVisible, parameter, "a text with other characters", "a text of visible ASCII characters");
        return value;
    }

    /**
     * Returns the id of the key pair.
     *
     * @return the secret id
     */
    public String secretId() {
        return secretId;
    }

    /**
     * Returns the key that signs.
     *
     * @return the secret key; never to be logged
     */
    public String secretKey() {
        return secretKey;
    }

    /**
     * Returns the token of a temporary key pair.
     *
     * @return the token, never to be logged; empty for a permanent pair
     */
    public Option<String> token() {
        return token;
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

    /** Returns the secret id only. */
    @Override
    public String toString() {
        return "Credentials[secretId=" + secretId + (token.isDefined() ? ", temporary]" : "]");
    }
}
