package io.github.crstasks.paging;

/** How many rows to ask for at a time: the caller's wish until the service is seen to send fewer. */
final class PageSize {
    private int rows;

    PageSize(int wish) {
        this.rows = wish;
    }

    int rows() {
        return rows;
    }

    /** Learns from a page that came shorter than asked for although more rows remain; true if that is news. */
    boolean isCappedBy(Slice asked, int received, int total) {
        boolean more = received > 0 && received < asked.limit() && received < total - asked.offset();
        if (!more || received >= rows) {
            return false;
        }
        rows = received;
        return true;
    }
}
