package io.github.crstasks.internal;

import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.control.Option;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Validates endpoints and regions. */
public final class EndpointRules {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|(0{1,4}:){7})0{0,3}1\\]");

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]+");

    /** Splits an authority that {@link URI} could not read: user, host and port. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?(\\[[^\\]]*\\]|[^:]*)(?::(.*))?");

    private static final Pattern NO_HOST_CHARACTER = Pattern.compile("[^A-Za-z0-9.-]");

    /** The start of what a person writes who leaves out the scheme: a host name with a port. */
    private static final Pattern PORT = Pattern.compile("\\d+(/.*)?");

    private static final Pattern SLASHES = Pattern.compile("/*");

    private static final int MAX_PORT = 65_535;

    private EndpointRules() {}

    /**
     * Returns a region that is a plain token.
     *
     * @throws IllegalArgumentException if the region contains other characters
     */
    public static String requireRegion(String region) {
        return requireRegion("region", Objects.requireNonNull(region, "region"));
    }

    /**
     * Returns a region that is a plain token.
     *
     * @param setting the setting that the message names
     * @throws IllegalArgumentException if the region contains other characters
     */
    public static String requireRegion(String setting, String region) {
        Invalid.unless(
                REGION.matcher(region).matches(), setting, '"' + region + '"', "a text of letters, digits and hyphens");
        return region;
    }

    /**
     * Returns an endpoint that consists of scheme, host, port and path only.
     *
     * @throws IllegalArgumentException if the endpoint has another scheme than http or https, no host, an impossible host or
     *     port, or other parts; the message names the reason
     */
    public static URI requireValid(URI endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        problem(endpoint).forEach(problem -> {
            throw new Invalid(
                            "endpoint",
                            problem,
                            "an http or https address of a host, for example https://redis.tencentcloudapi.com")
                    .asException();
        });
        return endpoint;
    }

    /** Returns what is wrong. Names no user, query and fragment, because they may contain a credential. */
    private static Option<String> problem(URI endpoint) {
        if (endpoint.getRawFragment() != null) {
            return Option.some("one with a fragment (#)");
        }
        boolean isSchemeMissing = endpoint.isOpaque()
                && PORT.matcher(endpoint.getSchemeSpecificPart()).matches();
        if (endpoint.getScheme() == null || isSchemeMissing) {
            return Option.some(withoutUserAndQuery(endpoint) + ", which has no scheme; write https:// before it");
        }
        if (!isHttps(endpoint) && !"http".equalsIgnoreCase(endpoint.getScheme())) {
            return Option.some(withoutUserAndQuery(endpoint) + ", with the scheme " + endpoint.getScheme());
        }
        if (endpoint.getRawQuery() != null) {
            return Option.some("one with a query (?)");
        }
        String authority = Objects.requireNonNullElse(endpoint.getRawAuthority(), "");
        if (authority.contains("@")) {
            return Option.some("one with a user (@)");
        }
        return problem(authority, Option.of(endpoint.getHost()));
    }

    private static Option<String> problem(String authority, Option<String> readHost) {
        Matcher parts = AUTHORITY.matcher(authority);
        boolean isMatched = parts.matches();
        String host = readHost.getOrElse(isMatched ? parts.group(1) : authority);
        String port = isMatched && parts.group(2) != null ? parts.group(2) : "";
        if (host.isEmpty()) {
            return Option.some("one with no host; write it after https://");
        }
        if (!port.isEmpty() && !isPort(port)) {
            return Option.some("one with the port " + port + ", which is not in 1.." + MAX_PORT);
        }
        if (host.endsWith(".")) {
            return Option.some("one with a dot at the end of the host " + host);
        }
        Matcher wrong = NO_HOST_CHARACTER.matcher(host);
        boolean isName = !host.startsWith("[");
        if (readHost.isEmpty() && isName && wrong.find()) {
            boolean isAscii = wrong.group().charAt(0) < 0x80;
            return Option.some("one with the host " + host + ", which contains " + wrong.group()
                    + (isAscii
                            ? "; a host has letters, digits, hyphens and dots"
                            : "; write such a name in Punycode, which begins with xn--"));
        }
        return Option.when(
                readHost.isEmpty(), "one with the host " + host + ", which is neither a name nor an address");
    }

    private static boolean isPort(String port) {
        try {
            int number = Integer.parseInt(port);
            return number >= 1 && number <= MAX_PORT && Character.isDigit(port.charAt(0));
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static String withoutUserAndQuery(URI endpoint) {
        return '"' + endpoint.toString().replaceFirst("[?].*", "").replaceFirst("^.*@", "") + '"';
    }

    /**
     * Returns an endpoint in the form in which it is sent and signed: scheme and host in lower case, no empty port, and the
     * path of the default endpoint unless it has a path of its own. Slashes alone are no path.
     */
    public static URI complete(URI endpoint, URI defaultEndpoint) {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        String path = endpoint.getRawPath();
        return URI.create(endpoint.getScheme().toLowerCase(Locale.ROOT)
                + "://"
                + endpoint.getHost().toLowerCase(Locale.ROOT)
                + port
                + (SLASHES.matcher(path).matches() ? defaultEndpoint.getRawPath() : path));
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
