package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.control.Option;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A key pair of an account, with a token if it is temporary.
 *
 * <p>Immutable and safe for use by any number of threads. {@link #toString()} shows neither the key nor the token.
 */
public final class Credentials {
    private static final char DELETE = 0x7f;
    private static final String QUOTES = "\"'";
    /** A comment behind a value, which no SDK removes. */
    private static final Pattern COMMENT = Pattern.compile("\\s[#;]");

    private final String secretId;
    private final String secretKey;
    private final Option<String> token;

    private Credentials(String secretId, String secretKey, Option<String> token) {
        this.secretId = requireFit("secretId", secretId);
        this.secretKey = requireFit("secretKey", secretKey);
        this.token = token.map(text -> requireFit("token", text));
    }

    /**
     * Creates a permanent key pair. Spaces and line breaks around a text are ignored.
     *
     * @param secretId the id of the pair
     * @param secretKey the key that signs
     * @return the credentials
     * @throws IllegalArgumentException if a text is empty, in quotes, or contains other than visible ASCII characters
     */
    public static Credentials of(String secretId, String secretKey) {
        return new Credentials(secretId, secretKey, Option.none());
    }

    /**
     * Creates a temporary key pair. Spaces and line breaks around a text are ignored.
     *
     * @param secretId the id of the pair
     * @param secretKey the key that signs
     * @param token the token of the pair
     * @return the credentials
     * @throws IllegalArgumentException if a text is empty, in quotes, or contains other than visible ASCII characters
     */
    public static Credentials temporary(String secretId, String secretKey, String token) {
        return new Credentials(secretId, secretKey, Option.some(Objects.requireNonNull(token, "token")));
    }

    /** Strips a text and requires that it can be part of credentials. The message does not show it. */
    private static String requireFit(String parameter, String value) {
        String text = Objects.requireNonNull(value, parameter).strip();
        requirement(text).forEach(accepted -> {
            throw new Invalid(parameter, "", accepted).asException();
        });
        return text;
    }

    /** Returns what a text must be, if it cannot be part of credentials: all of them are sent in headers, or name a key. */
    static Option<String> requirement(String text) {
        if (text.isBlank()) {
            return Option.some("a text that is not blank");
        }
        if (QUOTES.indexOf(text.charAt(0)) >= 0 || QUOTES.indexOf(text.charAt(text.length() - 1)) >= 0) {
            return Option.some("written without quotes");
        }
        if (COMMENT.matcher(text).find()) {
            return Option.some("the last in its line; write a comment in a line of its own");
        }
        boolean isVisible = text.chars().allMatch(c -> c > ' ' && c < DELETE);
        return Option.when(!isVisible, "a text of visible ASCII characters without spaces");
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
