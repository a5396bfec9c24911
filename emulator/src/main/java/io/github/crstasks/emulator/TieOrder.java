package io.github.crstasks.emulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * The order in which one reply lists the rows of one second. A row without a start time is never moved.
 *
 * @param seed determines the order; empty for the order of the table
 */
record TieOrder(OptionalLong seed) {
    static final TieOrder STABLE = new TieOrder(OptionalLong.empty());

    /** Returns the order for a request. The same seed and ordinal always determine the same order. */
    static TieOrder of(OptionalLong seed, long ordinal) {
        // The seed is scrambled first, so that the orders of the next seed are not those of the next ordinal.
        return seed.isEmpty()
                ? STABLE
                : new TieOrder(OptionalLong.of(new SplittableRandom(seed.getAsLong()).nextLong() + ordinal));
    }

    boolean isStable() {
        return seed.isEmpty();
    }

    /** Orders the rows of each second in place. */
    void apply(List<TaskTable.Entry> entries) {
        if (seed.isEmpty()) {
            return;
        }
        SplittableRandom random = new SplittableRandom(seed.getAsLong());
        for (List<Integer> ties : placesBySecond(entries).values()) {
            for (int last = ties.size() - 1; last > 0; last--) {
                Collections.swap(entries, ties.get(last), ties.get(random.nextInt(last + 1)));
            }
        }
    }

    private static Map<Long, List<Integer>> placesBySecond(List<TaskTable.Entry> entries) {
        Map<Long, List<Integer>> places = new LinkedHashMap<>();
        for (int place = 0; place < entries.size(); place++) {
            TaskTable.Entry entry = entries.get(place);
            if (entry.row().hasStartTime()) {
                places.computeIfAbsent(entry.second(), second -> new ArrayList<>())
                        .add(place);
            }
        }
        return places;
    }
}
