package io.github.crstasks.internal.text;

import io.vavr.control.Option;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Suggests what to write instead of a token that the grammar does not allow: the notation of other languages, or a typo. */
final class Advice {
    private static final Pattern QUOTES = Pattern.compile("^[\"']|[\"']$");

    private static final Pattern RELATIVE_TIME = Pattern.compile("now( *- *[0-9a-z]+)?", Pattern.CASE_INSENSITIVE);

    /** The longest token that can be a typo. */
    private static final int MAX_WORD_LENGTH = 40;

    private static final String NOT_BEFORE = "\"not\" in front of the condition";

    /** What stands for an operator elsewhere, and what to write, where that is allowed. */
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("==", "="),
            Map.entry("＝", "="),
            Map.entry(":", "="),
            Map.entry("&&", "and"),
            Map.entry("&", "and"),
            Map.entry("||", "or"),
            Map.entry("|", "or"),
            Map.entry("!", "not"),
            Map.entry(">", ">="),
            Map.entry("=>", ">="),
            Map.entry("<", "<="),
            Map.entry("=<", "<="),
            Map.entry("[", "("),
            Map.entry("{", "("),
            Map.entry("（", "("),
            Map.entry("]", ")"),
            Map.entry("}", ")"),
            Map.entry("）", ")"),
            Map.entry("，", ","),
            Map.entry("、", ","),
            Map.entry("\u2212", "-"),
            Map.entry("\u2013", "-"),
            Map.entry("\u2014", "-"));

    private static final String OTHER_QUOTES = "'`\u2018\u2019\u201c\u201d\u300c\u300d\uff02";

    private Advice() {}

    /**
     * Returns what to write.
     *
     * @param token the token; empty at the end of the text
     * @param accepted what the grammar allows, in words, with its operators in quotes
     * @param words the words among it
     */
    static Option<String> instead(String token, String accepted, List<String> words) {
        if (token.isEmpty()) {
            return Option.none();
        }
        if ((token.equals("!=") || token.equals("<>")) && isAccepted("=", accepted)) {
            return Option.some(NOT_BEFORE);
        }
        if (accepted.contains("double quotes") && OTHER_QUOTES.indexOf(token.charAt(0)) >= 0) {
            return Option.some("\"");
        }
        return Option.of(OPERATORS.get(token))
                .filter(operator -> isAccepted(operator, accepted) || words.contains(operator))
                .orElse(() -> nearest(token, words));
    }

    private static boolean isAccepted(String operator, String accepted) {
        return accepted.contains('"' + operator + '"');
    }

    /** Returns what to write instead of a time in quotes that is relative, or of a duration alone. */
    static Option<String> insteadOfTime(String token) {
        String written = QUOTES.matcher(token).replaceAll("").strip();
        if (written.length() <= MAX_WORD_LENGTH
                && RELATIVE_TIME.matcher(written).matches()) {
            return Option.some(written);
        }
        String duration = written.startsWith("-") ? written.substring(1) : written;
        return Option.when(DurationText.parse(duration).isDefined(), "now - " + duration);
    }

    private static Option<String> nearest(String token, List<String> words) {
        if (token.length() > MAX_WORD_LENGTH) {
            return Option.none();
        }
        String written = QUOTES.matcher(token).replaceAll("").replace("_", "").toLowerCase(Locale.ROOT);
        return Option.ofOptional(words.stream()
                        .min(Comparator.comparingInt(word -> distance(written, word.toLowerCase(Locale.ROOT)))))
                .filter(word -> isNear(written, word.toLowerCase(Locale.ROOT)));
    }

    private static boolean isNear(String written, String word) {
        return distance(written, word) <= Math.max(1, word.length() / 3);
    }

    /** Returns how many letters must be inserted, removed or changed; nothing for a word that was cut off. */
    private static int distance(String written, String word) {
        if (written.length() > 2 && word.startsWith(written)) {
            return 0;
        }
        int[] row = new int[word.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= written.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (written.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[word.length()];
    }
}
