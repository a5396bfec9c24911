package io.github.crstasks.internal.text;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.Bound;
import io.github.crstasks.internal.plan.Condition;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Parses the text form of a query. */
public final class QueryParser {
    /** The nesting limit: deeper than any handwritten query, and shallow enough for the stack of any thread. */
    static final int MAX_DEPTH = 1000;

    private static final List<String> CONDITIONS = List.of(
            "status",
            "type",
            "instanceId",
            "instanceName",
            "submitted",
            "project",
            "ended",
            "progressComplete",
            "all",
            "none",
            "not");

    private final QueryTokens tokens;
    private int depth;

    private QueryParser(QueryTokens tokens) {
        this.tokens = tokens;
    }

    /** Returns the query, or what is wrong and in which column. */
    public static Either<TaskError, TaskQuery> parse(String text) {
        try {
            QueryParser parser = new QueryParser(new QueryTokens(text));
            TaskQuery query = parser.query();
            parser.tokens.expectEnd();
            return Either.right(query);
        } catch (QueryTokens.Unexpected unexpected) {
            return Either.left(unexpected.error());
        }
    }

    /** Parses without recursion, because the stack of a thread may be small. */
    private TaskQuery query() throws QueryTokens.Unexpected {
        Deque<Group> enclosing = new ArrayDeque<>();
        Group group = new Group();
        while (true) {
            depth++;
            if (depth > MAX_DEPTH) {
                throw tokens.unexpected("at most " + MAX_DEPTH + " levels of nesting");
            }
            if (tokens.take("not")) {
                group.negations++;
                continue;
            }
            if (tokens.take("(")) {
                enclosing.push(group);
                group = new Group();
                continue;
            }
            TaskQuery operand = condition();
            depth--;
            while (true) {
                depth -= group.negations;
                group.add(operand);
                if (tokens.take("and")) {
                    break;
                }
                if (tokens.take("or")) {
                    group.startAlternative();
                    break;
                }
                operand = group.result();
                if (enclosing.isEmpty()) {
                    return operand;
                }
                if (!tokens.take(")")) {
                    throw tokens.unexpected("\"and\", \"or\" or \")\"", List.of("and", "or"));
                }
                group = enclosing.pop();
                depth--;
            }
        }
    }

    /** The part of a query between two parentheses, as far as it was parsed. */
    private static final class Group {
        private TaskQuery disjunction = TaskQuery.none();
        private TaskQuery conjunction = TaskQuery.all();
        private int negations;

        /** Adds an operand of {@code and}, behind the negations that precede it. */
        void add(TaskQuery operand) {
            boolean isNegated = negations % 2 == 1;
            negations = 0;
            conjunction = conjunction.and(isNegated ? operand.negate() : operand);
        }

        /** Starts another operand of {@code or}. */
        void startAlternative() {
            disjunction = result();
            conjunction = TaskQuery.all();
        }

        TaskQuery result() {
            return disjunction.or(conjunction);
        }
    }

    private TaskQuery condition() throws QueryTokens.Unexpected {
        if (tokens.takeName("all")) {
            return TaskQuery.all();
        }
        if (tokens.takeName("none")) {
            return TaskQuery.none();
        }
        if (tokens.takeName("ended")) {
            return TaskQuery.ended();
        }
        if (tokens.takeName("progressComplete")) {
            return TaskQuery.progressComplete();
        }
        if (tokens.takeName("instanceId")) {
            return TaskQuery.instanceId(textAfterEquals());
        }
        if (tokens.takeName("instanceName")) {
            return TaskQuery.instanceName(textAfterEquals());
        }
        if (tokens.takeName("project")) {
            tokens.expect("=");
            return TaskQuery.project(tokens.number());
        }
        if (tokens.takeName("status")) {
            return TaskQuery.status(oneOf(TaskStatus.values()));
        }
        if (tokens.takeName("type")) {
            return TaskQuery.type(oneOf(TaskType.values()));
        }
        if (tokens.takeName("submitted")) {
            return submitted();
        }
        throw tokens.unexpected(
                "a condition: " + String.join(", ", CONDITIONS) + ", or one in parentheses", CONDITIONS);
    }

