package io.github.crstasks.auth;

import io.github.crstasks.http.HttpMethod;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Signs the parameters of an API 2.0 request.
 *
 * <p>Each call takes a new nonce and the time of the clock, so that the same question signed twice is two requests: the
 * service takes a pair of nonce and timestamp once.
 *
 * <p>Immutable, and safe for use by any number of threads if its clock and its nonce source are. Source: API document,
 * common parameters and signature method.
 */
public final class Signer {
    private final SignatureMethod method;
    private final InstantSource clock;
    private final NonceSource nonces;

    private Signer(SignatureMethod method, InstantSource clock, NonceSource nonces) {
        this.method = method;
        this.clock = clock;
        this.nonces = nonces;
    }

    /**
     * A signer.
     *
     * @param method the keyed hash
     * @param clock tells the time of each signature; the service allows a difference of 5 minutes
     * @param nonces makes each signature unlike any other
     * @return the signer
     */
    public static Signer of(SignatureMethod method, InstantSource clock, NonceSource nonces) {
        return new Signer(method, clock, nonces);
    }

    /**
     * The form to send, with the parameters that prove who asks: {@code Timestamp}, {@code Nonce}, {@code SecretId},
     * {@code SignatureMethod}, {@code Token} for temporary credentials, and {@code Signature}.
     *
     * @param httpMethod how the parameters will be sent, which is part of what is signed
     * @param endpoint where they will be sent; host, port unless it is the scheme's own, and path are signed
     * @param parameters what to sign, raw and not encoded; those named above are replaced
     * @param credentials who asks
     * @return the query of a GET or the body of a POST, percent-encoded; it must not be shown
     */
    public String sign(HttpMethod httpMethod, URI endpoint, Map<String, String> parameters, Credentials credentials) {
        SignedForms forms = credentials.forms(method);
        SignedForm form = forms.take();
        form.begin(httpMethod + SignedHost.of(endpoint) + endpoint.getPath(), sorted(parameters));
        form.put("Nonce", Integer.toString(nonces.next()));
        form.put("SecretId", credentials.secretId());
        form.remove("Signature");
        form.put("SignatureMethod", method.wireName());
        form.put("Timestamp", Long.toString(clock.instant().getEpochSecond()));
        credentials.token().peek(token -> form.put("Token", token)).onEmpty(() -> form.remove("Token"));
        String signed = form.sign();
        forms.giveBack(form);
        return signed;
    }

    private static SortedMap<String, String> sorted(Map<String, String> parameters) {
        return parameters instanceof SortedMap<String, String> sorted && sorted.comparator() == null
                ? sorted
                : new TreeMap<>(parameters);
    }
}
