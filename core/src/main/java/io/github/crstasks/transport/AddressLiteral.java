package io.github.crstasks.transport;

import io.vavr.control.Option;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads IP addresses without asking a name server. */
final class AddressLiteral {
    /** Without leading zeros, which some programs read as octal numbers. */
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** The length of an IPv6 address that ends as an IPv4 address; the JDK is slow to refuse longer texts. */
    private static final int MAX_LENGTH = 45;

    private AddressLiteral() {}

    /** Returns the 4 or 16 bytes of an address, which may be in brackets if it is IPv6; empty if the text is no address. */
    static Option<byte[]> bytes(String text) {
        String bare = withoutBrackets(text);
        if (bare.length() > MAX_LENGTH) {
            return Option.none();
        }
        boolean isIpv6 = IPV6.matcher(bare).matches();
        if (!isIpv6 && !IPV4.matcher(text).matches()) {
            return Option.none();
        }
        try {
            // In brackets, a text that is no address is never looked up as a name.
            return Option.some(
                    InetAddress.getByName(isIpv6 ? "[" + bare + "]" : text).getAddress());
        } catch (UnknownHostException noAddress) {
            return Option.none();
        }
    }

    static String withoutBrackets(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    /** Returns whether two addresses of the same kind have the same first bits. */
    static boolean haveSamePrefix(byte[] first, byte[] second, int bits) {
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return first.length == second.length
                && Arrays.equals(first, 0, whole, second, 0, whole)
                && (rest == 0 || (first[whole] ^ second[whole]) >> (Byte.SIZE - rest) == 0);
    }
}
