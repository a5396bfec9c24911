package io.github.crstasks.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One of the programs that do the same work.
 *
 * @param name its name in the tables
 * @param comparedWith the name of the competitor that its figures are divided by; empty if they are not compared
 * @param run does the work once
 */
record Competitor(String name, String comparedWith, Run run) {
    /** Does the work once, and measures it. */
    @FunctionalInterface
    interface Run {
        /**
         * Returns the figures, the same measures in each run.
         *
         * @throws Throwable if the work fails
         */
        List<Figure> measure() throws Throwable;
    }

    /** Does something that is measured. */
    @FunctionalInterface
    interface Action {
        /**
         * Returns a result, so that no compiler leaves the action out.
         *
         * @throws Throwable if it fails
         */
        Object act() throws Throwable;
    }

    /** Returns a competitor that is measured by its time and by the processor time of this JVM, in milliseconds. */
    static Competitor timed(String name, String comparedWith, Action action) {
        return new Competitor(name, comparedWith, () -> {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long processorTime = system.getProcessCpuTime();
            long start = System.nanoTime();
            action.act();
            double millis = millisSince(start);
            return List.of(
                    new Figure(Figure.MILLIS, millis),
                    new Figure(Figure.PROCESSOR_MILLIS, (system.getProcessCpuTime() - processorTime) / 1e6));
        });
    }

    /** Returns a competitor that is measured by the time of an action, in microseconds, as the mean of many. */
    static Competitor repeated(String name, String comparedWith, int times, Action action) {
        return new Competitor(
                name, comparedWith, () -> List.of(new Figure(Figure.MICROS, nanosOf(action, times) / 1e3)));
    }

    /** Returns the mean time of an action in nanoseconds. */
    static double nanosOf(Action action, int times) throws Throwable {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            Objects.requireNonNull(action.act());
        }
        return (double) (System.nanoTime() - start) / times;
    }

    static double millisSince(long start) {
        return (double) (System.nanoTime() - start) / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
