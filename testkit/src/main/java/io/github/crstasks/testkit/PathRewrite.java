package io.github.crstasks.testkit;

import static java.util.Objects.requireNonNull;

/**
 * A path that arrives as another path.
 *
 * @param sent the path as the caller encoded it
 * @param received the path as the server receives it
 */
record PathRewrite(String sent, String received) implements Deviation {
    PathRewrite {
        requireNonNull(sent, "sent");
        requireNonNull(received, "received");
        if (!sent.startsWith("/") || sent.equals(received)) {
            throw new IllegalArgumentException(
                    "a rewriting must change a path that begins with a slash: \"" + sent + "\"");
        }
    }

    String apply(String path) {
        return path.equals(sent) ? received : path;
    }

    @Override
    public String toString() {
        return "rewritesPath(\"" + sent + "\", \"" + received + "\")";
    }
}
