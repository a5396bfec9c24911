package io.github.crstasks.internal.json;

import io.vavr.control.Either;
import io.vavr.control.Option;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of the JSON form of a value. A field that is null counts as missing.
 *
 * <p>Writers can be set to leave out empty lists, so that a missing list is an empty one.
 *
 * <p>Each method throws a {@link JsonFieldException} if the field has no value of its type, or is required and missing.
 * Jackson represents numbers and arrays as its settings say, so that each representation of them is accepted.
 */
public final class JsonFields {
    /** The field that names the case of a sealed type: the simple name of its record. */
    public static final String KIND = "kind";

    private static final int MAX_NUMBER_LENGTH = 1000;

    private final String type;
    private final Map<?, ?> fields;

    private JsonFields(String type, Map<?, ?> fields) {
        this.type = type;
        this.fields = fields;
    }

    /**
     * Returns a reader.
     *
     * @param type the type of the value, for error messages
     * @param fields the fields
     */
    public static JsonFields of(Class<?> type, Map<?, ?> fields) {
        return new JsonFields(type.getSimpleName(), fields);
    }

    /** Returns the name of the case of a sealed type. */
    public String kind() {
        return text(KIND);
    }

    /** Returns an exception for a case that the type does not have. */
    public IllegalArgumentException unknownKind(String... kinds) {
        return invalid(KIND, "must be one of " + String.join(", ", kinds));
    }

    /** Returns a required text. */
    public String text(String name) {
        return required(name, "must be a text", JsonFields::asText);
    }

    /** Returns a text; an empty one if it is missing. */
    public String textOrEmpty(String name) {
        return optional(name, "must be a text", JsonFields::asText).getOrElse("");
    }

    /** Returns a text; empty if it is missing. */
    public Option<String> optionalText(String name) {
        return optional(name, "must be a text", JsonFields::asText);
    }

    /** Returns texts; no texts if the field is missing. */
    public List<String> texts(String name) {
        return items(name, (place, item) -> convert(place, item, "must be a text", JsonFields::asText));
    }

    /** Returns a required whole number with 64 bits. */
    public long wholeNumber(String name) {
        return required(name, "must be a whole number with 64 bits", JsonFields::asLong);
    }

    /** Returns a whole number with 64 bits; empty if it is missing. */
    public Option<Long> optionalWholeNumber(String name) {
        return optional(name, "must be a whole number with 64 bits", JsonFields::asLong);
    }

    /** Returns a required whole number with 32 bits. */
    public int integer(String name) {
        return required(name, "must be a whole number with 32 bits", JsonFields::asInteger);
    }

    /** Returns a whole number with 32 bits; empty if it is missing. */
    public Option<Integer> optionalInteger(String name) {
        return optional(name, "must be a whole number with 32 bits", JsonFields::asInteger);
    }

    /** Returns a number; empty if it is missing. */
    public Option<Double> optionalDecimal(String name) {
        return optional(name, "must be a number", value -> Double.valueOf(numeral(value)));
    }

    /** Returns a required truth value. */
    public boolean flag(String name) {
        return required(name, "must be true or false", value -> value instanceof Boolean flag ? flag : null);
    }

    /** Returns a moment; empty if it is missing. */
    public Option<Instant> optionalMoment(String name) {
        return optional(
                name,
                "must be a moment in ISO 8601, for example 2017-02-08T08:46:30Z",
                value -> value instanceof String text ? Instant.parse(text) : null);
    }

    /** Returns a required duration. */
    public Duration duration(String name) {
        return required(
                name,
                "must be a duration in ISO 8601, for example PT1M30S",
                value -> value instanceof String text ? Duration.parse(text) : null);
    }

