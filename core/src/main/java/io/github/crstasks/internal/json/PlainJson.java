package io.github.crstasks.internal.json;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads maps, lists, texts, numbers and booleans as JSON. */
final class PlainJson {
    /** The forms of this library nest five levels. Limits the recursion for input from outside. */
    private static final int MAX_DEPTH = 64;

    private static final int MAX_NUMBER_LENGTH = 1000;
    private static final int MAX_DIGITS_OF_LONG = 18;

    private PlainJson() {}

    static String toText(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            write(out, object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static Map<String, Object> ofText(String text) throws IOException {
        return readObject(new JsonReader(new StringReader(text)));
    }

    static void write(JsonWriter out, Object value) throws IOException {
        if (value instanceof Map<?, ?> fields) {
            out.beginObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                out.name((String) field.getKey());
                write(out, field.getValue());
            }
            out.endObject();
        } else if (value instanceof List<?> items) {
            out.beginArray();
            for (Object item : items) {
                write(out, item);
            }
            out.endArray();
        } else if (value instanceof Number number) {
            out.value(number);
        } else if (value instanceof Boolean flag) {
            out.value(flag.booleanValue());
        } else {
            out.value((String) value);
        }
    }

    /** Reads an object. A field with the value null is left out. */
    static Map<String, Object> readObject(JsonReader in) throws IOException {
        return readObject(in, 0);
    }

    private static Map<String, Object> readObject(JsonReader in, int depth) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            Object value = readValue(in, depth + 1);
            if (value == null) {
                fields.remove(name);
            } else {
                fields.put(name, value);
            }
        }
        in.endObject();
        return fields;
    }

    private static @Nullable Object readValue(JsonReader in, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new JsonParseException(
                    "the JSON is nested more than " + MAX_DEPTH + " levels deep at " + in.getPath());
        }
        JsonToken token = in.peek();
        return switch (token) {
            case BEGIN_OBJECT -> readObject(in, depth);
            case BEGIN_ARRAY -> readArray(in, depth);
            case BOOLEAN -> in.nextBoolean();
            case NUMBER -> number(in.nextString());
            case NULL -> {
                in.nextNull();
                yield null;
            }
            default -> in.nextString();
        };
    }

    private static List<@Nullable Object> readArray(JsonReader in, int depth) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            items.add(readValue(in, depth + 1));
        }
        in.endArray();
        return items;
    }

    private static Number number(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            throw new JsonParseException("the JSON has a number of " + text.length() + " characters");
        }
        boolean isFraction = text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
        if (isFraction) {
            return Double.valueOf(text);
        }
        return text.length() <= MAX_DIGITS_OF_LONG ? Long.valueOf(text) : new BigDecimal(text);
    }
}
