package io.github.crstasks.internal.json;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;

/**
 * A value as Java serialization writes it: its JSON text, which does not depend on the classes of Vavr.
 *
 * @param form the form of the text
 * @param json the text
 */
record SerializedForm(JsonForm<?> form, String json) implements Serializable {
    private Object readResolve() throws ObjectStreamException {
        try {
            return form.read(PlainJson.ofText(json));
        } catch (IOException | JsonParseException | IllegalArgumentException | IllegalStateException invalid) {
            InvalidObjectException failure = new InvalidObjectException(String.valueOf(invalid.getMessage()));
            failure.initCause(invalid);
            throw failure;
        }
    }
}
