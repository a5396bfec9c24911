package io.github.crstasks.auth;

import java.net.URI;

/** The header {@code Host} as every HTTP stack sends it. */
final class SignedHost {
    private SignedHost() {}

    /** The host, with its port unless it is the scheme's own. */
    static String of(URI endpoint) {
        int schemesOwn = "https".equalsIgnoreCase(endpoint.getScheme()) ? 443 : 80;
        boolean usual = endpoint.getPort() < 0 || endpoint.getPort() == schemesOwn;
        return usual ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    }
}
