package io.github.crstasks.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The jars that a program needs at run time: an artifact with all its dependencies, as Maven resolves them.
 *
 * <p>The build writes the tree of all dependencies in the Trivial Graph Format: a line for each node, a line {@code #}, and a
 * line for each dependency.
 */
final class RunTimeJars {
    private final Map<String, Set<String>> dependencies = new HashMap<>();

    RunTimeJars(Path tree) throws IOException {
        List<String> lines = Files.readAllLines(tree);
        int end = lines.indexOf("#");
        Map<String, String> artifacts = new HashMap<>();
        for (String node : lines.subList(0, end)) {
            String[] columns = node.split(" ", 2);
            artifacts.put(columns[0], artifact(columns[1]));
        }
        for (String edge : lines.subList(end + 1, lines.size())) {
            String[] columns = edge.split(" ", -1);
            dependencies
                    .computeIfAbsent(artifactOf(artifacts, columns[0]), name -> new LinkedHashSet<>())
                    .add(artifactOf(artifacts, columns[1]));
        }
    }

    private static String artifactOf(Map<String, String> artifacts, String node) {
        return artifacts.getOrDefault(node, node);
    }

    /** Returns group and name of a node. Nodes in parentheses are elsewhere in the tree too, perhaps in another version. */
    private static String artifact(String node) {
        String[] parts = node.replace("(", "").split(":", -1);
        return parts[0] + ":" + parts[1];
    }

    /** Returns the number of the jars of an artifact, and their size. */
    List<Figure> of(String artifact) {
        Set<String> closure = new LinkedHashSet<>();
        Deque<String> remaining = new ArrayDeque<>(List.of(artifact));
        while (!remaining.isEmpty()) {
            String next = remaining.remove();
            if (closure.add(next)) {
                remaining.addAll(dependencies.getOrDefault(next, Set.of()));
            }
        }
        double bytes = closure.stream().mapToLong(RunTimeJars::size).sum();
        return List.of(new Figure("jars", closure.size()), new Figure("MB", bytes / 1e6));
    }

    private static long size(String artifact) {
        int separator = artifact.indexOf(':');
        String name = artifact.substring(separator + 1);
        // A jar of the local repository, or the classes of a module of this build.
        String jar = artifact.substring(0, separator).replace('.', '/') + "/" + name + "/";
        String module = "/" + name.replaceFirst("^crs-tasks-", "") + "/target/";
        Predicate<String> isEntry = entry -> entry.contains("/" + jar) || entry.contains(module);
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isEntry.test(entry.replace(File.separatorChar, '/')))
                .map(Path::of)
                .mapToLong(entry -> Files.isDirectory(entry)
                        ? compressedSize(entry)
                        : entry.toFile().length())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(artifact + " is not on the class path"));
    }

    /** Returns the size of the jar that would contain a folder. */
    private static long compressedSize(Path folder) {
        AtomicLong size = new AtomicLong();
        OutputStream counted = new OutputStream() {
            @Override
            public void write(int value) {
                size.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                size.addAndGet(length);
            }
        };
        try (Stream<Path> files = Files.walk(folder);
                ZipOutputStream jar = new ZipOutputStream(counted)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return size.get();
    }
}
