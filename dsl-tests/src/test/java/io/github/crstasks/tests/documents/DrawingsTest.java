package io.github.crstasks.tests.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Drawings in the documents are complete, and show the layers and types that the code has. */
class DrawingsTest {
    private static final Pattern KIND =
            Pattern.compile("(?:flowchart|graph) (?:TB|TD|BT|LR|RL)|stateDiagram-v2|sequenceDiagram|classDiagram");
    private static final Pattern OPENING = Pattern.compile("subgraph .*|state .*\\{|(?:loop|alt|opt|par|note .*) .*");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Map<Character, Character> BRACKETS = Map.of(')', '(', ']', '[', '}', '{');
    private static final Pattern LAYER_OF_DRAWING = Pattern.compile("^ *\\w+\\[\"([a-z]+)<br>", Pattern.MULTILINE);
    private static final Pattern LAYER_OF_TEST = Pattern.compile("new Layer\\(\"(\\w+)\"");
    private static final Pattern TYPE_IN_TEXT = Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)\\b[^`]*`");
    /** Actions and codes of the service, and types of the JDK. */
    private static final Set<String> OTHER_NAMES = Set.of(
            "GetRedisTaskList", "DescribeTaskList", "RequestLimitExceeded", "ServiceLoader", "NullPointerException");

    private static final Pattern TYPE_IN_CODE = Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w*)");

    private final ProjectDocuments documents = ProjectDocuments.find();

    @TestFactory
    Stream<DynamicTest> drawingsAreComplete() {
        return documents
                .fencedBlocks("mermaid")
                .map(block -> dynamicTest(
                        block.location(), () -> assertThat(faults(block.text())).isEmpty()));
    }

    @Test
    void incompleteDrawingsAreFound() {
        assertThat(faults("flowchart LR\n  a[\"b\"] --> c\n")).isEmpty();
        assertThat(faults("flowchart\n  a --> c\n")).isNotEmpty();
        assertThat(faults("flowchart LR\n  a[\"b] --> c\n")).isNotEmpty();
        assertThat(faults("flowchart LR\n  a[b --> c\n")).isNotEmpty();
        assertThat(faults("flowchart LR\n  a(b] --> c\n")).isNotEmpty();
        assertThat(faults("flowchart LR\n  a -->\n")).isNotEmpty();
        assertThat(faults("flowchart LR\n  subgraph x\n  a --> b\n")).isNotEmpty();
        assertThat(faults("flowchart LR\n")).isNotEmpty();
    }

    private static List<String> faults(String drawing) {
        List<String> lines = drawing.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        long opened = lines.stream()
                .filter(line -> OPENING.matcher(line).matches() && !line.endsWith("{"))
                .count();
        long closed = lines.stream().filter("end"::equals).count();
        Stream<String> ofLines = lines.stream()
                .skip(1)
                .map(line -> QUOTED.matcher(line).replaceAll(""))
                .filter(line -> line.contains("\"") || line.matches(".*(?:-->|---|-\\.->|==>)|(?:-->|---).*"));
        Stream<String> ofAll = Stream.of(
                        KIND.matcher(lines.isEmpty() ? "" : lines.get(0)).matches() ? "" : "unknown kind",
                        lines.size() > 1 ? "" : "empty",
                        opened == closed ? "" : opened + " blocks are opened and " + closed + " are closed",
                        areBalanced(QUOTED.matcher(drawing).replaceAll("").replaceAll("\\[\\*]", "")) ? "" : "brackets")
                .filter(fault -> !fault.isEmpty());
        return Stream.concat(ofAll, ofLines).toList();
    }

    private static boolean areBalanced(String text) {
        Deque<Character> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (BRACKETS.containsValue(c)) {
                open.push(c);
            } else if (BRACKETS.containsKey(c) && (open.isEmpty() || !open.pop().equals(BRACKETS.get(c)))) {
                return false;
            }
        }
        return open.isEmpty();
    }

    @Test
    void drawnLayersAreThoseOfTheArchitectureTest() {
        String test = ProjectDocuments.read(documents
                .sources("src/test/java", "/ArchitectureTest.java")
                .findFirst()
                .orElseThrow());
        List<String> layers = LAYER_OF_TEST
                .matcher(test)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(ArrayList::new));

        List<String> drawn = LAYER_OF_DRAWING
                .matcher(ProjectDocuments.read(documents.file("docs/design.md")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(drawn).isNotEmpty();
        Collections.reverse(layers);
        assertThat(drawn).isEqualTo(layers);
    }

    /** A type that was renamed is renamed in the pages about the design too. */
    @TestFactory
    Stream<DynamicTest> typesInPagesAboutTheDesignExist() {
        Set<String> types = Stream.of("src/main/java", "src/test/java")
                .flatMap(folder -> documents.sources(folder, ".java"))
                .flatMap(file ->
                        TYPE_IN_CODE.matcher(ProjectDocuments.read(file)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        return documents.markdownFiles().stream()
                .filter(file -> documents.nameOf(file).matches("docs/(?:design|comparison|decisions/.*)\\.md"))
                .map(file -> dynamicTest(
                        documents.nameOf(file),
                        () -> assertThat(types)
                                .containsAll(TYPE_IN_TEXT
                                        .matcher(ProjectDocuments.read(file))
                                        .results()
                                        .map(found -> found.group(1))
                                        .filter(name -> !OTHER_NAMES.contains(name))
                                        .toList())));
    }
}
