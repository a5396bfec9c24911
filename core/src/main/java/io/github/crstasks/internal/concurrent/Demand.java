package io.github.crstasks.internal.concurrent;

/** The demand of a subscriber, as the Reactive Streams specification counts it. */
public final class Demand {
    private Demand() {}

    /** Adds a request to the demand, which is unbounded from {@link Long#MAX_VALUE} on (rule 3.17). */
    public static long add(long demand, long requested) {
        return demand + requested < 0 ? Long.MAX_VALUE : demand + requested;
    }

    /** Returns the error for a request of zero or fewer items, with the wording of rule 3.9. */
    public static IllegalArgumentException nonPositive(long requested) {
        return new IllegalArgumentException(
                "non-positive subscription request: must be 1.." + Long.MAX_VALUE + ", but was " + requested);
    }
}
