package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a call, decoded from the characters that were sent.
 *
 * @param fault why they could not be decoded; the parameters are then empty
 */
record Form(Map<String, String> parameters, Optional<String> fault) {
    private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    static Form of(HttpCall call) {
        try {
            return new Form(decode(encoded(call)), Optional.empty());
        } catch (Malformed e) {
            return new Form(Map.of(), Optional.of(e.fault));
        }
    }

    private static String encoded(HttpCall call) throws Malformed {
        if (!call.method().equals("POST")) {
            return call.query().orElse("");
        }
        if (call.query().isPresent()) {
            throw new Malformed("the parameters of a POST request belong into its body");
        }
        if (!call.mediaType().equals(Optional.of(MEDIA_TYPE))) {
            throw new Malformed("the body of a POST request must be " + MEDIA_TYPE);
        }
        return new String(call.body(), UTF_8);
    }

    private static Map<String, String> decode(String form) throws Malformed {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (form.isEmpty()) {
            return parameters;
        }
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new Malformed("not of the form name=value: " + pair);
            }
            String name = text(pair.substring(0, equals));
            if (parameters.putIfAbsent(name, text(pair.substring(equals + 1))) != null) {
                throw new Malformed("sent twice: " + name);
            }
        }
        return parameters;
    }

    private static String text(String encoded) throws Malformed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char c = encoded.charAt(at);
            if (c == '%') {
                bytes.write(hexDigit(encoded, at + 1) << 4 | hexDigit(encoded, at + 2));
                at += 2;
            } else if (c > ' ' && c < 0x7F) {
                bytes.write(c == '+' ? ' ' : c);
            } else {
                throw new Malformed("a character that must be percent-encoded in " + encoded);
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("not UTF-8: " + encoded);
        }
    }

    private static int hexDigit(String text, int at) throws Malformed {
        int digit = at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw new Malformed("a percent sign without two hexadecimal digits in " + text);
        }
        return digit;
    }

    private static final class Malformed extends Exception {
        private final String fault;

        Malformed(String fault) {
            super(fault, null, false, false);
            this.fault = fault;
        }
    }
}
