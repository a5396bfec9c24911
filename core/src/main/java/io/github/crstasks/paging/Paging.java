package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.GeneratedValue;
import org.immutables.value.Value;

/**
 * Configures how lists are paged.
 *
 * <p>A task that matches during the whole traversal is returned exactly once, whatever is submitted, started, finished,
 * failed or forgotten meanwhile. Tasks submitted after the first page belong to the next traversal.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
@GeneratedValue
@Value.Immutable
public abstract class Paging implements WithPaging {
    /** The strategies for paging through a list that may change meanwhile. */
    public enum Strategy {
        /**
         * Selects {@link #OFFSET} for a list that filters by neither status nor name, and {@link #KEYSET} for any other.
         */
        AUTO,

        /**
         * Pages by offset, several pages at a time.
         *
         * <p>Tasks submitted before the first page keep their offsets unless a task is forgotten; the traversal detects that
         * and continues with {@link #KEYSET}. In a list that filters by status or name, tasks appear and disappear in the
         * middle; equal numbers of both between two pages go undetected.
         */
        OFFSET,

        /**
         * Pages by the submission time of the last row of the previous page, one page at a time. Unaffected by rows that
         * appear or disappear.
         */
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
        return new Builder();
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

    @Value.Check
    void check() {
        Invalid.unless(pagesInFlight() >= 1, "pagesInFlight", pagesInFlight(), "1.." + Integer.MAX_VALUE);
        Invalid.unless(pageSize() >= 1, "pageSize", pageSize(), "1.." + Integer.MAX_VALUE);
    }

    /** Builds {@link Paging}. Not thread-safe. */
    public static final class Builder extends ImmutablePaging.Builder {
        Builder() {}
    }
}
