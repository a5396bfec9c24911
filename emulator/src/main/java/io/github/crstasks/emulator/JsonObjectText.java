package io.github.crstasks.emulator;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The text of a JSON object. */
final class JsonObjectText {
    private JsonObjectText() {}

    /** Writes the members of an object. */
    interface Members {
        void write(JsonWriter json) throws IOException;
    }

    static String of(Members members) {
        StringWriter out = new StringWriter(1024);
        try (JsonWriter json = new JsonWriter(out)) {
            json.beginObject();
            members.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        return out.toString();
    }
}
