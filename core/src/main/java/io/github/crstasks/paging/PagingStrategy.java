package io.github.crstasks.paging;

/** How the pages of a list that may change meanwhile are asked for. */
public enum PagingStrategy {
    /** {@link #OFFSET} for a list that filters by neither status nor name, {@link #KEYSET} for any other. */
    AUTO,
    /**
     * By their place in the list, several at a time.
     *
     * <p>What was submitted up to the first page stays where it is, unless a task is forgotten: that is noticed, and the
     * rest is read by {@link #KEYSET}. In a list that filters by status or name, tasks come and go in its middle; what is
     * not noticed then is that as many came as went between two pages.
     */
    OFFSET,
    /** By the submission second of the last row of the page before, one at a time: whatever comes or goes. */
    KEYSET
}
