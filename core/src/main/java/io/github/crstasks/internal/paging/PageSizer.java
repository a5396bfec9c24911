package io.github.crstasks.internal.paging;

import io.github.crstasks.internal.plan.PageConstraints;
import io.github.crstasks.query.TaskScan;

/** Computes the range to request for some rows, within the constraints of the service and the page cap observed so far. */
final class PageSizer {
    private final int preferred;
    private final boolean offsetIsMultipleOfLimit;
    private int max;

    PageSizer(int preferred, PageConstraints constraints) {
        this.preferred = preferred;
        this.offsetIsMultipleOfLimit = constraints.offsetIsMultipleOfLimit();
        this.max = constraints.maxLimit();
    }

    int rows() {
        return Math.min(preferred, max);
    }

    /** Returns the smallest range that contains the row at a position and as many of the next rows as one page can have. */
    RowRange from(int position, int rows, TaskScan scan) {
        if (!offsetIsMultipleOfLimit) {
            return new RowRange(scan, position, Math.min(rows, max));
        }
        int bestLimit = 1;
        for (int limit = 2; limit <= max && rowsFrom(position, bestLimit) < rows; limit++) {
            bestLimit = rowsFrom(position, limit) > rowsFrom(position, bestLimit) ? limit : bestLimit;
        }
        return new RowRange(scan, position - position % bestLimit, bestLimit);
    }

    private static int rowsFrom(int position, int limit) {
        return limit - position % limit;
    }

    /**
     * Returns a range that starts up to {@code overlap} rows before {@code position}, so that the reader can check that two
     * pages connect.
     */
    RowRange overlapping(int position, int overlap, TaskScan scan) {
        for (int repeated = Math.min(overlap, position); repeated > 0; repeated--) {
            RowRange range = from(position - repeated, Math.max(preferred, repeated + 1), scan);
            if (range.end() > position) {
                return range;
            }
        }
        return from(position, preferred, scan);
    }

    /** Records the page cap if a page is shorter than requested although more rows remain; returns whether it is new. */
    boolean recordCap(RowRange requested, int received, int total) {
        boolean isShort = received > 0 && received < requested.limit() && received < total - requested.offset();
        if (!isShort || received >= max) {
            return false;
        }
        max = received;
        return true;
    }
}
