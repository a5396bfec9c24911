package io.github.crstasks.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads the fields of an API 3.0 request. Its methods throw an {@link ApiV3Exception} if a field has another type. */
final class ApiV3FieldReader {
    private final JsonObject input;

    /**
     * Creates a reader.
     *
     * @throws ApiV3Exception if the input has a field that is not known
     */
    ApiV3FieldReader(JsonObject input, Set<String> knownFields) {
        for (String name : input.keySet()) {
            if (!knownFields.contains(name)) {
                throw new ApiV3Exception(ApiV3Exception.UNKNOWN_PARAMETER, name + " is unknown");
            }
        }
        this.input = input;
    }

    Optional<String> text(String name) {
        return field(name).map(value -> text(name, value));
    }

    Optional<Integer> integer(String name) {
        return field(name).map(value -> integer(name, value));
    }

    Optional<Long> longInteger(String name) {
        return field(name).map(value -> longInteger(name, value));
    }

    Optional<List<String>> texts(String name) {
        return array(name, ApiV3FieldReader::text);
    }

    Optional<List<Integer>> integers(String name) {
        return array(name, ApiV3FieldReader::integer);
    }

    Optional<Long> epochSecond(String name, ZoneOffset zone) {
        try {
            return text(name).map(text -> ServiceTimeFormat.parseToEpochSecond(text, zone));
        } catch (DateTimeParseException e) {
            throw new ApiV3Exception(
                    ApiV3Exception.INVALID_PARAMETER_VALUE, name + " does not have the form 2017-02-08 16:46:34");
        }
    }

    private Optional<JsonElement> field(String name) {
        return Optional.ofNullable(input.get(name));
    }

    private <T> Optional<List<T>> array(String name, BiFunction<String, JsonElement, T> readElement) {
        return field(name).map(value -> {
            if (!(value instanceof JsonArray array)) {
                throw wrongType(name, "an array");
            }
            List<T> values = new ArrayList<>();
            array.forEach(element -> values.add(readElement.apply(name, element)));
            return values;
        });
    }

    private static String text(String name, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrongType(name, "a string");
    }

    private static int integer(String name, JsonElement value) {
        long number = longInteger(name, value);
        if (number != (int) number) {
            throw wrongType(name, "an integer");
        }
        return (int) number;
    }

    private static long longInteger(String name, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
            try {
                return Long.parseLong(primitive.getAsString());
            } catch (NumberFormatException e) {
                throw wrongType(name, "an integer");
            }
        }
        throw wrongType(name, "an integer");
    }

    private static ApiV3Exception wrongType(String name, String expectedType) {
        return new ApiV3Exception(ApiV3Exception.INVALID_PARAMETER, name + " is not " + expectedType);
    }
}
