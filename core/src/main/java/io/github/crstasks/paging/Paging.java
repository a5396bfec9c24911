package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.GeneratedValue;
import io.vavr.control.Option;
import org.immutables.value.Value;

/**
 * Configures how lists are paged.
 *
 * <p>A task that matches during the whole traversal is returned exactly once, whatever is submitted, started, finished,
 * failed or removed meanwhile. Tasks submitted after the first page belong to the next traversal.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
@GeneratedValue
@Value.Immutable
public abstract class Paging {
    /** The strategies for paging through a list that may change meanwhile. */
    public enum Strategy {
        /**
         * Selects {@link #OFFSET} for a list that filters by neither status nor name, and {@link #KEYSET} for any other.
         */
        AUTO,

        /**
         * Requests several pages at a time. A list that filters by status or name is paged by {@link #KEYSET} nevertheless,
         * because tasks join and leave it anywhere, so that pages requested ahead would seldom fit together.
         */
        OFFSET,

        /** Requests one page at a time, which begins where the page before it broke off, wherever that is by then. */
        KEYSET
    }

    Paging() {}

    /**
     * Returns the default paging.
     *
     * @return {@link Strategy#AUTO}, 4 pages in flight, 100 rows a page
     */
    public static Paging defaults() {
        return builder().build();
    }

    /**
     * Creates a builder with the defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return ImmutablePaging.builder();
    }

    /**
     * Returns how pages are requested.
     *
     * @return {@link Strategy#AUTO} by default
     */
    @Value.Default
    public Strategy strategy() {
        return Strategy.AUTO;
    }

    /**
     * Returns how many pages of a traversal may be in flight at a time. With 1, the next page is requested only when all
     * tasks of the previous page have been consumed.
     *
     * @return 1..2147483647, by default 4
     */
    @Value.Default
    public int pagesInFlight() {
        return 4;
    }

    /**
     * Returns how many rows to request at a time. The service may send fewer.
     *
     * @return 1..2147483647, by default 100; reduced to the largest limit of the service
     */
    @Value.Default
    public int pageSize() {
        return 100;
    }

    /**
     * Returns how many calls the traversal of one list may make, so that a list that never ends is an error. A page that takes
     * several calls has the same limit.
     *
     * @return 1..2147483647; empty, the default, for 1000 calls and four more for each page that the list has according to
     *     the first reply, at most 100000
     */
    @Value.Default
    public Option<Integer> maxCalls() {
        return Option.none();
    }

    /**
     * Returns a copy with another value of {@link #strategy()}.
     *
     * @param strategy the strategy
     * @return the copy
     */
    public abstract Paging withStrategy(Strategy strategy);

    /**
     * Returns a copy with another value of {@link #pagesInFlight()}.
     *
     * @param pagesInFlight 1..2147483647
     * @return the copy
     */
    public abstract Paging withPagesInFlight(int pagesInFlight);

    /**
     * Returns a copy with another value of {@link #pageSize()}.
     *
     * @param pageSize 1..2147483647; reduced to the largest limit of the service
     * @return the copy
     */
    public abstract Paging withPageSize(int pageSize);

    /**
     * Returns a copy with another value of {@link #maxCalls()}.
     *
     * @param maxCalls 1..2147483647; empty for the default
     * @return the copy
     */
    public abstract Paging withMaxCalls(Option<Integer> maxCalls);

    @Value.Check
    void check() {
        maxCalls().forEach(calls -> Invalid.unless(calls >= 1, "maxCalls", calls, "1.." + Integer.MAX_VALUE));
        Invalid.unless(pagesInFlight() >= 1, "pagesInFlight", pagesInFlight(), "1.." + Integer.MAX_VALUE);
        Invalid.unless(pageSize() >= 1, "pageSize", pageSize(), "1.." + Integer.MAX_VALUE);
    }

    /** Builds a {@link Paging}. Not thread-safe. */
    public abstract static class Builder {
        Builder() {}

        /**
         * Copies all values of a paging.
         *
         * @param instance the values
         * @return this builder
         */
        public abstract Builder from(Paging instance);

        /**
         * Sets how pages are requested. Defaults to {@link Strategy#AUTO}.
         *
         * @param strategy the strategy
         * @return this builder
         */
        public abstract Builder strategy(Strategy strategy);

        /**
         * Sets how many pages of a traversal may be in flight at a time. Defaults to 4.
         *
         * @param pagesInFlight 1..2147483647
         * @return this builder
         */
        public abstract Builder pagesInFlight(int pagesInFlight);

        /**
         * Sets how many rows to request at a time. Defaults to 100.
         *
         * @param pageSize 1..2147483647; reduced to the largest limit of the service
         * @return this builder
         */
        public abstract Builder pageSize(int pageSize);

        /**
         * Sets how many calls the traversal of one list may make. Defaults to a limit that follows from the length of the list.
         *
         * @param maxCalls 1..2147483647; empty for the default
         * @return this builder
         */
        public abstract Builder maxCalls(Option<Integer> maxCalls);

        /**
         * Sets how many calls the traversal of one list may make.
         *
         * @param maxCalls 1..2147483647
         * @return this builder
         */
        public Builder maxCalls(int maxCalls) {
            return maxCalls(Option.some(maxCalls));
        }

        /**
         * Builds the paging.
         *
         * @return the paging
         * @throws IllegalArgumentException if a value is out of its range; the message names it
         */
        public abstract Paging build();
    }
}
