package io.github.crstasks.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.crstasks.http.HttpHeaders;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Signs the body of an API 3.0 request by TC3-HMAC-SHA256.
 *
 * <p>Each call takes the time of the clock, in seconds; there is no nonce, so that the same question signed twice within a
 * second is the same request. What is signed are content type, host and body.
 *
 * <p>Immutable, and safe for use by any number of threads if its clock is. Source: API 3.0, signature method
 * TC3-HMAC-SHA256.
 */
public final class Tc3Signer {
    private static final String ALGORITHM = "TC3-HMAC-SHA256";
    private static final String TERMINATOR = "tc3_request";
    private static final String SIGNED_HEADERS = "content-type;host";

    private final String service;
    private final InstantSource clock;

    private Tc3Signer(String service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    /**
     * A signer.
     *
     * @param service the product that is asked, for example {@code redis}
     * @param clock tells the time of each signature; the service allows a difference of 5 minutes
     * @return the signer
     */
    public static Tc3Signer of(String service, InstantSource clock) {
        return new Tc3Signer(service, clock);
    }

    /**
     * The headers of a POST to the root of a host that prove who asks: {@code Content-Type}, {@code X-TC-Timestamp},
     * {@code X-TC-Token} for temporary credentials, and {@code Authorization}.
     *
     * @param endpoint where the body will be sent; its host is signed, and its port unless it is the scheme's own
     * @param contentType what the body is, to be sent just so
     * @param body what to sign
     * @param credentials who asks
     * @return the headers to send
     */
    public HttpHeaders sign(URI endpoint, String contentType, byte[] body, Credentials credentials) {
        Instant now = clock.instant();
        String timestamp = Long.toString(now.getEpochSecond());
        String date = DateTimeFormatter.ISO_LOCAL_DATE.format(now.atOffset(ZoneOffset.UTC));
        String scope = String.join("/", date, service, TERMINATOR);
        String canonicalRequest = String.join(
                "\n",
                "POST",
                "/",
                "",
                "content-type:" + contentType.toLowerCase(Locale.ROOT),
                "host:" + SignedHost.of(endpoint).toLowerCase(Locale.ROOT),
                "",
                SIGNED_HEADERS,
                hash(body));
        String text = String.join("\n", ALGORITHM, timestamp, scope, hash(canonicalRequest.getBytes(UTF_8)));
        String signature = HexFormat.of().formatHex(keyedHash(key(credentials, date), text));
        HttpHeaders headers = HttpHeaders.none()
                .with("Content-Type", contentType)
                .with("X-TC-Timestamp", timestamp)
                .with(
                        "Authorization",
                        ALGORITHM + " Credential=" + credentials.secretId() + "/" + scope + ", SignedHeaders="
                                + SIGNED_HEADERS + ", Signature=" + signature);
        return credentials
                .token()
                .map(token -> headers.with("X-TC-Token", token))
                .getOrElse(headers);
    }

    private byte[] key(Credentials credentials, String date) {
        byte[] ofDate = keyedHash(("TC3" + credentials.secretKey()).getBytes(UTF_8), date);
        return keyedHash(keyedHash(ofDate, service), TERMINATOR);
    }

    private static byte[] keyedHash(byte[] key, String text) {
        return KeyedHash.of(SignatureMethod.HMAC_SHA256, key, text);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
