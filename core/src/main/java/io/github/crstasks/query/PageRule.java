package io.github.crstasks.query;

import io.github.crstasks.error.TaskError.Invalid;

/**
 * Which pages of a list a service can be asked for.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param mostRows the largest limit, 1..2147483647
 * @param aligned whether the offset must be a multiple of the limit
 */
public record PageRule(int mostRows, boolean aligned) {
    /** Pages of any size that begin anywhere. */
    public static final PageRule ANY = new PageRule(Integer.MAX_VALUE, false);

    /**
     * Checks the range.
     *
     * @param mostRows the largest limit
     * @param aligned whether the offset must be a multiple of the limit
     * @throws IllegalArgumentException if no page has a row
     */
    public PageRule {
        Invalid.unless(mostRows >= 1, "mostRows", mostRows, "1.." + Integer.MAX_VALUE);
    }
}