    /** Returns a required constant of an enum; a stand-in for the name of a constant that the enum does not have. */
    public <E extends Enum<E>> E constant(String name, E unknown) {
        String text = text(name);
        return Arrays.stream(unknown.getDeclaringClass().getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElse(unknown);
    }

    /** Returns a required constant of an enum. */
    public <E extends Enum<E>> E constant(String name, Class<E> constants) {
        return required(
                name,
                "must be one of " + Arrays.toString(constants.getEnumConstants()),
                value -> value instanceof String text ? Enum.valueOf(constants, text) : null);
    }

    /** Returns a required value of another form. */
    public <T> T object(String name, JsonForm<T> form) {
        return object(name, fields.get(name), form);
    }

    /** Returns a value of another form; empty if it is missing. */
    public <T> Option<T> optionalObject(String name, JsonForm<T> form) {
        return fields.get(name) == null ? Option.none() : Option.some(object(name, form));
    }

    /** Returns the value of whichever of two fields is there. One of them is required, and both are refused. */
    public <L, R> Either<L, R> either(String leftName, JsonForm<L> left, String rightName, JsonForm<R> right) {
        boolean isRight = fields.get(rightName) != null;
        if (fields.get(leftName) == null) {
            if (isRight) {
                return Either.right(object(rightName, right));
            }
            throw invalid(rightName, "must be an object unless there is an \"" + leftName + "\"");
        }
        if (isRight) {
            throw invalid(leftName, "must be missing beside \"" + rightName + "\"");
        }
        return Either.left(object(leftName, left));
    }

    /** Returns values of another form; no values if the field is missing. */
    public <T> List<T> objects(String name, JsonForm<T> form) {
        return items(name, (place, item) -> object(place, item, form));
    }

    @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
    private <T> T object(String place, @Nullable Object value, JsonForm<T> form) {
        if (!(value instanceof Map<?, ?>)) {
            throw new JsonFieldException(type, place, "must be an object", value);
        }
        try {
            return form.read((Map<String, ?>) value);
        } catch (JsonFieldException inner) {
            throw inner.within(type, place);
        }
    }

    private interface ItemReader<T> {
        T read(String place, @Nullable Object item);
    }

    private <T> List<T> items(String name, ItemReader<T> reader) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        // Jackson reads arrays as Java arrays if it is set to.
        Object list = value instanceof Object[] array ? Arrays.asList(array) : value;
        if (!(list instanceof List<?> items)) {
            throw invalid(name, "must be an array");
        }
        List<T> result = new ArrayList<>(items.size());
        for (Object item : items) {
            result.add(reader.read(name + "[" + result.size() + "]", item));
        }
        return List.copyOf(result);
    }

    private JsonFieldException invalid(String name, String requirement) {
        return new JsonFieldException(type, name, requirement, fields.get(name));
    }

    private <T> T required(String name, String requirement, Function<Object, @Nullable T> conversion) {
        return convert(name, fields.get(name), requirement, conversion);
    }

    private <T> Option<T> optional(String name, String requirement, Function<Object, @Nullable T> conversion) {
        Object value = fields.get(name);
        return value == null ? Option.none() : Option.some(convert(name, value, requirement, conversion));
    }

    private <T> T convert(
            String place, @Nullable Object value, String requirement, Function<Object, @Nullable T> conversion) {
        if (value != null) {
            try {
                T converted = conversion.apply(value);
                if (converted != null) {
                    return converted;
                }
            } catch (DateTimeException | ArithmeticException | IllegalArgumentException refused) {
                throw new JsonFieldException(type, place, requirement, value);
            }
        }
        throw new JsonFieldException(type, place, requirement, value);
    }

    private static @Nullable String asText(Object value) {
        return value instanceof String text ? text : null;
    }

    private static Long asLong(Object value) {
        return new BigDecimal(numeral(value)).longValueExact();
    }

    private static Integer asInteger(Object value) {
        return Math.toIntExact(asLong(value));
    }

    /** Returns the digits of a number. Writers can be set to write numbers as texts, for readers that round them. */
    private static String numeral(Object value) {
        String text = value.toString();
        if (!(value instanceof Number || value instanceof String) || text.length() > MAX_NUMBER_LENGTH) {
            throw new NumberFormatException(text.length() + " characters");
        }
        return text;
    }
}
