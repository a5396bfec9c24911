package io.github.crstasks.internal.text;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.Composite;
import io.github.crstasks.internal.plan.Condition;
import io.github.crstasks.internal.plan.QueryNode;
import io.github.crstasks.internal.plan.StringLiteral;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes queries in the grammar that {@link QueryParser} reads, with one method for each of its three rules. */
public final class QueryText {
    private static final Pattern WORD_AFTER_THE_FIRST = Pattern.compile("_(.)");

    private final StringBuilder output = new StringBuilder();

    private QueryText() {}

    /** Returns the text of a query, or why it has none. */
    public static Either<TaskError, String> of(QueryNode query) {
        QueryText text = new QueryText();
        try {
            text.disjunction(query, 1);
            return Either.right(text.output.toString());
        } catch (Unwritable unwritable) {
            return Either.left(unwritable.error);
        }
    }

    private void disjunction(QueryNode node, int level) throws Unwritable {
        String separator = "";
        for (QueryNode disjunct : node instanceof Composite.Or or ? or.disjuncts() : Vector.of(node)) {
            output.append(separator);
            conjunction(disjunct, level);
            separator = " or ";
        }
    }

    private void conjunction(QueryNode node, int level) throws Unwritable {
        String separator = "";
        for (QueryNode conjunct : node instanceof Composite.And and ? and.conjuncts() : Vector.of(node)) {
            output.append(separator);
            primary(conjunct, level);
            separator = " and ";
        }
    }

    private void primary(QueryNode node, int level) throws Unwritable {
        if (level > QueryParser.MAX_DEPTH) {
            throw new Unwritable(
                    "one that is nested deeper",
                    "a query of at most " + QueryParser.MAX_DEPTH + " levels, to have a text form");
        }
        if (node instanceof Condition.Where) {
            throw new Unwritable(node.toString(), "a query without where(...), which has no text form");
        }
        if (node instanceof Condition condition) {
            output.append(text(condition));
        } else if (node instanceof Composite.Not not) {
            output.append("not ");
            primary(not.node(), level + 1);
        } else {
            output.append('(');
            disjunction(node, level + 1);
            output.append(')');
        }
    }

    private static String text(Condition condition) {
        if (condition instanceof Condition.InstanceId instance) {
            return "instanceId = " + StringLiteral.of(instance.id());
        }
        if (condition instanceof Condition.InstanceName instance) {
            return "instanceName = " + StringLiteral.of(instance.name());
        }
        if (condition instanceof Condition.StatusIn status) {
            return "status " + oneOf(status.statuses(), QueryText::name);
        }
        if (condition instanceof Condition.TypeIn type) {
            return "type " + oneOf(type.types(), QueryText::name);
        }
        if (condition instanceof Condition.Submitted submitted) {
            return "submitted " + interval(submitted);
        }
        if (condition instanceof Condition.Project project) {
            return "project = " + project.id();
        }
        return condition.toString().replace("()", "");
    }

    private static String interval(Condition.Submitted submitted) {
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

    /** Returns the name of a constant in camel case. */
    static String name(Enum<?> constant) {
        return WORD_AFTER_THE_FIRST
                .matcher(constant.name().toLowerCase(Locale.ROOT))
                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    private static String quoted(Instant moment) {
        return StringLiteral.of(moment.toString());
    }

    /** Thrown for a query that the parser could not read back. */
    private static final class Unwritable extends Exception {
        private final TaskError error;

        Unwritable(String value, String accepted) {
            super(null, null, false, false);
            this.error = new TaskError.Invalid("query", value, accepted);
        }
    }
}
