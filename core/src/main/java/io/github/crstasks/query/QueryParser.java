package io.github.crstasks.query;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the text form of a query by descending into it. */
final class QueryParser {
    /** Deeper than any person nests, and shallow enough for any thread's stack. */
    static final int DEPTH = 1000;

    private final QueryTokens tokens;
    private int depth;

    private QueryParser(QueryTokens tokens) {
        this.tokens = tokens;
    }

    static Either<TaskError, TaskQuery> parse(String text) {
        try {
            QueryParser parser = new QueryParser(new QueryTokens(text));
            TaskQuery query = parser.either();
            parser.tokens.expectEnd();
            return Either.right(query);
        } catch (QueryTokens.Unexpected unexpected) {
            return Either.left(unexpected.error());
        }
    }

    private TaskQuery either() throws QueryTokens.Unexpected {
        TaskQuery query = both();
        while (tokens.take("or")) {
            query = query.or(both());
        }
        return query;
    }

    private TaskQuery both() throws QueryTokens.Unexpected {
        TaskQuery query = one();
        while (tokens.take("and")) {
            query = query.and(one());
        }
        return query;
    }

    private TaskQuery one() throws QueryTokens.Unexpected {
        if (++depth > DEPTH) {
            throw tokens.unexpected("at most " + DEPTH + " levels of nesting");
        }
        TaskQuery query = condition();
        depth--;
        return query;
    }

    private TaskQuery condition() throws QueryTokens.Unexpected {
        if (tokens.take("(")) {
            TaskQuery query = either();
            tokens.expect(")");
            return query;
        }
        if (tokens.take("not")) {
            return one().negate();
        }
        if (tokens.take("all")) {
            return TaskQuery.all();
        }
        if (tokens.take("none")) {
            return TaskQuery.none();
        }
        if (tokens.take("finished")) {
            return TaskQuery.finished();
        }
        if (tokens.take("instanceId")) {
            return TaskQuery.instanceId(textAfterEquals());
        }
        if (tokens.take("instanceName")) {
            return TaskQuery.instanceName(textAfterEquals());
        }
        if (tokens.take("project")) {
            tokens.expect("=");
            return TaskQuery.project(tokens.number());
        }
        if (tokens.take("status")) {
            return TaskQuery.status(oneOf(TaskStatus.values(), QueryText::name).toArray(TaskStatus[]::new));
        }
        if (tokens.take("type")) {
            return TaskQuery.type(oneOf(TaskType.values(), QueryText::name).toArray(TaskType[]::new));
        }
        if (tokens.take("submitted")) {
            return submitted();
        }
        throw tokens.unexpected(
                "a condition: status, type, instanceId, instanceName, submitted, project, finished, all,"
                        + " none, not, or one in parentheses");
    }

    private String textAfterEquals() throws QueryTokens.Unexpected {
        tokens.expect("=");
        return tokens.text("a text in double quotes that is not blank", text -> Option.when(!text.isBlank(), text));
    }

    private <T> List<T> oneOf(T[] values, Function<T, String> name) throws QueryTokens.Unexpected {
        if (tokens.take("=")) {
            return List.of(named(values, name));
        }
        if (!tokens.take("in")) {
            throw tokens.unexpected("= or in");
        }
        List<T> chosen = new ArrayList<>();
        tokens.expect("(");
        do {
            chosen.add(named(values, name));
        } while (tokens.take(","));
        tokens.expect(")");
        return chosen;
    }

    private <T> T named(T[] values, Function<T, String> name) throws QueryTokens.Unexpected {
        for (T value : values) {
            if (tokens.take(name.apply(value))) {
                return value;
            }
        }
        throw tokens.unexpected(Arrays.stream(values).map(name).collect(Collectors.joining(", ", "one of ", "")));
    }

    private TaskQuery submitted() throws QueryTokens.Unexpected {
        if (tokens.take(">=")) {
            return TaskQuery.submittedSince(moment(Leaf.Submitted.FIRST));
        }
        if (tokens.take("<=")) {
            return TaskQuery.submittedUntil(moment(Leaf.Submitted.FIRST));
        }
        if (tokens.take("between")) {
            Instant from = moment(Leaf.Submitted.FIRST);
            tokens.expect("and");
            return TaskQuery.submittedBetween(from, moment(from));
        }
        throw tokens.unexpected(">=, <= or between");
    }

    private Instant moment(Instant earliest) throws QueryTokens.Unexpected {
        return tokens.text(
                "a time in double quotes, with its offset, from " + earliest + " to " + Leaf.Submitted.LAST,
                text -> Try.of(() -> OffsetDateTime.parse(text).toInstant())
                        .toOption()
                        .filter(moment -> !moment.isBefore(earliest) && !moment.isAfter(Leaf.Submitted.LAST)));
    }
}
