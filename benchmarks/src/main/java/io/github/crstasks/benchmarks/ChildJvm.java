package io.github.crstasks.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts programs of this class path in a JVM of their own.
 *
 * @param certificate the trust store of the server over https
 */
record ChildJvm(Path certificate) {
    /** Starts a program. */
    Process start(Class<?> program, List<String> options, String argument) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Djavax.net.ssl.trustStore=" + certificate,
                "-Djavax.net.ssl.trustStorePassword=" + new String(CostServer.PASSWORD),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                argument));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Runs a program until it prints its first byte. */
    List<Figure> millisToFirstByte(Class<?> program, String argument) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = start(program, List.of(), argument);
        try (InputStream out = process.getInputStream()) {
            int first = out.read();
            double millis = Competitor.millisSince(start);
            if (first < 0 || process.waitFor() != 0) {
                throw new IllegalStateException(program + " ended with " + process.waitFor());
            }
            return List.of(new Figure(Figure.MILLIS, millis));
        }
    }

    /**
     * Runs a program that prints figures, and returns the last one of each measure. A program that ends early, because its
     * heap is full, has printed how far it came.
     */
    List<Figure> figures(Class<?> program, List<String> options, String argument)
            throws IOException, InterruptedException {
        Process process = start(program, options, argument);
        Map<String, Figure> figures = new LinkedHashMap<>();
        try (BufferedReader out = process.inputReader()) {
            out.lines()
                    .flatMap(line -> Figure.parse(line).stream())
                    .forEach(figure -> figures.put(figure.measure(), figure));
        }
        if (process.waitFor() != 0) {
            System.err.println(program.getName() + " ended with " + process.exitValue());
        }
        if (figures.isEmpty()) {
            throw new IllegalStateException(program + " printed no figure");
        }
        return List.copyOf(figures.values());
    }
}
