package io.github.crstasks.protocol;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a service calls the values of an enum, in both directions.
 *
 * @param <N> the names
 * @param <E> the values
 */
final class WireNames<N, E extends Enum<E>> {
    private final Map<N, E> values;
    private final Map<E, N> names;
    private final E unknown;

    private WireNames(Map<N, E> values, E unknown) {
        this.values = Map.copyOf(values);
        this.names = new EnumMap<>(unknown.getDeclaringClass());
        this.unknown = unknown;
        values.forEach((name, value) -> names.put(value, name));
    }

    static <N, E extends Enum<E>> WireNames<N, E> of(Map<N, E> values, E unknown) {
        return new WireNames<>(values, unknown);
    }

    E value(N name) {
        return values.getOrDefault(name, unknown);
    }

    N name(E value) {
        N name = names.get(value);
        if (name == null) {
            throw new IllegalArgumentException(
                    "the service can be asked for " + names.keySet() + " but not for " + value);
        }
        return name;
    }

    Set<E> named() {
        return names.keySet();
    }

    /** The values that names can stand for, the unknown one among them. */
    Set<E> occurring() {
        Set<E> occurring = EnumSet.of(unknown);
        occurring.addAll(names.keySet());
        return occurring;
    }
}
