package io.github.crstasks.transport;

import java.util.regex.Pattern;

/** Checks hosts and ports. */
final class HostAddress {
    private static final int MAX_PORT = 65_535;

    /** Source: RFC 1035, section 2.3.4, as a text without the last dot. */
    private static final int MAX_NAME_LENGTH = 253;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*");
    private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

    private HostAddress() {}

    static boolean isPort(int port) {
        return port >= 1 && port <= MAX_PORT;
    }

    /** Returns whether a text is a host name, and not part of an IPv4 address such as {@code 10.0}. */
    static boolean isName(String text) {
        return text.length() <= MAX_NAME_LENGTH
                && NAME.matcher(text).matches()
                && !DIGITS.matcher(text).matches();
    }

    /** Returns whether a text is a host name or an IP address. */
    static boolean isHost(String text) {
        return isName(text) || AddressLiteral.bytes(text).isDefined();
    }
}
