package io.github.crstasks.internal.signing;

import java.net.URI;

/** The value of the header {@code Host}, as every HTTP stack sends it. */
final class HostHeader {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private HostHeader() {}

    /** Returns the host, with its port unless that is the default port of the scheme. */
    static String of(URI endpoint) {
        int defaultPort = "https".equalsIgnoreCase(endpoint.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        boolean isDefault = endpoint.getPort() < 0 || endpoint.getPort() == defaultPort;
        return isDefault ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    }
}
