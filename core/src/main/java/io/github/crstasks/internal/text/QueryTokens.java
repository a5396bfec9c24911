package io.github.crstasks.internal.text;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Option;
import java.util.function.Function;

/** Splits the text form of a query into words, texts, numbers and operators, with one token of look-ahead. */
final class QueryTokens {
    private final String source;
    private int start;
    private int end;

    QueryTokens(String source) {
        this.source = source;
        advance();
    }

    /** Consumes the next token if it is the given one. */
    boolean take(String token) {
        boolean isNext = current().equals(token);
        if (isNext) {
            advance();
        }
        return isNext;
    }

    void expect(String token) throws Unexpected {
        if (!take(token)) {
            throw unexpected(token);
        }
    }

    void expectEnd() throws Unexpected {
        if (start < source.length()) {
            throw unexpected("and, or, or the end");
        }
    }

    int number() throws Unexpected {
        try {
            int number = Integer.parseInt(current());
            advance();
            return number;
        } catch (NumberFormatException notANumber) {
            throw unexpected("a whole number of 32 bits");
        }
    }

    /**
     * Consumes a text in double quotes and returns what it parses to; throws an error that names what is accepted if it
     * does not parse.
     */
    <T> T text(String accepted, Function<String, Option<T>> parser) throws Unexpected {
        Option<T> value = unquoted(current()).flatMap(parser);
        if (value.isEmpty()) {
            throw unexpected(accepted);
        }
        advance();
        return value.get();
    }

    private static Option<String> unquoted(String token) {
        int last = token.length() - 1;
        if (last < 1 || token.charAt(0) != '"' || token.charAt(last) != '"') {
            return Option.none();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < last; i++) {
            char c = token.charAt(i);
            if (c == '\\') {
                int escape = "\"\\nrt".indexOf(token.charAt(++i));
                if (escape < 0 || i == last) {
                    return Option.none();
                }
                c = "\"\\\n\r\t".charAt(escape);
            }
            text.append(c);
        }
        return Option.some(text.toString());
    }

    Unexpected unexpected(String accepted) {
        return new Unexpected(new TaskError.Invalid(
                "query text at column " + (start + 1), current().isEmpty() ? "the end" : current(), accepted));
    }

    private String current() {
        return source.substring(start, end);
    }

    private void advance() {
        start = end;
        while (start < source.length() && Character.isWhitespace(source.charAt(start))) {
            start++;
        }
        end = start;
        if (start < source.length()) {
            char first = source.charAt(start);
            end = first == '"' ? endOfText() : isWord(first) ? endOfWord() : endOfOperator(first);
        }
    }

    private int endOfText() {
        int i = start + 1;
        while (i < source.length() && source.charAt(i) != '"') {
            i += source.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, source.length());
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-';
    }

    private int endOfWord() {
        int i = start;
        while (i < source.length() && isWord(source.charAt(i))) {
            i++;
        }
        return i;
    }

    private int endOfOperator(char first) {
        boolean isPair = (first == '>' || first == '<') && source.startsWith("=", start + 1);
        return start + (isPair ? 2 : 1);
    }

    /** Thrown for a token that the grammar does not allow at its place. */
    static final class Unexpected extends Exception {
        private final TaskError error;

        Unexpected(TaskError.Invalid error) {
            super(error.message(), null, false, false);
            this.error = error;
        }

        TaskError error() {
            return error;
        }
    }
}
