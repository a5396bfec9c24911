package io.github.crstasks.emulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the document leaves open, or the service may get wrong; an immutable value.
 *
 * @param pageCap how many rows a reply holds at most, whatever {@code limit} says
 * @param fuzzyNames whether {@code redisName} also finds names that contain it, instead of equal ones only
 * @param ignored the fields that are checked, but do not narrow the list
 * @param delay how long a reply is held back after it was computed
 */
public record Behaviour(int pageCap, boolean fuzzyNames, Set<Criterion> ignored, Duration delay) {

    /**
     * Refuses with {@link IllegalArgumentException} what makes no sense.
     *
     * @param pageCap at least 1
     * @param fuzzyNames whether names match by containment
     * @param ignored the ignored fields
     * @param delay not negative
     */
    public Behaviour {
        if (pageCap < 1) {
            throw new IllegalArgumentException("a page cap of " + pageCap + " rows, but it must be at least 1");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a negative delay: " + delay);
        }
        ignored = Set.copyOf(ignored);
    }

    /**
     * The service as the document has it: exact names, every field obeyed, no delay, and (a guess) 100 rows at most.
     *
     * @return the default behaviour
     */
    public static Behaviour documented() {
        return new Behaviour(100, false, Set.of(), Duration.ZERO);
    }

    /**
     * This behaviour with another page cap.
     *
     * @param rows how many rows a reply holds at most, at least 1
     * @return the changed copy
     */
    public Behaviour withPageCap(int rows) {
        return new Behaviour(rows, fuzzyNames, ignored, delay);
    }

    /**
     * This behaviour with names matched exactly or by containment.
     *
     * @param fuzzy whether {@code redisName} finds every name that contains it
     * @return the changed copy
     */
    public Behaviour withFuzzyNames(boolean fuzzy) {
        return new Behaviour(pageCap, fuzzy, ignored, delay);
    }

    /**
     * This behaviour with more fields ignored.
     *
     * @param criteria the fields that shall not narrow the list
     * @return the changed copy
     */
    public Behaviour ignoring(Criterion... criteria) {
        Set<Criterion> all =
                Stream.concat(ignored.stream(), Arrays.stream(criteria)).collect(Collectors.toUnmodifiableSet());
        return new Behaviour(pageCap, fuzzyNames, all, delay);
    }

    /**
     * This behaviour with replies held back.
     *
     * @param duration how long, not negative
     * @return the changed copy
     */
    public Behaviour withDelay(Duration duration) {
        return new Behaviour(pageCap, fuzzyNames, ignored, duration);
    }
}
