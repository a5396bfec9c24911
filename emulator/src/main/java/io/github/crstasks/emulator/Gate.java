package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.crstasks.emulator.Refusal.Reason;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the common parameters of a call (protocol notes, "Common parameters"): who calls, when, and for the first time. */
final class Gate {
    static final Set<String> COMMON_PARAMETERS = Set.of(
            "Action", "Region", "Timestamp", "Nonce", "SecretId", "SignatureMethod", "Token", Signature.PARAMETER);

    private static final long WINDOW_SECONDS = 5 * 60;
    private static final Set<String> SIGNATURE_METHODS = Set.of("HmacSHA1", "HmacSHA256");
    private static final Pattern PLAIN_TOKEN = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern POSITIVE_INTEGER = Pattern.compile("0*[1-9][0-9]{0,17}");

    private final KeyPair keys;
    private final InstantSource clock;
    private final NonceLedger ledger = new NonceLedger();

    Gate(KeyPair keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Throws a {@link Refusal} unless the call is in order; only a call that is in order uses up its nonce. */
    void check(HttpCall call, Map<String, String> parameters, String action) {
        if (!required(parameters, "Action").equals(action)) {
            throw new Refusal(Reason.MALFORMED, "there is no such action");
        }
        if (!PLAIN_TOKEN.matcher(required(parameters, "Region")).matches()) {
            throw new Refusal(Reason.MALFORMED, "Region is not a plain token");
        }
        long timestamp = positiveInteger(parameters, "Timestamp");
        long nonce = positiveInteger(parameters, "Nonce");
        String signature = required(parameters, Signature.PARAMETER);
        String method = parameters.getOrDefault("SignatureMethod", "HmacSHA1");
        if (!SIGNATURE_METHODS.contains(method)) {
            throw new Refusal(Reason.MALFORMED, "SignatureMethod is neither HmacSHA1 nor HmacSHA256");
        }
        if (!required(parameters, "SecretId").equals(keys.secretId())) {
            throw new Refusal(Reason.SECRET_ID, "SecretId does not exist");
        }
        long now = clock.instant().getEpochSecond();
        if (Math.abs(now - timestamp) > WINDOW_SECONDS) {
            throw new Refusal(Reason.REPLAY, "Timestamp differs from the server by more than 5 minutes");
        }
        if (!Optional.ofNullable(parameters.get("Token")).equals(keys.token())) {
            throw new Refusal(Reason.TOKEN, "Token does not belong to SecretId");
        }
        String expected = Signature.of(Signature.signedText(call, parameters), keys.secretKey(), method);
        if (!MessageDigest.isEqual(signature.getBytes(UTF_8), expected.getBytes(UTF_8))) {
            throw new Refusal(Reason.SIGNATURE, "Signature does not match the request");
        }
        if (!ledger.use(nonce, timestamp, now - WINDOW_SECONDS)) {
            throw new Refusal(Reason.REPLAY, "Nonce was already used with this Timestamp");
        }
    }

    private static String required(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new Refusal(Reason.MALFORMED, name + " is missing"));
    }

    private static long positiveInteger(Map<String, String> parameters, String name) {
        String value = required(parameters, name);
        if (!POSITIVE_INTEGER.matcher(value).matches()) {
            throw new Refusal(Reason.MALFORMED, name + " is not a positive integer");
        }
        return Long.parseLong(value);
    }
}
