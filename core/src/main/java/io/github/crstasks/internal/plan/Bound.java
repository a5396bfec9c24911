package io.github.crstasks.internal.plan;

import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One end of an interval of time. */
public sealed interface Bound {
    /**
     * Returns this end for a call at a moment.
     *
     * @param moment a moment that the service can express; the result may be earlier than that
     */
    Instant at(Instant moment);

    /** A time that does not depend on the moment of the call. */
    record Fixed(Instant time) implements Bound {
        @Override
        public Instant at(Instant moment) {
            return time;
        }
    }

    /**
     * A duration before the moment of the call.
     *
     * @param duration zero or more
     * @param spelling how the text form of the query spells it; ignored by {@code equals}
     */
    record Ago(Duration duration, Option<String> spelling) implements Bound {
        /** The time that the service can express: enough for any query, and far below the range of an {@link Instant}. */
        public static final Duration LONGEST = Duration.ofDays(3_652_424);

        /** Checks the range. */
        public Ago {
            Invalid.unless(
                    !duration.isNegative() && duration.compareTo(LONGEST) <= 0,
                    "duration",
                    duration,
                    "0.." + LONGEST.toDays() + " days");
        }

        /** Returns the end for a duration that has no spelling of its own. */
        public static Ago of(Duration duration) {
            return new Ago(duration, Option.none());
        }

        @Override
        public Instant at(Instant moment) {
            return moment.minus(duration);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Ago ago && duration.equals(ago.duration);
        }

        @Override
        public int hashCode() {
            return duration.hashCode();
        }
    }
}
