package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Verifies the headers of requests of API 3.0: action, version, region, language, timestamp, credentials and signature
 * (docs/api/describe-task-list.md, section 7).
 */
final class ApiV3Authenticator {
    private static final String SIGNATURE_MISMATCH = "the signature does not match the request";
    private static final long MAX_CLOCK_SKEW_SECONDS = 5 * 60;
    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern AUTHORIZATION =
            Pattern.compile("TC3-HMAC-SHA256 Credential=(?<secretId>[^/ ,]+)/(?<date>[^/ ,]+)/"
                    + "(?<service>[^/ ,]+)/tc3_request, SignedHeaders=(?<signedHeaders>[a-z0-9;-]+), "
                    + "Signature=(?<signature>[0-9a-f]{64})");

    private final AcceptedCredentials credentials;
    private final InstantSource clock;
    private final SignatureTrace trace;

    ApiV3Authenticator(AcceptedCredentials credentials, InstantSource clock, SignatureTrace trace) {
        this.credentials = credentials;
        this.clock = clock;
        this.trace = trace;
    }

    /**
     * Verifies a request.
     *
     * @throws ApiV3Exception if the request is not valid
     */
    void authenticate(
            RawRequest request, String service, Set<String> actions, String version, EmulatorBehaviour behaviour) {
        require(actions.contains(required(request, "X-TC-Action")), ApiV3Exception.INVALID_ACTION, "unknown action");
        require(required(request, "X-TC-Version").equals(version), ApiV3Exception.NO_SUCH_VERSION, "unknown version");
        String region = required(request, "X-TC-Region");
        require(
                ErrorLanguage.isValidIn(request),
                ApiV3Exception.INVALID_PARAMETER_VALUE,
                ErrorLanguage.HEADER + " is neither zh-CN nor en-US");
        String timestamp = required(request, "X-TC-Timestamp");
        require(
                EPOCH_SECONDS.matcher(timestamp).matches(),
                ApiV3Exception.INVALID_PARAMETER,
                "X-TC-Timestamp is not a number of seconds");
        Matcher authorization =
                AUTHORIZATION.matcher(request.header("Authorization").orElse(""));
        require(
                authorization.matches(),
                ApiV3Exception.INVALID_AUTHORIZATION,
                "Authorization is missing or does not have the form of TC3-HMAC-SHA256");
        require(
                authorization.group("secretId").equals(credentials.secretId()),
                ApiV3Exception.SECRET_ID_NOT_FOUND,
                "the secret id does not exist");
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        require(
                Math.abs(clock.instant().getEpochSecond() - signedAt.getEpochSecond()) <= MAX_CLOCK_SKEW_SECONDS,
                ApiV3Exception.SIGNATURE_EXPIRE,
                "X-TC-Timestamp differs from the server by more than 5 minutes");
        require(
                request.header("X-TC-Token").equals(credentials.token()),
                ApiV3Exception.TOKEN_FAILURE,
                "the token does not belong to the secret id");
        requireSignature(request, authorization, signedAt, service);
        require(
                behaviour.anyRegion() || KnownRegions.contains(region),
                ApiV3Exception.UNSUPPORTED_REGION,
                "the service has no region " + region);
    }

    private void requireSignature(RawRequest request, Matcher authorization, Instant signedAt, String service) {
        List<String> signedHeaders =
                List.of(authorization.group("signedHeaders").split(";"));
        String timestamp = required(request, "X-TC-Timestamp");
        String date = LocalDate.ofInstant(signedAt, ZoneOffset.UTC).toString();
        // The official SDKs sign the first label of the host as the service, which on loopback is not "redis".
        boolean serviceMatches = authorization.group("service").equals(service)
                || authorization.group("service").equals(firstLabel(request.host()));
        String signedService = serviceMatches ? authorization.group("service") : service;
        String canonicalRequest = Tc3Signature.canonicalRequest(request, signedHeaders);
        String stringToSign = Tc3Signature.stringToSign(canonicalRequest, timestamp, date, signedService);
        String expected = Tc3Signature.compute(stringToSign, date, signedService, credentials.secretKey());
        boolean matches = authorization.group("date").equals(date)
                && serviceMatches
                && signedHeaders.containsAll(List.of("content-type", "host"))
                && MessageDigest.isEqual(authorization.group("signature").getBytes(UTF_8), expected.getBytes(UTF_8));
        if (!matches) {
            trace.report(request, mismatch(signedHeaders), canonicalRequest, stringToSign);
            throw new ApiV3Exception(ApiV3Exception.SIGNATURE_FAILURE, SIGNATURE_MISMATCH);
        }
    }

    private static String mismatch(List<String> signedHeaders) {
        return signedHeaders.containsAll(List.of("content-type", "host"))
                ? SIGNATURE_MISMATCH
                : "content-type and host must be among the signed headers";
    }

    private static String firstLabel(String host) {
        return host.split("\\.", 2)[0];
    }

    private static String required(RawRequest request, String header) {
        Optional<String> value = request.header(header);
        require(value.isPresent(), ApiV3Exception.MISSING_PARAMETER, header + " is missing");
        return value.orElseThrow();
    }

    private static void require(boolean condition, String code, String message) {
        if (!condition) {
            throw new ApiV3Exception(code, message);
        }
    }
}
