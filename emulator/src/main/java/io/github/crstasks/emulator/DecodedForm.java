package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The form parameters of a request: the query of a GET request, the body of a POST request.
 *
 * @param decodingError why the form cannot be decoded; the parameters are then empty
 */
record DecodedForm(Map<String, String> parameters, Optional<String> decodingError) {
    private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    static DecodedForm of(RawRequest request) {
        try {
            return new DecodedForm(decode(request), Optional.empty());
        } catch (MalformedFormException e) {
            return new DecodedForm(Map.of(), Optional.of(e.error()));
        }
    }

    private static Map<String, String> decode(RawRequest request) throws MalformedFormException {
        if (!request.method().equals("POST")) {
            return decode(request.query().orElse(""));
        }
        if (request.query().isPresent()) {
            throw new MalformedFormException("the parameters of a POST request must be in its body");
        }
        String mediaType = request.mediaType().orElse("");
        if (mediaType.equals(MultipartForm.MEDIA_TYPE)) {
            return MultipartForm.decode(request.header("Content-Type").orElse(""), request.body());
        }
        if (!mediaType.equals(MEDIA_TYPE)) {
            throw new MalformedFormException(
                    "the body of a POST request must be " + MEDIA_TYPE + " or " + MultipartForm.MEDIA_TYPE);
        }
        return decode(new String(request.body(), UTF_8));
    }

    private static Map<String, String> decode(String form) throws MalformedFormException {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (form.isEmpty()) {
            return parameters;
        }
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new MalformedFormException("not of the form name=value: " + pair);
            }
            String name = percentDecode(pair.substring(0, equals));
            if (parameters.putIfAbsent(name, percentDecode(pair.substring(equals + 1))) != null) {
                throw new MalformedFormException("duplicate parameter: " + name);
            }
        }
        return parameters;
    }

    private static String percentDecode(String encoded) throws MalformedFormException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int index = 0; index < encoded.length(); index++) {
            char c = encoded.charAt(index);
            if (c == '%') {
                bytes.write(hexDigit(encoded, index + 1) << 4 | hexDigit(encoded, index + 2));
                index += 2;
            } else if (c > ' ' && c < 0x7F) {
                bytes.write(c == '+' ? ' ' : c);
            } else {
                throw new MalformedFormException("a character is not percent-encoded in " + encoded);
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFormException("not UTF-8: " + encoded);
        }
    }

    private static int hexDigit(String text, int index) throws MalformedFormException {
        // Character.digit also accepts digits outside ASCII, so these are excluded first.
        int digit = index < text.length() && text.charAt(index) < 0x80 ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0) {
            throw new MalformedFormException("a percent sign without two hexadecimal digits in " + text);
        }
        return digit;
    }
}
