package io.github.crstasks.internal.wire;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Maps the constants of an enum to their names on the wire and back.
 *
 * @param <N> the type of the names
 * @param <E> the enum
 */
final class EnumCodec<N, E extends Enum<E>> {
    private final Map<N, E> values;
    private final Map<E, N> names;
    private final E unknown;

    private EnumCodec(Map<N, E> values, E unknown) {
        this.values = Map.copyOf(values);
        this.names = new EnumMap<>(unknown.getDeclaringClass());
        this.unknown = unknown;
        values.forEach((name, value) -> names.put(value, name));
    }

    static <N, E extends Enum<E>> EnumCodec<N, E> of(Map<N, E> values, E unknown) {
        return new EnumCodec<>(values, unknown);
    }

    E value(N name) {
        return values.getOrDefault(name, unknown);
    }

    N name(E value) {
        N name = names.get(value);
        if (name == null) {
            throw new IllegalArgumentException("the service has names for " + names.keySet() + " but not for " + value);
        }
        return name;
    }

    Set<E> named() {
        return names.keySet();
    }

    /** Returns the constants that names can stand for, including the unknown one. */
    Set<E> occurring() {
        Set<E> occurring = EnumSet.of(unknown);
        occurring.addAll(names.keySet());
        return occurring;
    }
}
