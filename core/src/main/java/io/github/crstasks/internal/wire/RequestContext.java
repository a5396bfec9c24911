package io.github.crstasks.internal.wire;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.NonceSource;
import java.net.URI;
import java.time.InstantSource;

/**
 * The inputs of a request besides its parameters.
 *
 * @param endpoint scheme, host, port and path of the service
 * @param region the region, for example {@code gz} or {@code ap-guangzhou}
 * @param credentials the key pair to sign with
 * @param clock returns the time of the signature
 * @param nonces returns the nonce of the signature
 */
public record RequestContext(
        URI endpoint, String region, Credentials credentials, InstantSource clock, NonceSource nonces) {}
