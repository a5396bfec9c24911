package io.github.crstasks.internal.format;

import java.util.regex.Pattern;

/** Shortens a text from outside to one line, so that it can neither forge nor flood the lines of a log. */
public final class Excerpt {
    private static final int LENGTH = 500;

    /**
     * Control and format characters, line and paragraph separators, and halves of surrogate pairs: they break a line, move
     * the cursor of a terminal or reverse the direction of what follows. The two joiners are part of ordinary names.
     */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\u200C\\u200D]]+");

    private Excerpt() {}

    /** Describes an exception of the caller's code by its type and message, even if its own methods throw. */
    public static String of(Throwable thrown) {
        try {
            return of(thrown.toString());
        } catch (Throwable thrownByDescription) {
            return thrown.getClass().getName();
        }
    }

    /** Returns a text as one line of at most 500 characters. */
    public static String of(String text) {
        return of(text, LENGTH);
    }

    /** Returns a text as one line, cut after a number of characters. */
    public static String of(String text, int maxLength) {
        // A character has at most two chars, so that the rest is not searched for invisible ones.
        boolean isCut = text.length() > 2 * maxLength + 2;
        String head = isCut ? text.substring(0, 2 * maxLength + 1) : text;
        String line = INVISIBLE.matcher(head).replaceAll(" ");
        int length = line.codePointCount(0, line.length());
        if (length <= maxLength && !isCut) {
            return line;
        }
        int end = line.offsetByCodePoints(0, Math.min(length, maxLength));
        return line.substring(0, end) + "... (" + text.codePointCount(0, text.length()) + " characters)";
    }
}