    private String textAfterEquals() throws QueryTokens.Unexpected {
        if (!tokens.take("=")) {
            throw tokens.unexpected("\"=\" and one text; combine several with \"or\"");
        }
        return tokens.text(
                "a text in double quotes that is not blank, with no other escapes than \\\" \\\\ \\n \\r \\t \\u0020",
                text -> Option.when(!text.isBlank(), text));
    }

    private <E extends Enum<E>> List<E> oneOf(E[] values) throws QueryTokens.Unexpected {
        if (tokens.take("=")) {
            return List.of(constant(values));
        }
        if (!tokens.take("in")) {
            throw tokens.unexpected("\"=\" or \"in\"");
        }
        List<E> chosen = new ArrayList<>();
        tokens.expect("(");
        do {
            chosen.add(constant(values));
        } while (tokens.take(","));
        if (!tokens.take(")")) {
            throw tokens.unexpected("\",\" or \")\"");
        }
        return chosen;
    }

    private <E extends Enum<E>> E constant(E[] values) throws QueryTokens.Unexpected {
        for (E value : values) {
            if (tokens.takeName(QueryText.name(value))) {
                return value;
            }
        }
        List<String> names = Arrays.stream(values).map(QueryText::name).toList();
        throw tokens.unexpected("one of " + String.join(", ", names), names);
    }

    private TaskQuery submitted() throws QueryTokens.Unexpected {
        if (tokens.take(">=")) {
            return Condition.submitted(Option.some(bound(Option.none())), Option.none());
        }
        if (tokens.take("<=")) {
            return Condition.submitted(Option.none(), Option.some(bound(Option.none())));
        }
        if (tokens.take("between")) {
            Bound from = bound(Option.none());
            tokens.expect("and");
            return Condition.submitted(Option.some(from), Option.some(bound(Option.some(from))));
        }
        throw tokens.unexpected("\">=\", \"<=\" or \"between\"", List.of("between"));
    }

    /** Parses one end of an interval, which must not be before the other end if that can be known. */
    private Bound bound(Option<Bound> from) throws QueryTokens.Unexpected {
        if (tokens.takeBeforeMinus("now")) {
            return ago(from.map(begin -> begin instanceof Bound.Ago ago ? ago.duration() : Bound.Ago.LONGEST)
                    .getOrElse(Bound.Ago.LONGEST));
        }
        return new Bound.Fixed(moment(from.map(
                        begin -> begin instanceof Bound.Fixed fixed ? fixed.time() : Condition.Submitted.FIRST)
                .getOrElse(Condition.Submitted.FIRST)));
    }

    private Bound ago(Duration longest) throws QueryTokens.Unexpected {
        if (!tokens.takeMinus()) {
            if (!tokens.isAfterCondition()) {
                throw tokens.unexpected("\"-\" and a duration, as in now - 7d, or the end of the condition");
            }
            return Bound.Ago.of(Duration.ZERO);
        }
        Bound.Ago ago = tokens.duration(longest);
        if (tokens.isDuration()) {
            throw tokens.unexpected(
                    "\"and\", \"or\" or the end (the parts of a duration are written together, as in 1d12h)");
        }
        return ago;
    }

    private Instant moment(Instant earliest) throws QueryTokens.Unexpected {
        return tokens.text(
                "a time in double quotes, with its offset, for example \"2017-02-08T16:46:34+08:00\", from " + earliest
                        + " to " + Condition.Submitted.LAST
                        + ", or a relative time without quotes, for example now - 7d",
                text -> Try.of(() -> OffsetDateTime.parse(text).toInstant())
                        .toOption()
                        .filter(moment -> !moment.isBefore(earliest) && !moment.isAfter(Condition.Submitted.LAST)),
                Advice::insteadOfTime);
    }
}
