package io.github.crstasks.paging;

import io.github.crstasks.query.PageRule;
import io.github.crstasks.query.TaskScan;

/** Which page to ask for so as to get rows: the caller's wish, as far as the service is known to grant it. */
final class PageSize {
    private final int wish;
    private final boolean aligned;
    private int most;

    PageSize(int wish, PageRule rule) {
        this.wish = wish;
        this.aligned = rule.aligned();
        this.most = rule.mostRows();
    }

    int rows() {
        return Math.min(wish, most);
    }

    /** The smallest page with the row at a place and as many of the next as one page can have, up to a number. */
    Slice from(int place, int rows, TaskScan scan) {
        if (!aligned) {
            return new Slice(scan, place, Math.min(rows, most));
        }
        int best = 1;
        for (int limit = 2; limit <= most && rowsFrom(place, best) < rows; limit++) {
            best = rowsFrom(place, limit) > rowsFrom(place, best) ? limit : best;
        }
        return new Slice(scan, place - place % best, best);
    }

    private static int rowsFrom(int place, int limit) {
        return limit - place % limit;
    }

    /** A page that has rows from a place on, and before them so many that were read already, or fewer if it must be. */
    Slice joining(int place, int joint, TaskScan scan) {
        for (int repeated = joint; repeated > 0; repeated--) {
            Slice slice = from(place - repeated, Math.max(wish, repeated + 1), scan);
            if (slice.end() > place) {
                return slice;
            }
        }
        return from(place, wish, scan);
    }

    /** Learns from a page that came shorter than asked for although more rows remain; true if that is news. */
    boolean isCappedBy(Slice asked, int received, int total) {
        boolean more = received > 0 && received < asked.limit() && received < total - asked.offset();
        if (!more || received >= most) {
            return false;
        }
        most = received;
        return true;
    }
}
