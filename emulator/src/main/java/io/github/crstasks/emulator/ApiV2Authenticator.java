package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.crstasks.emulator.ApiV2Exception.Reason;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Verifies the common parameters of requests of API 2.0: action, region, credentials, timestamp, signature and nonce
 * (docs/api/get-redis-task-list.md, section 2).
 */
final class ApiV2Authenticator {
    /** {@code RequestClient} is in no document, but the official SDKs of API 2.0 add it to each request. */
    static final Set<String> COMMON_PARAMETERS = Set.of(
            "Action",
            "Region",
            "Timestamp",
            "Nonce",
            "SecretId",
            "SignatureMethod",
            "Token",
            "RequestClient",
            HmacSignature.PARAMETER);

    private static final long MAX_CLOCK_SKEW_SECONDS = 5 * 60;
    private static final Set<String> SIGNATURE_METHODS = Set.of("HmacSHA1", "HmacSHA256");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern POSITIVE_INTEGER = Pattern.compile("0*[1-9][0-9]{0,17}");

    private final AcceptedCredentials credentials;
    private final InstantSource clock;
    private final SignatureTrace trace;
    private final UsedNonces usedNonces = new UsedNonces();

    ApiV2Authenticator(AcceptedCredentials credentials, InstantSource clock, SignatureTrace trace) {
        this.credentials = credentials;
        this.clock = clock;
        this.trace = trace;
    }

    /**
     * Verifies a request and, if it is valid, marks its nonce as used.
     *
     * @throws ApiV2Exception if the request is not valid
     */
    void authenticate(RawRequest request, Map<String, String> parameters, String action, EmulatorBehaviour behaviour) {
        if (!required(parameters, "Action").equals(action)) {
            throw new ApiV2Exception(Reason.MALFORMED, "unknown Action");
        }
        String region = required(parameters, "Region");
        if (!REGION.matcher(region).matches()) {
            throw new ApiV2Exception(Reason.MALFORMED, "Region contains other characters than letters, digits and -");
        }
        long timestamp = positiveInteger(parameters, "Timestamp");
        long nonce = positiveInteger(parameters, "Nonce");
        String signature = required(parameters, HmacSignature.PARAMETER);
        String algorithm = parameters.getOrDefault("SignatureMethod", "HmacSHA1");
        if (!SIGNATURE_METHODS.contains(algorithm)) {
            throw new ApiV2Exception(Reason.MALFORMED, "SignatureMethod is neither HmacSHA1 nor HmacSHA256");
        }
        if (!required(parameters, "SecretId").equals(credentials.secretId())) {
            throw new ApiV2Exception(Reason.SECRET_ID, "SecretId does not exist");
        }
        long now = clock.instant().getEpochSecond();
        if (Math.abs(now - timestamp) > MAX_CLOCK_SKEW_SECONDS) {
            throw new ApiV2Exception(Reason.REPLAY, "Timestamp differs from the server by more than 5 minutes");
        }
        if (!Optional.ofNullable(parameters.get("Token")).equals(credentials.token())) {
            throw new ApiV2Exception(Reason.TOKEN, "Token does not belong to SecretId");
        }
        String stringToSign = HmacSignature.stringToSign(request, parameters);
        String expected = HmacSignature.compute(stringToSign, credentials.secretKey(), algorithm);
        if (!MessageDigest.isEqual(signature.getBytes(UTF_8), expected.getBytes(UTF_8))) {
            trace.report(request, "the signature does not match the request", stringToSign);
            throw new ApiV2Exception(Reason.SIGNATURE, "Signature does not match the request");
        }
        if (!usedNonces.addIfNew(nonce, timestamp, now - MAX_CLOCK_SKEW_SECONDS)) {
            throw new ApiV2Exception(Reason.REPLAY, "Nonce was already used with this Timestamp");
        }
        if (!behaviour.anyRegion() && !KnownRegions.contains(region)) {
            throw new ApiV2Exception(Reason.MALFORMED, "the service has no region " + region);
        }
    }

    private static String required(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new ApiV2Exception(Reason.MALFORMED, name + " is missing"));
    }

    private static long positiveInteger(Map<String, String> parameters, String name) {
        String value = required(parameters, name);
        if (!POSITIVE_INTEGER.matcher(value).matches()) {
            throw new ApiV2Exception(Reason.MALFORMED, name + " is not a positive integer");
        }
        return Long.parseLong(value);
    }
}
