package io.github.crstasks.query;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes queries in the words that {@link QueryParser} reads, by the same three rules. */
final class QueryText {
    private static final Pattern WORD_AFTER_THE_FIRST = Pattern.compile("_(.)");

    private final StringBuilder written = new StringBuilder();

    private QueryText() {}

    static Either<TaskError, String> of(Term query) {
        QueryText text = new QueryText();
        try {
            text.either(query, 1);
            return Either.right(text.written.toString());
        } catch (Unwritable unwritable) {
            return Either.left(unwritable.error);
        }
    }

    private void either(Term term, int level) throws Unwritable {
        String before = "";
        for (Term disjunct : term instanceof Composite.Or or ? or.disjuncts() : Vector.of(term)) {
            written.append(before);
            both(disjunct, level);
            before = " or ";
        }
    }

    private void both(Term term, int level) throws Unwritable {
        String before = "";
        for (Term conjunct : term instanceof Composite.And and ? and.conjuncts() : Vector.of(term)) {
            written.append(before);
            one(conjunct, level);
            before = " and ";
        }
    }

    private void one(Term term, int level) throws Unwritable {
        if (level > QueryParser.DEPTH) {
            throw new Unwritable(
                    "nested deeper", "nested at most " + QueryParser.DEPTH + " levels deep to have a text");
        }
        if (term instanceof Leaf.Where) {
            throw new Unwritable(term.toString(), "without lambdas to have a text");
        }
        if (term instanceof Leaf leaf) {
            written.append(text(leaf));
        } else if (term instanceof Composite.Not not) {
            written.append("not ");
            one(not.term(), level + 1);
        } else {
            written.append('(');
            either(term, level + 1);
            written.append(')');
        }
    }

    private static String text(Leaf leaf) {
        if (leaf instanceof Leaf.InstanceId instance) {
            return "instanceId = " + quoted(instance.id());
        }
        if (leaf instanceof Leaf.InstanceName instance) {
            return "instanceName = " + quoted(instance.name());
        }
        if (leaf instanceof Leaf.StatusIn status) {
            return "status " + oneOf(status.statuses(), QueryText::name);
        }
        if (leaf instanceof Leaf.TypeIn type) {
            return "type " + oneOf(type.types(), QueryText::name);
        }
        if (leaf instanceof Leaf.Submitted submitted) {
            return "submitted " + interval(submitted);
        }
        if (leaf instanceof Leaf.Project project) {
            return "project = " + project.id();
        }
        return leaf.toString().replace("()", "");
    }

    private static String interval(Leaf.Submitted submitted) {
        if (submitted.from().isEmpty()) {
            return "<= " + quoted(submitted.to().get());
        }
        return submitted.to().isEmpty()
                ? ">= " + quoted(submitted.from().get())
                : "between " + quoted(submitted.from().get()) + " and "
                        + quoted(submitted.to().get());
    }

    private static <T> String oneOf(Set<T> values, Function<T, String> name) {
        return values.size() == 1
                ? "= " + name.apply(values.iterator().next())
                : values.stream().map(name).collect(Collectors.joining(", ", "in (", ")"));
    }

    static String name(TaskStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static String name(TaskType type) {
        return WORD_AFTER_THE_FIRST
                .matcher(type.name().toLowerCase(Locale.ROOT))
                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    private static String quoted(Instant moment) {
        return quoted(moment.toString());
    }

    /** A text as Java and the grammar both write it. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** What the parser could not read back. */
    private static final class Unwritable extends Exception {
        private final TaskError error;

        Unwritable(String value, String accepted) {
            super(null, null, false, false);
            this.error = new TaskError.Invalid("query", value, accepted);
        }
    }
}
