package io.github.crstasks.transport;

import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.collection.List;
import io.vavr.control.Option;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the variables {@code HTTPS_PROXY} and {@code NO_PROXY}, in capital or small letters. No message contains any part of a
 * malformed {@code HTTPS_PROXY} but its scheme: a person who leaves something out may have written the password anywhere.
 */
final class ProxyVariables {
    private static final int DEFAULT_PORT = 80;
    private static final String ACCEPTED =
            "the address of an HTTP proxy, such as proxy.example:3128 or http://user:password@proxy.example:3128";

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,15})://(.*)");
    private static final Pattern ADDRESS = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::([0-9]{0,5}))?");
    private static final Pattern END_OF_AUTHORITY = Pattern.compile("[/?#]");
    private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");
    private static final int HEX = 16;

    private final Map<String, String> variables;

    ProxyVariables(Map<String, String> variables) {
        this.variables = variables;
    }

    private record Variable(String name, String value) {}

    Option<HttpProxy> proxy() {
        return variable("HTTPS_PROXY")
                .map(variable -> parse(variable.name, variable.value))
                .map(proxy -> exemptions().foldLeft(proxy, HttpProxy::except));
    }

    private List<ProxyExemption> exemptions() {
        return variable("NO_PROXY")
                .map(variable -> List.of(SEPARATORS.split(variable.value))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> ProxyExemption.of(variable.name, entry)))
                .getOrElse(List.empty());
    }

    /** Returns a variable that is set and not blank; the one in capital letters wins. */
    private Option<Variable> variable(String capital) {
        return List.of(capital, capital.toLowerCase(Locale.ROOT))
                .flatMap(name -> Option.of(variables.get(name)).map(value -> new Variable(name, value.strip())))
                .find(variable -> !variable.value.isEmpty());
    }

    private static HttpProxy parse(String variable, String value) {
        Matcher withScheme = SCHEME.matcher(value);
        boolean hasScheme = withScheme.matches();
        if (hasScheme && !withScheme.group(1).equalsIgnoreCase("http")) {
            throw invalid(
                    variable,
                    "one with the scheme " + withScheme.group(1)
                            + ", which is not supported: the proxy is reached over plain HTTP");
        }
        String authority = hasScheme ? withScheme.group(2) : value;
        int at = authority.lastIndexOf('@');
        HttpProxy proxy = address(variable, authority.substring(at + 1));
        return at < 0 ? proxy : credentials(variable, authority.substring(0, at), proxy);
    }

    private static HttpProxy address(String variable, String text) {
        String authority = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (END_OF_AUTHORITY.matcher(authority).find()) {
            throw invalid(variable, "one with a path, query or fragment after the host");
        }
        Matcher parts = ADDRESS.matcher(authority);
        if (!parts.matches()) {
            throw invalid(variable, "one whose host and port cannot be read; an IPv6 address needs brackets");
        }
        String host = parts.group(1);
        if (!HostAddress.isHost(host)) {
            throw invalid(
                    variable,
                    host.isEmpty() ? "one without a host" : "one whose host is neither a name nor an address");
        }
        boolean hasPort = parts.group(2) != null && !parts.group(2).isEmpty();
        int port = hasPort ? Integer.parseInt(parts.group(2)) : DEFAULT_PORT;
        if (!HostAddress.isPort(port)) {
            throw invalid(variable, "one with a port that is not in 1..65535");
        }
        return HttpProxy.ofEnvironment(host, port);
    }

    private static HttpProxy credentials(String variable, String text, HttpProxy proxy) {
        if (END_OF_AUTHORITY.matcher(text).find()) {
            throw invalid(variable, "one with /, ? or # before the host; write %2F, %3F or %23 in a user or password");
        }
        int colon = text.indexOf(':');
        String user = decoded(variable, colon < 0 ? text : text.substring(0, colon));
        String password = colon < 0 ? "" : decoded(variable, text.substring(colon + 1));
        if (user.isEmpty() && password.isEmpty()) {
            return proxy;
        }
        try {
            return proxy.withCredentials(user, password);
        } catch (IllegalArgumentException refused) {
            throw invalid(variable, "one with a colon in the user, or with a control character in user or password");
        }
    }

    /** Undoes percent-encoding; unlike in a form, a plus sign stands for itself. */
    private static String decoded(String variable, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes.write(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], HEX) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], HEX) : -1;
            if (high < 0 || low < 0) {
                throw invalid(variable, "one with a percent sign that begins no %XX; write %25 for it");
            }
            bytes.write(high * HEX + low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw invalid(variable, "one whose user or password is not encoded as UTF-8");
        }
    }

    private static IllegalArgumentException invalid(String variable, String problem) {
        return new Invalid(variable, problem, ACCEPTED).asException();
    }
}
