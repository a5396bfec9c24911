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

/** Writes queries in the words that {@link QueryParser} reads. */
final class QueryText {
    private static final Pattern WORD_AFTER_THE_FIRST = Pattern.compile("_(.)");

    private QueryText() {}

    static Either<TaskError, String> of(Term query) {
        try {
            return Either.right(write(query));
        } catch (Unwritable lambda) {
            return Either.left(
                    new TaskError.Invalid("query", lambda.term.toString(), "without lambdas to have a text"));
        }
    }

    private static String write(Term term) throws Unwritable {
        if (term instanceof Composite.And and) {
            return join(and.conjuncts(), " and ");
        }
        if (term instanceof Composite.Or or) {
            return join(or.disjuncts(), " or ");
        }
        if (term instanceof Composite.Not not) {
            return "not " + writeInside(not.term());
        }
        if (term instanceof Leaf.Where) {
            throw new Unwritable(term);
        }
        return write((Leaf) term);
    }

    private static String join(Vector<Term> terms, String word) throws Unwritable {
        StringBuilder text = new StringBuilder();
        for (Term term : terms) {
            text.append(text.isEmpty() ? "" : word).append(writeInside(term));
        }
        return text.toString();
    }

    private static String writeInside(Term term) throws Unwritable {
        return term instanceof Composite.And || term instanceof Composite.Or ? "(" + write(term) + ")" : write(term);
    }

    private static String write(Leaf leaf) {
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

    /** A term that only the program which made it knows. */
    private static final class Unwritable extends Exception {
        private final transient Term term;

        Unwritable(Term term) {
            super(null, null, false, false);
            this.term = term;
        }
    }
}
