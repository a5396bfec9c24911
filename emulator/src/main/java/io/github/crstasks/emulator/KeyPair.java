package io.github.crstasks.emulator;

import java.util.Optional;

/** Who may call: the one secret id the emulator knows, its key, and a token if the credentials are temporary. */
record KeyPair(String secretId, String secretKey, Optional<String> token) {
    /** Not the form of a real key, so that nobody takes it for one. */
    static final KeyPair EXAMPLE = new KeyPair("EMULATOR-SECRET-ID", "EMULATOR-SECRET-KEY", Optional.empty());

    @Override
    public String toString() {
        return "KeyPair[" + secretId + "]";
    }
}
