package io.github.crstasks.internal.json;

import io.github.crstasks.internal.format.Excerpt;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports a field of the JSON form of a value that is missing or invalid. */
public final class JsonFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String requirement;
    private final String actual;

    /**
     * Creates the exception.
     *
     * @param type the simple name of the type
     * @param path the place of the field, for example {@code tasks[0].status}
     * @param requirement what the field must be, beginning with a verb
     * @param actual the value of the field; null if it is missing
     */
    JsonFieldException(String type, String path, String requirement, @Nullable Object actual) {
        this(type, path, requirement, actual == null ? "is missing" : "was " + Excerpt.of(describe(actual)));
    }

    private JsonFieldException(String type, String path, String requirement, String actual) {
        super("field \"" + Excerpt.of(path) + "\" in the JSON of " + type + " " + requirement + ", but " + actual);
        this.path = path;
        this.requirement = requirement;
        this.actual = actual;
    }

    private static String describe(Object value) {
        if (value instanceof Map<?, ?>) {
            return "an object";
        }
        return value instanceof Iterable<?> || value instanceof Object[] ? "an array" : value.toString();
    }

    /** Returns this exception as one of the value that contains the invalid one. */
    JsonFieldException within(String type, String outerPath) {
        return new JsonFieldException(type, outerPath + "." + path, requirement, actual);
    }
}
