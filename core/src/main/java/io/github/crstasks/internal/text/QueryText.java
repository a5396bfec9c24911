package io.github.crstasks.internal.text;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.Bound;
import io.github.crstasks.internal.plan.Composite;
import io.github.crstasks.internal.plan.Condition;
import io.github.crstasks.internal.plan.QueryNode;
import io.github.crstasks.internal.plan.StringLiteral;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes queries in the grammar that {@link QueryParser} reads. */
public final class QueryText {
    private static final Pattern WORD_AFTER_THE_FIRST = Pattern.compile("_(.)");

    private final StringBuilder output = new StringBuilder();
    /**
     * What remains to be written: texts, and nodes with their rules. A stack of its own, because that of a thread may be
     * small.
     */
    private final Deque<Object> remaining = new ArrayDeque<>();

    private QueryText() {}

    /** Returns the text of a query, or why it has none. */
    public static Either<TaskError, String> of(QueryNode query) {
        QueryText text = new QueryText();
        try {
            text.write(query);
            return Either.right(text.output.toString());
        } catch (Unwritable unwritable) {
            return Either.left(unwritable.error);
        }
    }

    private void write(QueryNode query) throws Unwritable {
        remaining.push(new Part(query, Rule.DISJUNCTION, 1));
        while (!remaining.isEmpty()) {
            Object next = remaining.pop();
            if (next instanceof Part part) {
                expand(part);
            } else {
                output.append(next);
            }
        }
    }

    private void expand(Part part) throws Unwritable {
        switch (part.rule) {
            case DISJUNCTION -> pushAll(part.node.disjuncts(), " or ", Rule.CONJUNCTION, part.level);
            case CONJUNCTION -> pushAll(part.node.conjuncts(), " and ", Rule.PRIMARY, part.level);
            case PRIMARY -> primary(part.node, part.level);
        }
    }

    private void pushAll(Vector<QueryNode> operands, String separator, Rule rule, int level) {
        // The first operand must end on top of the stack.
        for (int i = operands.size() - 1; i > 0; i--) {
            remaining.push(new Part(operands.get(i), rule, level));
            remaining.push(separator);
        }
        remaining.push(new Part(operands.head(), rule, level));
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
            remaining.push(new Part(not.node(), Rule.PRIMARY, level + 1));
        } else {
            output.append('(');
            remaining.push(")");
            remaining.push(new Part(node, Rule.DISJUNCTION, level + 1));
        }
    }

    /** The rules of the grammar. */
    private enum Rule {
        DISJUNCTION,
        CONJUNCTION,
        PRIMARY
    }

    /** A node to be written by a rule. */
    private record Part(QueryNode node, Rule rule, int level) {}

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
            return interval(
                    submitted.from().map(QueryText::quoted), submitted.to().map(QueryText::quoted));
        }
        if (condition instanceof Condition.SubmittedRelatively submitted) {
            return interval(
                    submitted.from().map(QueryText::text), submitted.to().map(QueryText::text));
        }
        if (condition instanceof Condition.Project project) {
            return "project = " + project.id();
        }
        return condition.toString().replace("()", "");
    }

    private static String interval(Option<String> from, Option<String> to) {
        if (from.isEmpty()) {
            return "submitted <= " + to.get();
        }
        return to.isEmpty() ? "submitted >= " + from.get() : "submitted between " + from.get() + " and " + to.get();
    }

    private static String text(Bound bound) {
        if (bound instanceof Bound.Ago ago) {
            String duration = ago.spelling().getOrElse(() -> DurationText.of(ago.duration()));
            return duration.isEmpty() ? "now" : "now - " + duration;
        }
        return quoted(((Bound.Fixed) bound).time());
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
