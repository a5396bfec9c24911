package io.github.crstasks.internal.plan;

import io.github.crstasks.error.TaskError.Invalid;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An immutable set of enum values that keeps the order in which the caller passed them; requests contain them in this
 * order.
 */
public final class OrderedEnumSet<E extends Enum<E>> extends AbstractSet<E> {
    private final List<E> values;
    private final Set<E> members;

    private OrderedEnumSet(Collection<E> values) {
        this.values = List.copyOf(values);
        this.members = this.values.isEmpty() ? Set.of() : EnumSet.copyOf(this.values);
    }

    /** Copies the values, of which there must be at least one. */
    public static <E extends Enum<E>> OrderedEnumSet<E> nonEmpty(String parameter, Collection<E> values) {
        Invalid.unless(!values.isEmpty(), parameter, "an empty list", "a list of at least one " + parameter);
        values.forEach(value -> Objects.requireNonNull(value, parameter));
        return of(values);
    }

    /** Copies the values, without duplicates. */
    public static <E extends Enum<E>> OrderedEnumSet<E> of(Collection<E> values) {
        return values instanceof OrderedEnumSet<E> ordered
                ? ordered
                : new OrderedEnumSet<>(new LinkedHashSet<>(values));
    }

    /** Returns every value of a type. */
    public static <E extends Enum<E>> OrderedEnumSet<E> every(Class<E> type) {
        return of(EnumSet.allOf(type));
    }

    static <E extends Enum<E>> OrderedEnumSet<E> complement(Class<E> type, Set<E> values) {
        return new OrderedEnumSet<>(EnumSet.allOf(type).stream()
                .filter(value -> !values.contains(value))
                .toList());
    }

    /** Keeps the order of the smaller set, which is the one that a caller chose. */
    static <E extends Enum<E>> Set<E> intersection(Set<E> one, Set<E> other) {
        if (one.size() > other.size()) {
            return intersection(other, one);
        }
        return other.containsAll(one)
                ? one
                : new OrderedEnumSet<>(one.stream().filter(other::contains).toList());
    }

    static <E extends Enum<E>> Set<E> union(Set<E> one, Set<E> other) {
        if (one.containsAll(other)) {
            return one;
        }
        Set<E> union = new LinkedHashSet<>(one);
        union.addAll(other);
        return of(union);
    }

    @Override
    public boolean contains(Object value) {
        return members.contains(value);
    }

    /** Skips the comparison of a set with itself: most scans share the set of every value. */
    @Override
    public boolean containsAll(Collection<?> others) {
        return others == this || super.containsAll(others);
    }

    @Override
    public Iterator<E> iterator() {
        return values.iterator();
    }

    @Override
    public int size() {
        return values.size();
    }
}
