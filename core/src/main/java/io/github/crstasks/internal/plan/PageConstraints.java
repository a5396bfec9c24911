package io.github.crstasks.internal.plan;

import io.github.crstasks.error.TaskError.Invalid;

/**
 * The limits and offsets that a service accepts.
 *
 * @param maxLimit the largest limit, 1..2147483647
 * @param offsetIsMultipleOfLimit whether the offset must be a multiple of the limit
 */
public record PageConstraints(int maxLimit, boolean offsetIsMultipleOfLimit) {
    /** Pages of any size at any offset. */
    public static final PageConstraints NONE = new PageConstraints(Integer.MAX_VALUE, false);

    /** Checks the range. */
    public PageConstraints {
        Invalid.unless(maxLimit >= 1, "maxLimit", maxLimit, "1.." + Integer.MAX_VALUE);
    }
}
