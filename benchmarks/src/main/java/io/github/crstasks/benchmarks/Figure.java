package io.github.crstasks.benchmarks;

import java.util.Optional;

/**
 * One figure that a run of a competitor gives.
 *
 * @param measure what was measured, with its unit, such as {@code ms}
 * @param value the value
 */
record Figure(String measure, double value) {
    static final String MILLIS = "ms";
    static final String PROCESSOR_MILLIS = "processor ms";
    static final String MICROS = "µs";

    /** Distinguishes figures from what the JVM prints, for example when its heap is full. */
    private static final String PREFIX = "figure;";

    /** Prints this figure on the standard output, where {@link ChildJvm#figures} reads it. */
    void print() {
        System.out.println(PREFIX + measure + ";" + value);
        System.out.flush();
    }

    /** Reads a line of the standard output; empty if it is no figure. */
    static Optional<Figure> parse(String line) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int separator = line.lastIndexOf(';');
        String measure = line.substring(PREFIX.length(), separator);
        return Optional.of(new Figure(measure, Double.parseDouble(line.substring(separator + 1))));
    }
}
