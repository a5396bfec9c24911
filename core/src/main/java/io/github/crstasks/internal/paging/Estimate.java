package io.github.crstasks.internal.paging;

/**
 * Where a row is expected in a list that may change before the next reply.
 *
 * @param position its index according to the latest reply
 * @param drift how far such a row moved towards the end of the list between the two latest replies
 * @param back how far the latest attempt went back because the row had moved towards the start of the list
 */
record Estimate(int position, int drift, int back) {
    static Estimate of(int position) {
        return of(position, 0);
    }

    static Estimate of(int position, int drift) {
        return new Estimate(position, Math.max(0, drift), 0);
    }

    /** Returns the index to request. */
    int index() {
        return (int) Math.min(Integer.MAX_VALUE, (long) position + drift);
    }

    /** Returns an earlier estimate, for a row that must be before the received page. */
    Estimate earlier(int pageSize) {
        if (drift > 0) {
            return new Estimate(position, 0, 0);
        }
        int step = back == 0 ? pageSize / 2 + 1 : Math.min(2 * back, 1 << 29);
        return new Estimate(Math.max(0, position - step), 0, step);
    }

    /** Returns the estimate for a row that must be behind the received page, which ends at a position. */
    Estimate later(int end) {
        return of(end, back > 0 ? 0 : end - position);
    }
}
