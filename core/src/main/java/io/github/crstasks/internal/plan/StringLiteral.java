package io.github.crstasks.internal.plan;

import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a text in double quotes, as both Java and the text form of queries read it. */
public final class StringLiteral {
    private StringLiteral() {}

    /** Returns the text in double quotes, with escapes for what would be invisible or break the line. */
    public static String of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> literal.append('\\').append((char) c);
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(isVisible(c) ? Character.toString(c) : escape(c));
            }
        });
        return literal.append('"').toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static String escape(int c) {
        return Character.toString(c)
                .chars()
                .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
                .collect(Collectors.joining());
    }
}
