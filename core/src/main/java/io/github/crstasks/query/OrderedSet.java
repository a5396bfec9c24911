package io.github.crstasks.query;

import io.github.crstasks.error.TaskError.Invalid;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Sets of enum values that keep the order in which the caller named them, so that requests do too. */
final class OrderedSet {
    private OrderedSet() {}

    static <E extends Enum<E>> Set<E> nonEmpty(String parameter, E[] values) {
        if (values.length == 0) {
            throw new Invalid(parameter, "an empty list", "a list of at least one " + parameter).asException();
        }
        return of(Arrays.asList(values));
    }

    static <E extends Enum<E>> Set<E> of(Collection<E> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    static <E extends Enum<E>> Set<E> every(Class<E> type) {
        return of(EnumSet.allOf(type));
    }

    /** In the order of the smaller set, which is the one that somebody chose. */
    static <E extends Enum<E>> Set<E> intersection(Set<E> one, Set<E> other) {
        if (one.size() > other.size()) {
            return intersection(other, one);
        }
        Set<E> both = new LinkedHashSet<>(one);
        both.retainAll(other);
        return Collections.unmodifiableSet(both);
    }

    static <E extends Enum<E>> Set<E> union(Set<E> one, Set<E> other) {
        Set<E> either = new LinkedHashSet<>(one);
        either.addAll(other);
        return Collections.unmodifiableSet(either);
    }

    static <E extends Enum<E>> Set<E> complement(Class<E> type, Set<E> values) {
        Set<E> others = EnumSet.allOf(type);
        others.removeAll(values);
        return of(others);
    }
}
