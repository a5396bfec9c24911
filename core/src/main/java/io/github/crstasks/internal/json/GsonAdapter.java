package io.github.crstasks.internal.json;

import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/** Lets Gson write and read a type, or one case of a sealed type, in its JSON form. */
final class GsonAdapter<T, S extends T> extends TypeAdapter<S> {
    private final JsonForm<T> form;
    private final Class<S> type;

    GsonAdapter(JsonForm<T> form, Class<S> type) {
        this.form = form;
        this.type = type;
    }

    @Override
    public void write(JsonWriter out, S value) throws IOException {
        PlainJson.write(out, form.write(value));
    }

    @Override
    public S read(JsonReader in) throws IOException {
        try {
            return form.read(PlainJson.readObject(in), type);
        } catch (JsonFieldException invalid) {
            throw new JsonParseException(invalid.getMessage() + ", at " + in.getPreviousPath(), invalid);
        }
    }
}
