package io.github.crstasks.query;

import io.github.crstasks.error.TaskError.Invalid;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An immutable set of enum values in the order in which the caller named them, so that requests name them so too. */
final class OrderedSet<E extends Enum<E>> extends AbstractSet<E> {
    private final List<E> values;
    private final Set<E> members;

    private OrderedSet(Collection<E> values) {
        this.values = List.copyOf(values);
        this.members = this.values.isEmpty() ? Set.of() : EnumSet.copyOf(this.values);
    }

    static <E extends Enum<E>> OrderedSet<E> nonEmpty(String parameter, E[] values) {
        if (values.length == 0) {
            throw new Invalid(parameter, "an empty list", "a list of at least one " + parameter).asException();
        }
        return of(Arrays.asList(values));
    }

    static <E extends Enum<E>> OrderedSet<E> of(Collection<E> values) {
        return values instanceof OrderedSet<E> ordered ? ordered : new OrderedSet<>(new LinkedHashSet<>(values));
    }

    static <E extends Enum<E>> OrderedSet<E> every(Class<E> type) {
        return of(EnumSet.allOf(type));
    }

    static <E extends Enum<E>> OrderedSet<E> complement(Class<E> type, Set<E> values) {
        return new OrderedSet<>(EnumSet.allOf(type).stream()
                .filter(value -> !values.contains(value))
                .toList());
    }

    /** In the order of the smaller set, which is the one that somebody chose. */
    static <E extends Enum<E>> Set<E> intersection(Set<E> one, Set<E> other) {
        if (one.size() > other.size()) {
            return intersection(other, one);
        }
        return other.containsAll(one)
                ? one
                : new OrderedSet<>(one.stream().filter(other::contains).toList());
    }

    static <E extends Enum<E>> Set<E> union(Set<E> one, Set<E> other) {
        if (one.containsAll(other)) {
            return one;
        }
        Set<E> either = new LinkedHashSet<>(one);
        either.addAll(other);
        return of(either);
    }

    @Override
    public boolean contains(Object value) {
        return members.contains(value);
    }

    /** At once for the set of every value, which most scans share. */
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
