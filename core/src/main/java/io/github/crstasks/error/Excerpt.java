package io.github.crstasks.error;

import java.util.regex.Pattern;

/** Shortens a text from outside to one line of at most 500 characters, so that it cannot forge log lines. */
final class Excerpt {
    private static final int LENGTH = 500;
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private Excerpt() {}

    /** Describes an exception of the caller's code by its type and message, even if its own methods throw. */
    static String of(Throwable thrown) {
        try {
            return of(thrown.toString());
        } catch (Throwable thrownByDescription) {
            return thrown.getClass().getName();
        }
    }

    static String of(String text) {
        String line = LINE_BREAKS.matcher(text).replaceAll(" ");
        int length = line.codePointCount(0, line.length());
        return length <= LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LENGTH)) + "... (" + length + " characters)";
    }
}
