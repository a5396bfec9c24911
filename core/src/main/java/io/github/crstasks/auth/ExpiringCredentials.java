package io.github.crstasks.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * Credentials with the moment at which they end.
 *
 * @param credentials the credentials
 * @param expiresAt the first moment at which the service refuses them
 */
record ExpiringCredentials(Credentials credentials, Instant expiresAt) {
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);

    /** A quarter of the lifetime: credentials that are fetched with little time left are not fetched at every call. */
    private static final int MARGIN_DIVISOR = 4;

    boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    /** Returns when to fetch the next credentials: 5 minutes before the end, or later if the lifetime is short. */
    Instant refreshFrom(Instant now) {
        Duration quarter = Duration.between(now, expiresAt).dividedBy(MARGIN_DIVISOR);
        return expiresAt.minus(quarter.compareTo(LONGEST_MARGIN) < 0 ? quarter : LONGEST_MARGIN);
    }
}
