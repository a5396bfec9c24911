package io.github.crstasks.emulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The behaviour of the emulator where the API document leaves it open or the real service may deviate from it; an
 * immutable value.
 *
 * @param pageCap the maximum number of rows in a reply, which applies when the requested {@code limit} is larger
 * @param fuzzyNames whether {@code redisName} matches all names that contain it; otherwise names must be equal
 * @param ignoredFields the filter fields that are validated but not applied
 * @param delay how long each computed reply is delayed before it is sent
 */
public record EmulatorBehaviour(int pageCap, boolean fuzzyNames, Set<FilterField> ignoredFields, Duration delay) {

    /**
     * Creates a behaviour.
     *
     * @param pageCap the maximum number of rows in a reply, at least 1
     * @param fuzzyNames whether {@code redisName} matches all names that contain it
     * @param ignoredFields the filter fields that are validated but not applied
     * @param delay how long each reply is delayed; not negative
     * @throws IllegalArgumentException if the page cap or the delay is out of range
     */
    public EmulatorBehaviour {
        if (pageCap < 1) {
            throw new IllegalArgumentException("the page cap must be at least 1, but is " + pageCap);
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay must not be negative, but is " + delay);
        }
        ignoredFields = Set.copyOf(ignoredFields);
    }

    /**
     * Returns the behaviour that the API document describes: exact names, no ignored field and no delay. The page cap,
     * which the document does not state, is 100 rows.
     *
     * @return the default behaviour
     */
    public static EmulatorBehaviour documented() {
        return new EmulatorBehaviour(100, false, Set.of(), Duration.ZERO);
    }

    /**
     * Returns a copy with another page cap.
     *
     * @param rows the maximum number of rows in a reply, at least 1
     * @return the changed copy
     */
    public EmulatorBehaviour withPageCap(int rows) {
        return new EmulatorBehaviour(rows, fuzzyNames, ignoredFields, delay);
    }

    /**
     * Returns a copy that matches names fuzzily or exactly.
     *
     * @param fuzzy whether {@code redisName} matches all names that contain it
     * @return the changed copy
     */
    public EmulatorBehaviour withFuzzyNames(boolean fuzzy) {
        return new EmulatorBehaviour(pageCap, fuzzy, ignoredFields, delay);
    }

    /**
     * Returns a copy that ignores further filter fields.
     *
     * @param fields the fields to ignore in addition to {@link #ignoredFields()}
     * @return the changed copy
     */
    public EmulatorBehaviour ignoring(FilterField... fields) {
        Set<FilterField> all =
                Stream.concat(ignoredFields.stream(), Arrays.stream(fields)).collect(Collectors.toUnmodifiableSet());
        return new EmulatorBehaviour(pageCap, fuzzyNames, all, delay);
    }

    /**
     * Returns a copy with another delay.
     *
     * @param duration how long each reply is delayed; not negative
     * @return the changed copy
     */
    public EmulatorBehaviour withDelay(Duration duration) {
        return new EmulatorBehaviour(pageCap, fuzzyNames, ignoredFields, duration);
    }
}
