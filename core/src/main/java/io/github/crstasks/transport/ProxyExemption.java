package io.github.crstasks.transport;

import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.control.Option;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host, domain or network that is reached without the proxy, as one entry of {@code NO_PROXY} states it. */
final class ProxyExemption {
    private static final Pattern NETWORK = Pattern.compile("([^/]+)/([0-9]{1,3})");
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]*]|[^:]*):([0-9]{1,5})");
    private static final String ACCEPTED =
            "*, a host, a domain such as .example.com, an IP address, each with an optional"
                    + " port, or a network such as 10.0.0.0/8";

    /** Decides by the host, without brackets and in lower case. */
    private interface HostRule {
        boolean includes(String host);
    }

    private final String text;
    private final HostRule rule;
    private final Option<Integer> port;

    private ProxyExemption(String text, HostRule rule, Option<Integer> port) {
        this.text = text;
        this.rule = rule;
        this.port = port;
    }

    /**
     * Reads one entry.
     *
     * @throws IllegalArgumentException if the entry could never apply, as {@code 10.*}; the message names the parameter
     */
    static ProxyExemption of(String parameter, String entry) {
        String text = entry.strip().toLowerCase(Locale.ROOT);
        Matcher withPort = WITH_PORT.matcher(text);
        // More than one colon without brackets is an IPv6 address, whose last group is no port.
        boolean hasPort = withPort.matches();
        Option<Integer> port = Option.when(hasPort, () -> Integer.valueOf(withPort.group(2)));
        Option<HostRule> rule = rule(hasPort ? withPort.group(1) : text)
                .filter(found -> port.forAll(HostAddress::isPort))
                .filter(found -> !hasPort || !text.contains("/"));
        // An entry with a user may contain a password.
        String shown = text.contains("@") ? "an entry with a user (@)" : '"' + text + '"';
        Invalid.unless(rule.isDefined(), parameter, shown, ACCEPTED);
        return new ProxyExemption(text, rule.get(), port);
    }

    private static Option<HostRule> rule(String text) {
        if (text.equals("*")) {
            return Option.some(host -> true);
        }
        Matcher network = NETWORK.matcher(text);
        if (network.matches()) {
            int bits = Integer.parseInt(network.group(2));
            return AddressLiteral.bytes(network.group(1))
                    .filter(address -> bits <= address.length * Byte.SIZE)
                    .map(address -> network(address, bits));
        }
        return AddressLiteral.bytes(text)
                .map(address -> network(address, address.length * Byte.SIZE))
                .orElse(() -> domain(text));
    }

    private static HostRule network(byte[] network, int bits) {
        return host ->
                AddressLiteral.bytes(host).exists(address -> AddressLiteral.haveSamePrefix(network, address, bits));
    }

    private static Option<HostRule> domain(String text) {
        boolean isSubdomainOnly = text.startsWith("*.");
        String name = text.replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", "");
        return Option.when(
                HostAddress.isName(name),
                () -> host -> host.endsWith("." + name) || (!isSubdomainOnly && host.equals(name)));
    }

    /** Returns whether a host, without brackets and in lower case, is reached directly at a port. */
    boolean includes(String host, int requestedPort) {
        return port.forAll(exempt -> exempt == requestedPort) && rule.includes(host);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProxyExemption exemption && text.equals(exemption.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
