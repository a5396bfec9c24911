package io.github.crstasks.internal;

import io.github.crstasks.error.TaskError.Invalid;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/** Validates endpoints and regions. */
public final class EndpointRules {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]+");

    private EndpointRules() {}

    /**
     * Returns a region that is a plain token.
     *
     * @throws IllegalArgumentException if the region contains other characters
     */
    public static String requireRegion(String region) {
        boolean isToken =
                REGION.matcher(Objects.requireNonNull(region, "region")).matches();
        Invalid.unless(isToken, "region", '"' + region + '"', "a text of letters, digits and hyphens");
        return region;
    }

    /**
     * Returns an endpoint that consists of scheme, host, port and path only.
     *
     * @throws IllegalArgumentException if the endpoint has another scheme than http or https, no host, or other parts
     */
    public static URI requireValid(URI endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        boolean hasOtherParts = endpoint.getRawUserInfo() != null
                || endpoint.getRawQuery() != null
                || endpoint.getRawFragment() != null;
        // User and query may contain a credential, so they are not shown.
        Invalid.unless(
                !hasOtherParts,
                "endpoint",
                "one with user, query or fragment",
                "an http or https address without user, query and fragment");
        boolean isHttp = "http".equalsIgnoreCase(endpoint.getScheme()) || isHttps(endpoint);
        Invalid.unless(
                isHttp && endpoint.getHost() != null,
                "endpoint",
                endpoint,
                "an http or https address with a host, for example https://redis.tencentcloudapi.com");
        return endpoint;
    }

    /** Returns an endpoint with the path of the default endpoint, unless it has a path of its own. */
    public static URI withPath(URI endpoint, URI defaultEndpoint) {
        return endpoint.getPath().isEmpty() ? endpoint.resolve(defaultEndpoint.getPath()) : endpoint;
    }

    /**
     * Requires that nobody on the network can read requests to an endpoint: it uses https, or is on this machine.
     *
     * @throws IllegalArgumentException if the endpoint is plain http on another host
     */
    public static void requireConfidential(URI endpoint) {
        Invalid.unless(
                isHttps(endpoint) || LOOPBACK.matcher(endpoint.getHost()).matches(),
                "endpoint",
                endpoint,
                "https, or allowed with allowPlainHttp()");
    }

    /** Returns an endpoint without its port, if that is the default port of its scheme. */
    public static URI withoutDefaultPort(URI endpoint) {
        int defaultPort = isHttps(endpoint) ? HTTPS_PORT : HTTP_PORT;
        return endpoint.getPort() == defaultPort
                ? URI.create(endpoint.getScheme() + "://" + endpoint.getHost() + endpoint.getRawPath())
                : endpoint;
    }

    private static boolean isHttps(URI endpoint) {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }
}
