package io.github.crstasks.tests.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The listeners of {@code docs/observability.md} are those that {@code ListenerExamplesTest} runs. */
class ObservabilityPageTest {
    private final ProjectDocuments documents = ProjectDocuments.find();

    private static List<String> lines(String code) {
        return code.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("import "))
                .toList();
    }

    @Test
    void listenersOfThePageAreThoseThatRun() {
        Path source = documents
                .sources("src/test/java", "/ListenerExamples.java")
                .findFirst()
                .orElseThrow();
        List<String> run = lines(ProjectDocuments.read(source));
        assertThat(documents
                        .fencedBlocks("java")
                        .filter(block -> block.location().contains("observability.md"))
                        .filter(block ->
                                block.text().contains("meters") || block.text().contains("tracer")))
                .hasSize(2)
                .allSatisfy(block -> assertThat(Collections.indexOfSubList(run, lines(block.text())))
                        .isNotNegative());
    }
}
