package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes a form of the media type {@code multipart/form-data} (RFC 7578), which the official SDK of API 2.0 sends. Parts
 * that are files are not supported.
 */
final class MultipartForm {
    static final String MEDIA_TYPE = "multipart/form-data";

    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^\";\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern DISPOSITION =
            Pattern.compile("content-disposition:\\s*form-data\\s*;(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?:^|;)\\s*name=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile("(?:^|;)\\s*filename\\*?=", Pattern.CASE_INSENSITIVE);
    private static final String END_OF_LINE = "\r\n";

    private MultipartForm() {}

    /**
     * Decodes a form.
     *
     * @param contentType the value of the header {@code Content-Type}
     * @throws MalformedFormException if the body is not such a form, has a file or has two parts of one name
     */
    static Map<String, String> decode(String contentType, byte[] body) throws MalformedFormException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new MalformedFormException("the Content-Type of a " + MEDIA_TYPE + " body has no boundary");
        }
        String value = Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2));
        String delimiter = END_OF_LINE + "--" + value;
        // In this charset each byte is one character, so that the parts can be found in a text.
        String text = END_OF_LINE + new String(body, ISO_8859_1);
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = nextDelimiter(text, delimiter, 0);
        while (start >= 0 && !text.startsWith("--", start + delimiter.length())) {
            int end = nextDelimiter(text, delimiter, start + delimiter.length());
            if (end >= 0) {
                addPart(text.substring(start + delimiter.length(), end), parameters);
            }
            start = end;
        }
        if (start < 0) {
            throw new MalformedFormException("the body of the form does not end with its boundary");
        }
        return parameters;
    }

    /** Returns the place of the next delimiter, which ends its line or the form; -1 if there is none. */
    private static int nextDelimiter(String text, String delimiter, int from) {
        int place = text.indexOf(delimiter, from);
        while (place >= 0
                && !text.startsWith(END_OF_LINE, place + delimiter.length())
                && !text.startsWith("--", place + delimiter.length())) {
            place = text.indexOf(delimiter, place + 1);
        }
        return place;
    }

    /** Adds a part, given from the end of the line of its delimiter on. */
    private static void addPart(String part, Map<String, String> parameters) throws MalformedFormException {
        int endOfHeaders = part.indexOf(END_OF_LINE + END_OF_LINE);
        if (endOfHeaders < 0) {
            throw new MalformedFormException("a part of the form has no empty line after its headers");
        }
        String name = name(part.substring(0, endOfHeaders));
        String value = utf8(part.substring(endOfHeaders + 2 * END_OF_LINE.length()));
        if (parameters.putIfAbsent(name, value) != null) {
            throw new MalformedFormException("duplicate parameter: " + name);
        }
    }

    private static String name(String headers) throws MalformedFormException {
        for (String line : headers.split(END_OF_LINE, -1)) {
            Matcher disposition = DISPOSITION.matcher(line);
            if (disposition.matches()) {
                Matcher name = NAME.matcher(disposition.group(1));
                if (FILE_NAME.matcher(disposition.group(1)).find()) {
                    throw new MalformedFormException("a part of the form is a file");
                }
                if (name.find()) {
                    return utf8(name.group(1));
                }
            }
        }
        throw new MalformedFormException("a part of the form has no name");
    }

    private static String utf8(String bytes) throws MalformedFormException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFormException("a part of the form is not UTF-8");
        }
    }
}
