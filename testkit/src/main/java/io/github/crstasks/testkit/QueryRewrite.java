package io.github.crstasks.testkit;

import static java.util.Objects.requireNonNull;

/**
 * A part of a query that arrives as another text.
 *
 * @param sent the part as the caller encoded it
 * @param received the part as the server receives it
 */
record QueryRewrite(String sent, String received) implements Deviation {
    QueryRewrite {
        requireNonNull(sent, "sent");
        requireNonNull(received, "received");
        if (sent.isEmpty() || sent.equals(received)) {
            throw new IllegalArgumentException("a rewriting must change something: \"" + sent + "\"");
        }
    }

    String apply(String query) {
        return query.replace(sent, received);
    }

    @Override
    public String toString() {
        return "rewritesQuery(\"" + sent + "\", \"" + received + "\")";
    }
}
