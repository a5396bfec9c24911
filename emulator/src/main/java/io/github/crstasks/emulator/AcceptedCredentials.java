package io.github.crstasks.emulator;

import java.util.Optional;

/**
 * The only credentials that the emulator accepts.
 *
 * @param token the session token of temporary credentials; empty for permanent ones
 */
record AcceptedCredentials(String secretId, String secretKey, Optional<String> token) {
    /** Deliberately unlike real keys, so that nobody mistakes them for one. */
    static final AcceptedCredentials EXAMPLE =
            new AcceptedCredentials("EMULATOR-SECRET-ID", "EMULATOR-SECRET-KEY", Optional.empty());

    /** Returns the secret id alone, so that the key and the token do not appear in logs. */
    @Override
    public String toString() {
        return "AcceptedCredentials[" + secretId + "]";
    }
}
