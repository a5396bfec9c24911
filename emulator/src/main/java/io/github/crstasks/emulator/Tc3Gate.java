package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the headers of a call of API 3.0 (its notes, "TC3-HMAC-SHA256"): who calls, what, and when. */
final class Tc3Gate {
    private static final long WINDOW_SECONDS = 5 * 60;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern AUTHORIZATION = Pattern.compile("TC3-HMAC-SHA256 Credential=([^/ ,]+)/([^/ ,]+)/"
            + "([^/ ,]+)/tc3_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");

    private final KeyPair keys;
    private final InstantSource clock;

    Tc3Gate(KeyPair keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Throws an {@link ApiV3Refusal} unless the call is in order. */
    void check(HttpCall call, String service, String action, String version) {
        require(required(call, "X-TC-Action").equals(action), ApiV3Refusal.INVALID_ACTION, "no such action");
        require(required(call, "X-TC-Version").equals(version), ApiV3Refusal.NO_SUCH_VERSION, "no such version");
        required(call, "X-TC-Region");
        String timestamp = required(call, "X-TC-Timestamp");
        require(
                SECONDS.matcher(timestamp).matches(),
                ApiV3Refusal.INVALID_PARAMETER,
                "X-TC-Timestamp is not a number of seconds");
        Matcher authorization =
                AUTHORIZATION.matcher(call.header("Authorization").orElse(""));
        require(
                authorization.matches(),
                ApiV3Refusal.INVALID_AUTHORIZATION,
                "Authorization is missing or not of the form that TC3-HMAC-SHA256 has");
        require(
                authorization.group(1).equals(keys.secretId()),
                ApiV3Refusal.SECRET_ID_NOT_FOUND,
                "the secret id does not exist");
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        require(
                Math.abs(clock.instant().getEpochSecond() - signedAt.getEpochSecond()) <= WINDOW_SECONDS,
                ApiV3Refusal.SIGNATURE_EXPIRE,
                "X-TC-Timestamp differs from the server by more than 5 minutes");
        require(
                call.header("X-TC-Token").equals(keys.token()),
                ApiV3Refusal.TOKEN_FAILURE,
                "the token does not belong to the secret id");
        List<String> signedHeaders = List.of(authorization.group(4).split(";"));
        String date = LocalDate.ofInstant(signedAt, ZoneOffset.UTC).toString();
        String signedService = authorization.group(3);
        String expected = Tc3Signature.of(call, signedHeaders, timestamp, date, signedService, keys.secretKey());
        require(
                authorization.group(2).equals(date)
                        && (signedService.equals(service) || signedService.equals(firstLabel(call.host())))
                        && signedHeaders.containsAll(List.of("content-type", "host"))
                        && MessageDigest.isEqual(authorization.group(5).getBytes(UTF_8), expected.getBytes(UTF_8)),
                ApiV3Refusal.SIGNATURE_FAILURE,
                "the signature does not match the request");
    }

    /** The official SDKs take it for the service, which on loopback it is not. */
    private static String firstLabel(String host) {
        return host.split("\\.", 2)[0];
    }

    private static String required(HttpCall call, String header) {
        Optional<String> value = call.header(header);
        require(value.isPresent(), ApiV3Refusal.MISSING_PARAMETER, header + " is missing");
        return value.orElseThrow();
    }

    private static void require(boolean right, String code, String text) {
        if (!right) {
            throw new ApiV3Refusal(code, text);
        }
    }
}
