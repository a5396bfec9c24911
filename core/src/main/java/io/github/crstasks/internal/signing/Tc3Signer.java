package io.github.crstasks.internal.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.transport.TransportHeaders;
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
 * Signs the body of an API 3.0 request with TC3-HMAC-SHA256.
 *
 * <p>Each call takes the current time in seconds. There is no nonce: two equal bodies signed within one second are the same
 * request. The signature covers content type, host and body.
 *
 * <p>Immutable, and safe for use by any number of threads if the clock is. Source:
 * docs/api/describe-task-list.md, section 7.
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
     * Creates a signer.
     *
     * @param service the product, for example {@code redis}
     * @param clock the time of each signature; the service accepts a difference of 5 minutes
     */
    public static Tc3Signer of(String service, InstantSource clock) {
        return new Tc3Signer(service, clock);
    }

    /**
     * Returns the headers that authenticate a POST to the root of a host: {@code Content-Type}, {@code X-TC-Timestamp},
     * {@code X-TC-Token} for temporary credentials, and {@code Authorization}.
     *
     * @param endpoint where the body will be sent; the host is signed, with its port unless it is the default of the scheme
     * @param contentType the content type, which must be sent unchanged
     * @param body the body
     * @param credentials the key pair to sign with
     * @return the headers to send
     */
    public TransportHeaders sign(URI endpoint, String contentType, byte[] body, Credentials credentials) {
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
                "host:" + HostHeader.of(endpoint).toLowerCase(Locale.ROOT),
                "",
                SIGNED_HEADERS,
                hash(body));
        String stringToSign = String.join("\n", ALGORITHM, timestamp, scope, hash(canonicalRequest.getBytes(UTF_8)));
        String signature = HexFormat.of().formatHex(keyedHash(key(credentials, date), stringToSign));
        TransportHeaders headers = TransportHeaders.none()
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
        byte[] dateKey = keyedHash(("TC3" + credentials.secretKey()).getBytes(UTF_8), date);
        return keyedHash(keyedHash(dateKey, service), TERMINATOR);
    }

    private static byte[] keyedHash(byte[] key, String text) {
        return Hmac.of("HmacSHA256", key, text);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
