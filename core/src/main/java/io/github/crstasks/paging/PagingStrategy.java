package io.github.crstasks.paging;

/** How the pages of a list that may change meanwhile are asked for. */
public enum PagingStrategy {
    /** {@link #OFFSET} for a list without a status filter, {@link #KEYSET} for any other. */
    AUTO,
    /**
     * By their place in the list, several at a time.
     *
     * <p>What was submitted up to the first page stays where it is, unless a task is forgotten or an instance renamed:
     * that is noticed, and the rest is read by {@link #KEYSET}. In a list that filters by status tasks come and go, and
     * what is not noticed is that as many came as went between two pages.
     */
    OFFSET,
    /** By the submission second of the last row of the page before, one at a time: whatever comes or goes. */
    KEYSET
}
