package io.github.crstasks.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documents and the Javadoc of the project show, and what there is for it to be true of. */
final class Documents {
    private static final Pattern FENCED =
            Pattern.compile("^ *```(\\w*)\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)}</pre>", Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Path root;

    private Documents(Path root) {
        this.root = root;
    }

    /** Those of the project that the current folder belongs to. */
    static Documents ofThisProject() {
        return new Documents(Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("README.md")))
                .findFirst()
                .orElseThrow());
    }

    /**
     * A piece of a document.
     *
     * @param place file and line
     * @param language as the document says, empty for none
     * @param text the lines in between
     */
    record Block(String place, String language, String text) {
        @Override
        public String toString() {
            return place + (language.isEmpty() ? "" : " in " + language);
        }
    }

    List<Path> texts() {
        return files(root, 1).filter(file -> file.toString().endsWith(".md")).toList();
    }

    /** The blocks of the texts in one language. */
    Stream<Block> blocks(String language) {
        return texts().stream()
                .flatMap(file -> matches(FENCED, file)
                        .map(found -> new Block(place(file, found), found.group(1), found.group(2)))
                        .filter(block -> block.language().equals(language)));
    }

    /** The examples in the Javadoc of what is published. */
    Stream<Block> examples() {
        return sources("src/main/java", ".java")
                .flatMap(file -> matches(JAVADOC, file)
                        .map(found -> new Block(
                                place(file, found), "java", found.group(1).replaceAll("(?m)^ *\\* ?", ""))));
    }

    /** The source files of all modules below a folder. */
    Stream<Path> sources(String folder, String suffix) {
        return modules().stream()
                .map(module -> root.resolve(module).resolve(folder))
                .filter(Files::exists)
                .flatMap(from -> files(from, Integer.MAX_VALUE))
                .filter(file -> file.toString().endsWith(suffix));
    }

    List<String> modules() {
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The POM of the project and those of its modules. */
    List<String> poms() {
        return Stream.concat(Stream.of(""), modules().stream())
                .map(module -> read(root.resolve(module).resolve("pom.xml")))
                .toList();
    }

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    private String place(Path file, MatchResult found) {
        long line = read(file).substring(0, found.start()).lines().count() + 1;
        return root.relativize(file) + ":" + line;
    }

    private static Stream<MatchResult> matches(Pattern pattern, Path file) {
        return pattern.matcher(read(file)).results();
    }

    private static Stream<Path> files(Path folder, int depth) {
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
