package io.github.crstasks.error;

import java.util.regex.Pattern;

/** As much of a text from outside as a person reads, on one line: it could forge a second line of a log. */
final class Excerpt {
    private static final int LENGTH = 500;
    private static final Pattern OFF_THE_LINE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private Excerpt() {}

    static String of(String text) {
        String line = OFF_THE_LINE.matcher(text).replaceAll(" ");
        int length = line.codePointCount(0, line.length());
        return length <= LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LENGTH)) + "... (" + length + " characters)";
    }
}
