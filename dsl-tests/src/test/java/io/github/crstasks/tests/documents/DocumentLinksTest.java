package io.github.crstasks.tests.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Links between documents, and references from the sources to documents, lead to something that exists. */
class DocumentLinksTest {
    private static final Pattern REFERENCE =
            Pattern.compile("(docs/[\\w/-]+\\.md)(?:,? sections? (\\d+(?:(?:, | and | to )\\d+)*))?");

    private static final Pattern UNNAMED_DOCUMENT =
            Pattern.compile("API document(?:s| of API [23].0)?, section|notes of API|protocol notes");

    private final ProjectDocuments documents = ProjectDocuments.find();

    @TestFactory
    Stream<DynamicTest> linksLeadToFilesAndHeadings() {
        return documents.markdownFiles().stream()
                .map(file -> dynamicTest(documents.nameOf(file), () -> {
                    MarkdownPage page = MarkdownPage.read(file);
                    assertThat(page.links())
                            .allSatisfy(link ->
                                    assertThat(page.fault(link)).as(link).isEmpty());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyPageIsReachedFromTheReadme() {
        Set<Path> reached = new HashSet<>();
        follow(documents.file("README.md"), reached);
        return documents.markdownFiles().stream()
                .filter(file -> documents.nameOf(file).startsWith("docs"))
                .map(file -> dynamicTest(
                        documents.nameOf(file), () -> assertThat(reached).contains(file)));
    }

    private static void follow(Path file, Set<Path> reached) {
        if (file.toString().endsWith(".md") && Files.exists(file) && reached.add(file)) {
            MarkdownPage.read(file).links().stream()
                    .filter(link -> !link.contains(":"))
                    .map(link -> link.replaceAll("#.*", ""))
                    .filter(link -> !link.isEmpty())
                    .forEach(link -> follow(file.resolveSibling(link).normalize(), reached));
        }
    }

    @Test
    void brokenLinksAreFound(@TempDir Path folder) throws IOException {
        Path other =
                Files.writeString(folder.resolve("other.md"), "# 中文 标题\n\n## 2. `a()`, [b](c)\n\n## Same\n\n## Same\n");
        Path file = Files.writeString(folder.resolve("page.md"), """
                # Page
                [a](missing.md) [b](other.md#absent) [c](#page) [d](other.md#2-a-b) [e](other.md#same-1 "title")
                [f](http://example.org) [g](https://) [h]() [i](other.md#中文-标题) [`j`](#absent) `[k](code.md)`
                [l]: gone.md
                ```
                [m](fenced.md)
                ```
                <img src="gone.png">
                """);
        MarkdownPage page = MarkdownPage.read(file);

        assertThat(page.links().stream().filter(link -> page.fault(link).isPresent()))
                .containsExactly(
                        "missing.md",
                        "other.md#absent",
                        "http://example.org",
                        "https://",
                        "",
                        "#absent",
                        "gone.md",
                        "gone.png");
        assertThat(MarkdownPage.read(other).anchors()).containsExactly("中文-标题", "2-a-b", "same", "same-1");
    }

    /** A reader of the code finds the facts that it names in the documents. */
    @Test
    void referencesFromSourcesNamePagesAndNumberedSections() {
        assertThat(references()).isNotEmpty().allSatisfy(reference -> {
            Path page = documents.file(reference.group(1));
            assertThat(page).exists();
            Set<String> numbers = MarkdownPage.read(page).headings().stream()
                    .map(heading -> heading.replaceAll("\\..*", ""))
                    .collect(Collectors.toSet());
            assertThat(numbers)
                    .as(reference.group())
                    .containsAll(Stream.ofNullable(reference.group(2))
                            .flatMap(list -> Stream.of(list.split("\\D+")))
                            .toList());
        });
    }

    @Test
    void sourcesNameThePageOfAFact() {
        assertThat(sources()
                        .filter(file -> UNNAMED_DOCUMENT.matcher(joined(file)).find()))
                .isEmpty();
    }

    private Stream<MatchResult> references() {
        return sources().flatMap(file -> REFERENCE.matcher(joined(file)).results());
    }

    private Stream<Path> sources() {
        return Stream.of("src/main/java", "src/test/java")
                .flatMap(folder -> documents.sources(folder, ".java"))
                .filter(file -> !file.endsWith("DocumentLinksTest.java"));
    }

    /** Returns a source with the lines of each comment joined. */
    private static String joined(Path source) {
        return ProjectDocuments.read(source).replaceAll("\\s*\\R\\s*(?:\\*|//)?\\s*", " ");
    }
}
