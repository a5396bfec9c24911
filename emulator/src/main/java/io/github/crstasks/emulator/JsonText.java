package io.github.crstasks.emulator;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes replies. */
final class JsonText {
    private JsonText() {}

    /** Writes what an object holds. */
    interface Members {
        void write(JsonWriter json) throws IOException;
    }

    /** The text of an object. */
    static String object(Members members) {
        StringWriter out = new StringWriter(1024);
        try (JsonWriter json = new JsonWriter(out)) {
            json.beginObject();
            members.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toString();
    }
}
