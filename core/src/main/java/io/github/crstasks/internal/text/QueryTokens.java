package io.github.crstasks.internal.text;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.Bound;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Splits the text form of a query into words, texts, numbers and operators, with one token of look-ahead. */
final class QueryTokens {
    /** Operators of two characters; those outside the grammar as well, so that errors show them whole. */
    private static final List<String> PAIRS = List.of(">=", "<=", "==", "!=", "<>", "&&", "||", "=>", "=<");

    private static final Pattern HEX_CODE = Pattern.compile("[0-9A-Fa-f]{4}");

    private final String source;
    private int start;
    private int end;

    QueryTokens(String source) {
        this.source = source;
        advance();
    }

    /** Consumes the next token if it is the given one, in upper or lower case. */
    boolean take(String token) {
        return advanceIf(current().equalsIgnoreCase(token));
    }

    /** Consumes the next token if it is the given name in camel case, or in another case, with or without underscores. */
    boolean takeName(String name) {
        return advanceIf(current().replace("_", "").equalsIgnoreCase(name));
    }

    /** Consumes a word that is the next token, or that a minus sign follows in the same token, as in {@code now-7d}. */
    boolean takeBeforeMinus(String word) {
        if (source.regionMatches(true, start, word + "-", 0, word.length() + 1)) {
            end = start + word.length();
        }
        return take(word);
    }

    /** Consumes a minus sign, which may be part of the next token. */
    boolean takeMinus() {
        if (current().startsWith("-")) {
            end = start + 1;
        }
        return take("-");
    }

    /** Returns whether the next token can follow a condition. */
    boolean isAfterCondition() {
        return List.of("", ")", "and", "or").contains(current().toLowerCase(Locale.ROOT));
    }

    boolean isDuration() {
        return DurationText.parse(current()).isDefined();
    }

    /** Consumes a duration and returns it with its spelling. */
    Bound.Ago duration(Duration longest) throws Unexpected {
        String token = current();
        Option<Duration> duration = DurationText.parse(token).filter(length -> length.compareTo(longest) <= 0);
        if (duration.isEmpty()) {
            throw unexpected(
                    "a duration of at most " + (longest.isZero() ? "0s" : DurationText.of(longest))
                            + ", for example 7d or 1d12h, of whole numbers in w, d, h, m, s, ms or ns"
                            + (token.endsWith("M") ? " (M stands for months elsewhere)" : ""),
                    DurationText.suggestion(token, longest)
                            .orElse(() -> DurationText.suggestion(token + " " + wordBehind(), longest)));
        }
        advance();
        return new Bound.Ago(duration.get(), Option.some(token));
    }

    /** Returns the token behind the next one. */
    private String wordBehind() {
        return new QueryTokens(source.substring(end)).current();
    }

    private boolean advanceIf(boolean isNext) {
        if (isNext) {
            advance();
        }
        return isNext;
    }

    void expect(String token) throws Unexpected {
        if (!take(token)) {
            throw unexpected('"' + token + '"');
        }
    }

    void expectEnd() throws Unexpected {
        if (start < source.length()) {
            throw current().equals(")")
                    ? unexpected("\"and\", \"or\" or the end (no parenthesis is open)")
                    : unexpected("\"and\", \"or\" or the end", List.of("and", "or"));
        }
    }

    long number() throws Unexpected {
        try {
            long number = Long.parseLong(current());
            advance();
            return number;
        } catch (NumberFormatException notANumber) {
            throw unexpected("a whole number with 64 bits");
        }
    }

    /**
     * Consumes a text in double quotes and returns what it parses to; throws an error that names what is accepted if it
     * does not parse.
     */
    <T> T text(String accepted, Function<String, Option<T>> parser) throws Unexpected {
        return text(accepted, parser, token -> Option.none());
    }

    /** Consumes a text in double quotes; the error says what to write instead of another token. */
    <T> T text(String accepted, Function<String, Option<T>> parser, Function<String, Option<String>> advice)
            throws Unexpected {
        String token = current();
        Option<T> value = unquoted(token).flatMap(parser);
        if (value.isEmpty()) {
            throw unexpected(accepted, advice.apply(token).orElse(() -> Advice.instead(token, accepted, List.of())));
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
                i++;
                int escape = "\"\\nrtu".indexOf(token.charAt(i));
                if (escape < 0 || i == last) {
                    return Option.none();
                }
                boolean isCode = token.charAt(i) == 'u';
                if (isCode
                        && !HEX_CODE.matcher(token)
                                .region(i + 1, Math.min(i + 5, last))
                                .matches()) {
                    return Option.none();
                }
                c = isCode ? (char) Integer.parseInt(token, i + 1, i + 5, 16) : "\"\\\n\r\t".charAt(escape);
                i += isCode ? 4 : 0;
            }
            text.append(c);
        }
        return Option.some(text.toString());
    }

    Unexpected unexpected(String accepted) {
        return unexpected(accepted, List.of());
    }

    /** Returns the error for the current token, with the word that was probably meant. */
    Unexpected unexpected(String accepted, List<String> words) {
        return unexpected(accepted, Advice.instead(current(), accepted, words));
    }

    private Unexpected unexpected(String accepted, Option<String> advice) {
        String token = current();
        String requirement = isUnclosed(token)
                ? "a text in double quotes, of which the closing one is missing"
                : accepted + advice.map(text -> " (write " + text + ")").getOrElse("");
        return new Unexpected(new TaskError.Invalid(
                "query text at column " + (start + 1), token.isEmpty() ? "the end" : token, requirement));
    }

    private static boolean isUnclosed(String token) {
        return token.startsWith("\"") && endOfText(token, 0) < 0;
    }

    private String current() {
        return source.substring(start, end);
    }

    private void advance() {
        start = end;
        while (start < source.length() && isSpace(source.charAt(start))) {
            start++;
        }
        end = start;
        if (start < source.length()) {
            char first = source.charAt(start);
            end = first == '"' || first == '\'' ? endOfQuotation(first) : isWord(first) ? endOfWord() : endOfOperator();
        }
    }

    /** Texts from other programs contain spaces of other widths, and a byte order mark. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    private int endOfQuotation(char quote) {
        if (quote == '"') {
            int textEnd = endOfText(source, start);
            return textEnd < 0 ? source.length() : textEnd;
        }
        // Single quotes are not part of the grammar; as one token, the error can show it whole.
        int closing = source.indexOf(quote, start + 1);
        return closing < 0 ? start + 1 : closing + 1;
    }

    /** Returns the end of the text that begins at a double quote; negative if it has none. */
    private static int endOfText(String source, int start) {
        int i = start + 1;
        while (i < source.length() && source.charAt(i) != '"') {
            i += source.charAt(i) == '\\' ? 2 : 1;
        }
        return i < source.length() ? i + 1 : -1;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    private int endOfWord() {
        int i = start;
        while (i < source.length() && isWord(source.charAt(i))) {
            i++;
        }
        return i;
    }

    private int endOfOperator() {
        boolean isPair = PAIRS.stream().anyMatch(pair -> source.startsWith(pair, start));
        return start + (isPair ? 2 : Character.charCount(source.codePointAt(start)));
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
