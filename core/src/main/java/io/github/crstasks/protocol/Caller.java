package io.github.crstasks.protocol;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.NonceSource;
import java.net.URI;
import java.time.InstantSource;

/**
 * Who asks, where, and by which clock.
 *
 * @param endpoint scheme, host, port and path of the service
 * @param region the region asked about, for example {@code gz} or {@code ap-guangzhou}
 * @param credentials what to sign with
 * @param clock tells the time of a signature
 * @param nonces makes each signature unlike any other
 */
public record Caller(URI endpoint, String region, Credentials credentials, InstantSource clock, NonceSource nonces) {}
