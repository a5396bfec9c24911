package io.github.crstasks.transport;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.collection.LinkedHashSet;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * An HTTP proxy, with its credentials and the hosts that are reached without it. A transport that has one ignores the proxy
 * settings of the JVM.
 *
 * <p>Endpoints with {@code https} are reached through a tunnel, which the proxy opens for the method {@code CONNECT}. The
 * connection to the proxy itself is plain HTTP: proxies that require TLS or SOCKS are not supported.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public final class HttpProxy {
    /** Programs on this machine are not behind the proxy that the environment names. */
    private static final LinkedHashSet<ProxyExemption> LOOPBACK =
            LinkedHashSet.of("localhost", "127.0.0.0/8", "::1").map(host -> ProxyExemption.of("host", host));

    /** The metadata service, which exists on each virtual machine alone: a proxy would answer with its own role. */
    private static final String METADATA_HOST = "metadata.tencentyun.com";

    private static final String HTTPS = "https";
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final String host;
    private final int port;
    private final Option<ProxyCredentials> credentials;
    private final LinkedHashSet<ProxyExemption> exemptions;
    private final boolean isForHttpsOnly;

    private HttpProxy(
            String host,
            int port,
            Option<ProxyCredentials> credentials,
            LinkedHashSet<ProxyExemption> exemptions,
            boolean isForHttpsOnly) {
        this.host = host;
        this.port = port;
        this.credentials = credentials;
        this.exemptions = exemptions;
        this.isForHttpsOnly = isForHttpsOnly;
    }

    /**
     * Creates a proxy without credentials, for all hosts, those of this machine included.
     *
     * @param host a host name or an IP address, without scheme
     * @param port 1 to 65535
     * @return the proxy
     * @throws IllegalArgumentException if the host is neither a name nor an address, or the port is out of range
     */
    public static HttpProxy of(String host, int port) {
        Objects.requireNonNull(host, "host");
        // A host with a user may contain a password.
        String shown = host.contains("@") ? "one with a user (@)" : '"' + host + '"';
        Invalid.unless(
                HostAddress.isHost(host), "host", shown, "the name or IP address of a proxy, without scheme and port");
        Invalid.unless(HostAddress.isPort(port), "port", port, "1..65535");
        return new HttpProxy(AddressLiteral.withoutBrackets(host), port, Option.none(), LinkedHashSet.empty(), false);
    }

    static HttpProxy ofEnvironment(String host, int port) {
        return new HttpProxy(AddressLiteral.withoutBrackets(host), port, Option.none(), LOOPBACK, true);
    }

    /**
     * Reads the proxy from the environment of this process, like {@link #fromEnvironment(Map)}.
     *
     * @return the proxy; empty if none is set
     * @throws IllegalArgumentException if a variable is malformed; the message names the variable, but neither user nor
     *     password
     */
    public static Option<HttpProxy> fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * Reads the proxy from the variables {@code HTTPS_PROXY} and {@code NO_PROXY}. If one of them is not set or blank, the same
     * name in small letters is read. {@code HTTP_PROXY} and {@code ALL_PROXY} are not read.
     *
     * <p>{@code HTTPS_PROXY} is {@code http://user:password@host:port}. Scheme, user, password and port may be absent, and a
     * slash may follow. User and password are percent-encoded. The default port is 80, as in Go and unlike in curl. The proxy is
     * used for {@code https} endpoints only.
     *
     * <p>{@code NO_PROXY} lists what is reached without the proxy, separated by commas or spaces:
     *
     * <ul>
     *   <li>{@code example.com} and {@code .example.com}: that host and all hosts below it, as in curl
     *   <li>{@code *.example.com}: all hosts below it
     *   <li>{@code 192.0.2.1}, {@code 2001:db8::1}, {@code 10.0.0.0/8}: an endpoint that is written as such an address; names are
     *       not resolved
     *   <li>{@code example.com:8443}, {@code [2001:db8::1]:8443}: the same at this port only
     *   <li>{@code *}: all hosts
     * </ul>
     *
     * <p>{@code localhost} and loopback addresses are always reached without the proxy, as in Go and unlike in curl.
     *
     * @param variables values by the names of the variables
     * @return the proxy; empty if none is set
     * @throws IllegalArgumentException if a variable is malformed; the message names the variable, but neither user nor
     *     password
     */
    public static Option<HttpProxy> fromEnvironment(Map<String, String> variables) {
        return new ProxyVariables(Objects.requireNonNull(variables, "variables")).proxy();
    }

    /**
     * Returns a copy with credentials, which are sent to the proxy with each request, by the scheme Basic in UTF-8, and to nobody
     * else.
     *
     * <p>The JDK omits them for {@code https} endpoints unless the system property
     * {@code jdk.http.auth.tunneling.disabledSchemes} is set to a list without {@code Basic}, for example to an empty text,
     * before its first HTTP request.
     *
     * @param user the user, without a colon and control characters
     * @param password the password, without control characters; not empty if the user is empty
     * @return the copy
     * @throws IllegalArgumentException if user or password cannot be sent; the message contains neither
     */
    public HttpProxy withCredentials(String user, String password) {
        return new HttpProxy(host, port, Option.some(new ProxyCredentials(user, password)), exemptions, isForHttpsOnly);
    }

    /**
     * Returns a copy that is not used for some hosts, in addition to those that are exempt already.
     *
     * @param hosts hosts, domains, addresses and networks, in the form of the entries of {@code NO_PROXY} as
     *     {@link #fromEnvironment(Map)} describes them
     * @return the copy
     * @throws IllegalArgumentException if an entry has another form
     */
    public HttpProxy withoutProxyFor(String... hosts) {
        HttpProxy copy = this;
        for (String exempt : Objects.requireNonNull(hosts, "hosts")) {
            copy = copy.except(ProxyExemption.of("hosts", Objects.requireNonNull(exempt, "host")));
        }
        return copy;
    }

    HttpProxy except(ProxyExemption exemption) {
        return new HttpProxy(host, port, credentials, exemptions.add(exemption), isForHttpsOnly);
    }

    /**
     * Returns the host of the proxy.
     *
     * @return a name or an IP address, without brackets
     */
    public String host() {
        return host;
    }

    /**
     * Returns the port of the proxy.
     *
     * @return 1 to 65535
     */
    public int port() {
        return port;
    }

    /**
     * Returns whether the proxy has credentials.
     *
     * @return true after {@link #withCredentials}
     */
    public boolean hasCredentials() {
        return credentials.isDefined();
    }

    /**
     * Returns whether an endpoint is reached through the proxy.
     *
     * @param endpoint an {@code http} or {@code https} URI with a host
     * @return false if the host is exempt or {@code metadata.tencentyun.com}, or if the proxy is from the environment and the
     *     scheme is {@code http}
     */
    public boolean isUsedFor(URI endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        boolean isHttps = HTTPS.equalsIgnoreCase(endpoint.getScheme());
        if (endpoint.getHost() == null || (isForHttpsOnly && !isHttps)) {
            return false;
        }
        String target = AddressLiteral.withoutBrackets(endpoint.getHost().toLowerCase(Locale.ROOT));
        int defaultPort = isHttps ? HTTPS_PORT : HTTP_PORT;
        int targetPort = endpoint.getPort() < 0 ? defaultPort : endpoint.getPort();
        return !target.equals(METADATA_HOST) && !exemptions.exists(exemption -> exemption.includes(target, targetPort));
    }

    /**
     * Returns the value of the header {@code Proxy-Authorization} for a request to an endpoint.
     *
     * @param endpoint the endpoint of the request
     * @return the value, never to be logged or sent to the endpoint; empty without credentials, or if the proxy is not used for
     *     the endpoint
     */
    public Option<String> authorization(URI endpoint) {
        return isUsedFor(endpoint) ? credentials.map(ProxyCredentials::authorization) : Option.none();
    }

    /**
     * Returns a selector of this proxy for HTTP stacks of the JDK.
     *
     * @return a selector that selects this proxy, whose host is resolved at each use, or no proxy for exempt hosts
     */
    public ProxySelector selector() {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(isUsedFor(uri) ? proxy : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // The exchange reports its failure itself, and there is no other proxy to select.
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpProxy that
                && host.equals(that.host)
                && port == that.port
                && credentials.equals(that.credentials)
                && exemptions.equals(that.exemptions)
                && isForHttpsOnly == that.isForHttpsOnly;
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port, exemptions, isForHttpsOnly);
    }

    /** Returns host, port and exempt hosts, and whether there are credentials, but neither user nor password. */
    @Override
    public String toString() {
        return "HttpProxy[" + Route.text(host, port)
                + (hasCredentials() ? ", with credentials" : "")
                + (isForHttpsOnly ? ", for https only" : "")
                + (exemptions.isEmpty() ? "" : ", not for " + Excerpt.of(exemptions.mkString(" ")))
                + "]";
    }

    /**
     * How a request reaches its endpoint: directly, or through a proxy, which failures then name. For transports over a stack
     * that uses the first proxy of a {@link ProxySelector} only, such as {@code java.net.http}.
     *
     * <p>Immutable and safe for use by any number of threads.
     */
    public static final class Route {
        private static final Route UNKNOWN = new Route(Option.none(), Option.none());

        private final Option<Proxy> proxy;
        private final Option<TransportFailure> selectionFailure;

        private Route(Option<Proxy> proxy, Option<TransportFailure> selectionFailure) {
            this.proxy = proxy;
            this.selectionFailure = selectionFailure;
        }

        /**
         * Returns a route without a proxy, or with one that is not known.
         *
         * @return the route, whose failures name no proxy
         */
        public static Route unknown() {
            return UNKNOWN;
        }

        /**
         * Selects the route of a request.
         *
         * @param selector the selector of the stack; empty if it has none
         * @param request the request
         * @return the route over the first proxy that is selected. If the selector throws or returns null,
         *     {@link #unsupported} says so
         */
        public static Route select(Option<ProxySelector> selector, TransportRequest request) {
            Objects.requireNonNull(selector, "selector");
            Objects.requireNonNull(request, "request");
            return selector.map(selecting -> select(selecting, request)).getOrElse(UNKNOWN);
        }

        private static Route select(ProxySelector selector, TransportRequest request) {
            try {
                List<Proxy> selected = Objects.requireNonNull(selector.select(request.endpoint()), "it returned null");
                return new Route(
                        Option.when(
                                !selected.isEmpty(),
                                () -> Objects.requireNonNull(selected.get(0), "it returned null in its list")),
                        Option.none());
            } catch (Throwable thrown) {
                return new Route(
                        Option.none(),
                        Option.some(TransportFailure.guarded(
                                thrown, readable -> selectionFailure(selector, request, readable))));
            }
        }

        private static TransportFailure selectionFailure(
                ProxySelector selector, TransportRequest request, Throwable thrown) {
            Throwable cause = new StackFailureClassifier(thrown).redacted(request);
            return new TransportFailure(
                    Kind.STACK_UNUSABLE,
                    request + ": nothing was sent, because the proxy selector "
                            + selector.getClass().getName() + " failed; repair it or set another ("
                            + Excerpt.of(cause) + ")",
                    Option.some(cause));
        }

        /**
         * Returns whether a SOCKS proxy is selected.
         *
         * @return false for other proxies, and if none is selected
         */
        public boolean isSocks() {
            return proxy.exists(selected -> selected.type() == Proxy.Type.SOCKS);
        }

        /**
         * Returns why a stack without support for SOCKS must not send the request: it would connect directly, or the proxy
         * selector failed.
         *
         * @param request the request
         * @return the failure; empty if the selector has not failed and selected no SOCKS proxy
         */
        public Option<TransportFailure> unsupported(TransportRequest request) {
            Objects.requireNonNull(request, "request");
            return selectionFailure.orElse(() -> proxy.filter(selected -> isSocks())
                    .map(selected -> new TransportFailure(
                            Kind.PROXY_REFUSED,
                            request + ": java.net.http does not support the configured SOCKS proxy "
                                    + selected.address()
                                    + "; use an HTTP proxy, or GoogleTransport, or exempt the host, for example with the"
                                    + " system property socksNonProxyHosts",
                            Option.none())));
        }

        /**
         * Returns why a response is not that of the endpoint, if the proxy sent it because it requires other credentials.
         *
         * @param request the request
         * @param status the HTTP status of the response
         * @return the failure; empty for other statuses, and for {@code https} endpoints, whose responses a proxy cannot send
         */
        public Option<TransportFailure> refusal(TransportRequest request, int status) {
            Objects.requireNonNull(request, "request");
            boolean isFromProxy = status == PROXY_AUTHENTICATION_REQUIRED
                    && !HTTPS.equalsIgnoreCase(request.endpoint().getScheme());
            return address()
                    .filter(known -> isFromProxy)
                    .map(known -> new TransportFailure(
                            Kind.PROXY_REFUSED,
                            subject(request) + ": the proxy answered with HTTP " + status
                                    + "; check the proxy credentials, for example those of HttpProxy.withCredentials(...)",
                            Option.none()));
        }

        /**
         * Creates a failure from an exception of the stack, like {@link TransportFailure#of(TransportRequest, Throwable)}.
         *
         * @param request the request
         * @param thrown the exception of the stack
         * @return a failure whose message names method, endpoint and proxy
         */
        public TransportFailure failure(TransportRequest request, Throwable thrown) {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(thrown, "thrown");
            return TransportFailure.guarded(
                    thrown, readable -> TransportFailure.of(request, subject(request), withHost(readable)));
        }

        /** Returns an exception that names the host of the proxy, if that has no address. */
        private Throwable withHost(Throwable thrown) {
            boolean isUnresolved = new StackFailureClassifier(thrown).hasAny(UnresolvedAddressException.class);
            return address()
                    .filter(known -> isUnresolved)
                    .<Throwable>map(known -> new UnknownHostException(known.getHostString()).initCause(thrown))
                    .getOrElse(thrown);
        }

        private Option<InetSocketAddress> address() {
            return proxy.filter(selected -> selected.type() == Proxy.Type.HTTP)
                    .map(Proxy::address)
                    .filter(InetSocketAddress.class::isInstance)
                    .map(InetSocketAddress.class::cast);
        }

        private String subject(TransportRequest request) {
            return request
                    + address()
                            .map(known -> " through the proxy " + text(known.getHostString(), known.getPort()))
                            .getOrElse("");
        }

        private static String text(String host, int port) {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
