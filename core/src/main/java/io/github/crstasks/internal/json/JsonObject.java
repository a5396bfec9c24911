package io.github.crstasks.internal.json;

import io.vavr.control.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the fields of a JSON form in order. Leaves out what is absent.
 *
 * <p>Not thread-safe.
 */
public final class JsonObject {
    /** Up to here, each whole number has a double of its own. */
    private static final double MAX_EXACT = 1L << 53;

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Adds a text, also an empty one. */
    public JsonObject text(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** Adds a text that is empty where the service sent none; leaves out an empty one. */
    public JsonObject textIfAny(String name, String value) {
        return value.isEmpty() ? this : text(name, value);
    }

    /** Adds the text of a value such as an enum constant, a moment in UTC or a duration; leaves out none. */
    public JsonObject textOf(String name, Option<?> value) {
        value.forEach(some -> text(name, some instanceof Enum<?> constant ? constant.name() : some.toString()));
        return this;
    }

    /** Adds the text of a value such as an enum constant, a moment in UTC or a duration. */
    public JsonObject textOf(String name, Object value) {
        return textOf(name, Option.some(value));
    }

    /** Adds a whole number. */
    public JsonObject number(String name, long value) {
        fields.put(name, value);
        return this;
    }

    /** Adds a whole number; leaves out none. */
    public JsonObject number(String name, Option<? extends Number> value) {
        value.forEach(some -> number(name, some.longValue()));
        return this;
    }

    /** Adds a number: whole if it can be, and as text if JSON has no number for it. */
    public JsonObject decimal(String name, double value) {
        long whole = (long) value;
        // The comparison tells -0.0 from 0.
        if (Double.compare((double) whole, value) == 0 && Math.abs(value) <= MAX_EXACT) {
            fields.put(name, whole);
        } else if (Double.isFinite(value)) {
            fields.put(name, value);
        } else {
            fields.put(name, Double.toString(value));
        }
        return this;
    }

    /** Adds a truth value. */
    public JsonObject flag(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    /** Adds texts, also no texts. */
    public JsonObject texts(String name, List<String> values) {
        fields.put(name, List.copyOf(values));
        return this;
    }

    /** Adds a value of another form. */
    public <T> JsonObject object(String name, JsonForm<T> form, T value) {
        fields.put(name, form.write(value));
        return this;
    }

    /** Adds a value of another form; leaves out none. */
    public <T> JsonObject object(String name, JsonForm<T> form, Option<T> value) {
        value.forEach(some -> object(name, form, some));
        return this;
    }

    /** Adds values of another form, also no values. */
    public <T> JsonObject objects(String name, JsonForm<T> form, List<T> values) {
        fields.put(name, values.stream().map(form::write).toList());
        return this;
    }

    /** Returns the fields. */
    public Map<String, Object> fields() {
        return fields;
    }
}
