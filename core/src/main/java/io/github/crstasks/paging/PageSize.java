package io.github.crstasks.paging;

/** How many rows to ask for at a time: the caller's wish, as far as the service is known to grant it. */
final class PageSize {
    private final int wish;
    private int cap = Integer.MAX_VALUE;

    PageSize(int wish) {
        this.wish = wish;
    }

    int rows() {
        return atLeast(1);
    }

    /** More than the wish where fewer rows would be of no use. */
    int atLeast(int least) {
        return Math.min(Math.max(wish, least), cap);
    }

    /** Learns from a page that came shorter than asked for although more rows remain; true if that is news. */
    boolean isCappedBy(Slice asked, int received, int total) {
        boolean more = received > 0 && received < asked.limit() && received < total - asked.offset();
        if (!more || received >= cap) {
            return false;
        }
        cap = received;
        return true;
    }
}
