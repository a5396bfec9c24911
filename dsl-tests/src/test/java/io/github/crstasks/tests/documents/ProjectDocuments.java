package io.github.crstasks.tests.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents, Javadoc examples, POMs and sources of this project. */
final class ProjectDocuments {
    private static final Pattern FENCED =
            Pattern.compile("^ *```(\\w*)\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)}</pre>", Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Path root;

    private ProjectDocuments(Path root) {
        this.root = root;
    }

    /** Returns the documents of the project that the working directory belongs to. */
    static ProjectDocuments find() {
        return new ProjectDocuments(Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("README.md")))
                .findFirst()
                .orElseThrow());
    }

    /**
     * A fenced code block of a document, or an example in Javadoc.
     *
     * @param location file and line
     * @param language the language that the fence names, or an empty text
     * @param text the lines of code
     */
    record CodeBlock(String location, String language, String text) {
        @Override
        public String toString() {
            return location + (language.isEmpty() ? "" : " in " + language);
        }
    }

    List<Path> markdownFiles() {
        return Stream.concat(files(root, 1), files(root.resolve("docs"), Integer.MAX_VALUE))
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    /** Returns the fenced code blocks in one language. */
    Stream<CodeBlock> fencedBlocks(String language) {
        return markdownFiles().stream()
                .flatMap(this::fencedBlocks)
                .filter(block -> block.language().equals(language));
    }

    /** Returns the fenced code blocks of a document. */
    Stream<CodeBlock> fencedBlocks(Path file) {
        return matches(FENCED, file).map(found -> new CodeBlock(location(file, found), found.group(1), found.group(2)));
    }

    /** Returns the examples in the Javadoc of all modules. */
    Stream<CodeBlock> javadocExamples() {
        return sources("src/main/java", ".java")
                .flatMap(file -> matches(JAVADOC, file)
                        .map(found -> new CodeBlock(
                                location(file, found), "java", found.group(1).replaceAll("(?m)^ *\\* ?", ""))));
    }

    /** Returns the source files of all modules below a folder of each module. */
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

    /** Returns the text of the parent POM, followed by those of the modules. */
    List<String> poms() {
        return Stream.concat(Stream.of(""), modules().stream())
                .map(module -> read(root.resolve(module).resolve("pom.xml")))
                .toList();
    }

    /** Returns a document below the root of the project. */
    Path file(String name) {
        return root.resolve(name);
    }

    /** Returns the path of a file below the root of the project. */
    String nameOf(Path file) {
        return root.relativize(file).toString();
    }

    private String location(Path file, MatchResult found) {
        long line = read(file).substring(0, found.start()).lines().count() + 1;
        return nameOf(file) + ":" + line;
    }

    private static Stream<MatchResult> matches(Pattern pattern, Path file) {
        return pattern.matcher(read(file)).results();
    }

    private static Stream<Path> files(Path folder, int depth) {
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
