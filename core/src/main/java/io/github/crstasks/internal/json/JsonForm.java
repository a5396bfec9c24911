package io.github.crstasks.internal.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import java.io.Serializable;
import java.util.Map;

/**
 * Maps a type to its JSON form and back. The form is a map of texts, numbers, booleans, lists and maps, in the order in which
 * they are written.
 *
 * <p>A value has one form, which three mechanisms share. Jackson 2 and 3 call {@link #write} and {@link #read(Map, Class)}
 * through methods of the type with {@code @JsonValue} and {@code @JsonCreator}. Gson creates the form because the type names
 * it in {@code @JsonAdapter}. Java serialization writes what {@link #serialized} returns.
 *
 * <p>Forms have no state. They are serializable because a serialized value names its form.
 *
 * @param <T> the type; all cases of a sealed type share its form
 */
public abstract class JsonForm<T> implements TypeAdapterFactory, Serializable {
    private static final long serialVersionUID = 1;

    /** Returns the JSON form of a value. */
    public abstract Map<String, Object> write(T value);

    /**
     * Creates a value from its JSON form. Ignores unknown fields.
     *
     * @throws JsonFieldException if a required field is missing, or a field has no value of its type
     */
    public abstract T read(Map<String, ?> fields);

    /**
     * Creates a value of one case of a sealed type from its JSON form.
     *
     * @throws JsonFieldException if the form is invalid, or that of another case
     */
    public final <S extends T> S read(Map<String, ?> fields, Class<S> type) {
        T value = read(fields);
        if (!type.isInstance(value)) {
            throw new JsonFieldException(
                    type.getSimpleName(),
                    JsonFields.KIND,
                    "must be " + type.getSimpleName(),
                    fields.get(JsonFields.KIND));
        }
        return type.cast(value);
    }

    /** Returns what Java serialization writes in place of a value. */
    public final Object serialized(T value) {
        return new SerializedForm(this, PlainJson.toText(write(value)));
    }

    @Override
    @SuppressWarnings("unchecked") // Gson asks for the types that name this form, which are T and its cases.
    public final <S> TypeAdapter<S> create(Gson gson, TypeToken<S> type) {
        return (TypeAdapter<S>) new GsonAdapter<>(this, (Class<? extends T>) type.getRawType());
    }
}
