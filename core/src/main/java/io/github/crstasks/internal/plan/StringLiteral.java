package io.github.crstasks.internal.plan;

/** Writes a text in double quotes, as both Java and the text form of queries read it. */
public final class StringLiteral {
    private StringLiteral() {}

    /** Returns the text in double quotes, escaped. */
    public static String of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
