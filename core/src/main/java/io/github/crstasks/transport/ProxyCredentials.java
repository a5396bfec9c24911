package io.github.crstasks.transport;

import io.github.crstasks.error.TaskError.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** A user and a password for a proxy, for the scheme Basic of RFC 7617. */
record ProxyCredentials(String user, String password) {
    /** Checks what the scheme cannot carry. No message contains the values. */
    ProxyCredentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Invalid.unless(!user.contains(":"), "user", "one with a colon", "a text without a colon");
        requireNoControlCharacter("user", user);
        requireNoControlCharacter("password", password);
        Invalid.unless(!user.isEmpty() || !password.isEmpty(), "user", "empty", "not empty if the password is empty");
    }

    private static void requireNoControlCharacter(String parameter, String text) {
        boolean isPlain = text.chars().noneMatch(Character::isISOControl);
        Invalid.unless(isPlain, parameter, "one with a control character", "a text without control characters");
    }

    /** Returns the value of the header {@code Proxy-Authorization}. */
    String authorization() {
        byte[] plain = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }

    /** Returns no value, because both are secret. */
    @Override
    public String toString() {
        return "ProxyCredentials";
    }
}
