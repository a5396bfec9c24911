package io.github.crstasks.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;

/** Parameters, written raw as they are signed and percent-encoded as they are sent, at once. For use by one thread. */
final class SignedForm {
    private final Bytes signed = new Bytes();
    private final Bytes sent = new Bytes();

    /** A form without parameters. */
    SignedForm(String methodHostAndPath) {
        signed.add(methodHostAndPath.getBytes(UTF_8));
    }

    void add(String name, String value) {
        if (sent.length == 0) {
            signed.add('?');
        } else {
            signed.add('&');
            sent.add('&');
        }
        add(name);
        signed.add('=');
        sent.add('=');
        add(value);
    }

    private void add(String text) {
        byte[] raw = text.getBytes(UTF_8);
        signed.add(raw);
        sent.addEncoded(raw);
    }

    /** The form as it is sent, with the signature as its last parameter. */
    String signedWith(KeyedHash hash) {
        byte[] signature = hash.of(signed.bytes, signed.length);
        add("Signature", Base64.getEncoder().encodeToString(signature));
        return new String(sent.bytes, 0, sent.length, US_ASCII);
    }

    /** Bytes that grow. With builders of strings a whole request took 1.4 times as long. */
    private static final class Bytes {
        private static final byte[] HEX = "0123456789ABCDEF".getBytes(US_ASCII);
        private static final boolean[] LITERAL = literal();
        private static final int WIDEST = "%FF".length();

        /** Enough for the call that the API document shows. */
        private byte[] bytes = new byte[640];

        private int length;

        private static boolean[] literal() {
            boolean[] literal = new boolean[Byte.MAX_VALUE + 1];
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_*"
                    .chars()
                    .forEach(character -> literal[character] = true);
            return literal;
        }

        void add(char ascii) {
            room(1);
            bytes[length++] = (byte) ascii;
        }

        void add(byte[] raw) {
            room(raw.length);
            System.arraycopy(raw, 0, bytes, length, raw.length);
            length += raw.length;
        }

        /** As {@link java.net.URLEncoder} does. */
        void addEncoded(byte[] raw) {
            room(WIDEST * raw.length);
            byte[] form = bytes;
            int at = length;
            for (byte b : raw) {
                if (b >= 0 && LITERAL[b]) {
                    form[at++] = b;
                } else if (b == ' ') {
                    form[at++] = '+';
                } else {
                    form[at++] = '%';
                    form[at++] = HEX[b >> 4 & 0xF];
                    form[at++] = HEX[b & 0xF];
                }
            }
            length = at;
        }

        private void room(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (length + more));
            }
        }
    }
}
