package io.github.crstasks.emulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
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
 * @param endTimeFilter what API 3.0 compares with {@code EndTime}
 * @param missingTime how the start time of a row that has none is written, in both APIs
 * @param tieSeed if present, each reply lists the rows of one second in another order, which this seed and the ordinal
 *     of the request determine; if empty, the row submitted last comes first
 * @param anyRegion whether any region is accepted; otherwise the region must be one that the service has
 * @param history how long API 3.0 lists a task after its submission, by the clock of the emulator; empty for always. A
 *     task without a start time is always listed
 */
public record EmulatorBehaviour(
        int pageCap,
        boolean fuzzyNames,
        Set<FilterField> ignoredFields,
        Duration delay,
        EndTimeFilter endTimeFilter,
        MissingTime missingTime,
        OptionalLong tieSeed,
        boolean anyRegion,
        Optional<Duration> history) {

    /** How long the real API 3.0 lists a task after its submission: 30 days. */
    public static final Duration API_3_HISTORY = Duration.ofDays(30);

    /**
     * What API 3.0 compares with {@code EndTime}, which its documents leave open. {@code BeginTime} is always compared
     * with the start of a task, and a row without a start time is in no interval.
     */
    public enum EndTimeFilter {
        /** The submission of a task, as in API 2.0. */
        SUBMISSION,
        /** The end of the run of a task: a task that has not ended is not listed. */
        END_OF_RUN
    }

    /** How the start time of a row that has none is written. */
    public enum MissingTime {
        /** An empty text. */
        EMPTY(Optional.of("")),
        /** The JSON value null. */
        NULL(Optional.empty()),
        /** The text {@code 0000-00-00 00:00:00}. */
        ZEROS(Optional.of("0000-00-00 00:00:00"));

        private final Optional<String> text;

        MissingTime(Optional<String> text) {
            this.text = text;
        }

        /** Returns the text, or empty for the JSON value null. */
        Optional<String> text() {
            return text;
        }
    }

    /**
     * Creates a behaviour.
     *
     * @param pageCap the maximum number of rows in a reply, at least 1
     * @param fuzzyNames whether {@code redisName} matches all names that contain it
     * @param ignoredFields the filter fields that are validated but not applied
     * @param delay how long each reply is delayed; not negative
     * @param endTimeFilter what API 3.0 compares with {@code EndTime}
     * @param missingTime how the start time of a row that has none is written
     * @param tieSeed the seed for the order of the rows of one second; empty for a stable order
     * @param anyRegion whether any region is accepted
     * @param history how long API 3.0 lists a task; not negative; empty for always
     * @throws IllegalArgumentException if the page cap, the delay or the history is out of range
     */
    public EmulatorBehaviour {
        if (pageCap < 1) {
            throw new IllegalArgumentException("the page cap must be at least 1, but is " + pageCap);
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay must not be negative, but is " + delay);
        }
        ignoredFields = Set.copyOf(ignoredFields);
        Objects.requireNonNull(endTimeFilter, "endTimeFilter");
        Objects.requireNonNull(missingTime, "missingTime");
        Objects.requireNonNull(tieSeed, "tieSeed");
        history.filter(Duration::isNegative).ifPresent(duration -> {
            throw new IllegalArgumentException("the history must not be negative, but is " + duration);
        });
    }

    /**
     * Returns the behaviour that the API document describes: exact names, no ignored field, no delay, {@code EndTime}
     * compared with the submission, a missing time written as an empty text, a stable order, and known regions only. The
     * page cap, which the document does not state, is 100 rows. Tasks of any age are listed, because the tasks of the API
     * document are from 2017.
     *
     * @return the default behaviour
     */
    public static EmulatorBehaviour documented() {
        return new EmulatorBehaviour(
                100,
                false,
                Set.of(),
                Duration.ZERO,
                EndTimeFilter.SUBMISSION,
                MissingTime.EMPTY,
                OptionalLong.empty(),
                false,
                Optional.empty());
    }

    /**
     * Returns a copy with another page cap.
     *
     * @param rows the maximum number of rows in a reply, at least 1
     * @return the changed copy
     */
    public EmulatorBehaviour withPageCap(int rows) {
        return with(values -> values.pageCap = rows);
    }

    /**
     * Returns a copy that matches names fuzzily or exactly.
     *
     * @param fuzzy whether {@code redisName} matches all names that contain it
     * @return the changed copy
     */
    public EmulatorBehaviour withFuzzyNames(boolean fuzzy) {
        return with(values -> values.fuzzyNames = fuzzy);
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
        return with(values -> values.ignoredFields = all);
    }

    /**
     * Returns a copy with another delay.
     *
     * @param duration how long each reply is delayed; not negative
     * @return the changed copy
     */
    public EmulatorBehaviour withDelay(Duration duration) {
        return with(values -> values.delay = duration);
    }

    /**
     * Returns a copy in which API 3.0 compares {@code EndTime} with another time of a task.
     *
     * @param filter what is compared
     * @return the changed copy
     */
    public EmulatorBehaviour withEndTimeFilter(EndTimeFilter filter) {
        return with(values -> values.endTimeFilter = filter);
    }

    /**
     * Returns a copy that writes a missing start time in another way.
     *
     * @param time how it is written
     * @return the changed copy
     */
    public EmulatorBehaviour withMissingTime(MissingTime time) {
        return with(values -> values.missingTime = time);
    }

    /**
     * Returns a copy that lists the rows of one second in another order in each reply, or in a stable order.
     *
     * @param seed the seed of the orders; empty for a stable order. After {@link CrsEmulator#reset()}, the same seed
     *     gives the same orders again
     * @return the changed copy
     */
    public EmulatorBehaviour withTieSeed(OptionalLong seed) {
        return with(values -> values.tieSeed = seed);
    }

    /**
     * Returns a copy that accepts any region or known ones only. API 3.0 rejects another region with {@code
     * UnsupportedRegion}, API 2.0 with the code 4000. Known are the regions of the service's documents, such as {@code
     * ap-guangzhou}, {@code gz} and {@code ap-shanghai-fsi}.
     *
     * @param accepted whether any region is accepted
     * @return the changed copy
     */
    public EmulatorBehaviour withAnyRegion(boolean accepted) {
        return with(values -> values.anyRegion = accepted);
    }

    /**
     * Returns a copy in which API 3.0 lists only recent tasks, as the real one does with {@link #API_3_HISTORY}.
     *
     * @param duration how long a task is listed after its submission, by the clock of the emulator; not negative
     * @return the changed copy
     */
    public EmulatorBehaviour withHistory(Duration duration) {
        return with(values -> values.history = Optional.of(duration));
    }

    private EmulatorBehaviour with(Consumer<Values> change) {
        Values values = new Values(this);
        change.accept(values);
        return values.behaviour();
    }

    /** The values of a copy, until it is made. */
    private static final class Values {
        private int pageCap;
        private boolean fuzzyNames;
        private Set<FilterField> ignoredFields;
        private Duration delay;
        private EndTimeFilter endTimeFilter;
        private MissingTime missingTime;
        private OptionalLong tieSeed;
        private boolean anyRegion;
        private Optional<Duration> history;

        Values(EmulatorBehaviour original) {
            this.pageCap = original.pageCap;
            this.fuzzyNames = original.fuzzyNames;
            this.ignoredFields = original.ignoredFields;
            this.delay = original.delay;
            this.endTimeFilter = original.endTimeFilter;
            this.missingTime = original.missingTime;
            this.tieSeed = original.tieSeed;
            this.anyRegion = original.anyRegion;
            this.history = original.history;
        }

        EmulatorBehaviour behaviour() {
            return new EmulatorBehaviour(
                    pageCap, fuzzyNames, ignoredFields, delay, endTimeFilter, missingTime, tieSeed, anyRegion, history);
        }
    }
}
