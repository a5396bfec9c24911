package io.github.crstasks.internal.signing;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.NonceSource;
import io.github.crstasks.transport.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Signs the parameters of an API 2.0 request.
 *
 * <p>Each call takes a new nonce and the current time, because the service accepts a pair of nonce and timestamp once: a
 * retry must be signed afresh.
 *
 * <p>Immutable, and safe for use by any number of threads if the clock and the nonce source are. Source:
 * docs/api/get-redis-task-list.md, sections 2 and 3.
 */
public final class HmacSigner {
    private final String method;
    private final InstantSource clock;
    private final NonceSource nonces;

    private HmacSigner(String method, InstantSource clock, NonceSource nonces) {
        this.method = method;
        this.clock = clock;
        this.nonces = nonces;
    }

    /**
     * Creates a signer.
     *
     * @param method the keyed hash, by the name that the service and JCA give it: {@code HmacSHA256} or {@code HmacSHA1}
     * @param clock the time of each signature; the service accepts a difference of 5 minutes
     * @param nonces the nonce of each signature
     */
    public static HmacSigner of(String method, InstantSource clock, NonceSource nonces) {
        return new HmacSigner(method, clock, nonces);
    }

    /**
     * Returns the form to send: the parameters with {@code Timestamp}, {@code Nonce}, {@code SecretId},
     * {@code SignatureMethod}, {@code Token} for temporary credentials, and {@code Signature}.
     *
     * @param httpMethod how the parameters will be sent, which is part of the signed text
     * @param endpoint where they will be sent; host, port unless it is the default of the scheme, and path are signed
     * @param parameters raw values, not encoded; the parameters named above are replaced
     * @param credentials the key pair to sign with
     * @return the query of a GET or the body of a POST, percent-encoded; never to be logged
     */
    public String sign(HttpMethod httpMethod, URI endpoint, Map<String, String> parameters, Credentials credentials) {
        SortedMap<String, String> all = new TreeMap<>(parameters);
        all.put("Nonce", Integer.toString(nonces.next()));
        all.put("SecretId", credentials.secretId());
        all.put("SignatureMethod", method);
        all.put("Timestamp", Long.toString(clock.instant().getEpochSecond()));
        all.remove("Signature");
        all.remove("Token");
        credentials.token().forEach(token -> all.put("Token", token));
        StringBuilder unencodedQuery = new StringBuilder();
        StringBuilder form = new StringBuilder();
        all.forEach((name, value) -> {
            unencodedQuery
                    .append(unencodedQuery.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(value);
            form.append(encode(name)).append('=').append(encode(value)).append('&');
        });
        String stringToSign = httpMethod + HostHeader.of(endpoint) + endpoint.getPath() + unencodedQuery;
        byte[] key = credentials.secretKey().getBytes(StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(Hmac.of(method, key, stringToSign));
        return form.append("Signature=").append(encode(signature)).toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
