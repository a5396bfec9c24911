package io.github.crstasks.tests.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.tests.documents.ProjectDocuments.CodeBlock;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The code in the documents compiles, and everything that they name exists. */
class DocumentsTest {
    private static final Pattern EXPORTED = Pattern.compile("exports ([\\w.]+);");
    private static final Pattern FENCE = Pattern.compile("^\\s*(?:```|~~~)", Pattern.MULTILINE);
    private static final Pattern COMMAND = Pattern.compile("(?:^|`)mvn ([^`\\n#]*)", Pattern.MULTILINE);
    private static final Pattern COORDINATES = Pattern.compile(
            "<groupId>io.github.crstasks</groupId>\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");

    private static final Pattern ARTIFACT = Pattern.compile("^  <artifactId>([^<]+)</artifactId>", Pattern.MULTILINE);

    private final ProjectDocuments documents = ProjectDocuments.find();

    @TestFactory
    Stream<DynamicTest> javaCompiles(@TempDir Path output) {
        List<String> packages = documents
                .sources("src/main/java", "module-info.java")
                .flatMap(file -> EXPORTED.matcher(ProjectDocuments.read(file)).results())
                .map(found -> found.group(1))
                .toList();
        List<CodeBlock> blocks = Stream.concat(documents.fencedBlocks("java"), documents.javadocExamples())
                .filter(block -> TaskQuery.parse(block.text()).isLeft())
                .toList();
        Map<CodeBlock, List<String>> errors = new SnippetCompiler(packages).errors(blocks, output);
        return blocks.stream()
                .map(block -> dynamicTest(
                        block.location(),
                        () -> assertThat(errors.getOrDefault(block, List.of())).isEmpty()));
    }

    /** A block that begins or ends in another way would be checked by no test. */
    @TestFactory
    Stream<DynamicTest> fencesAreOfTheKindThatIsChecked() {
        return documents.markdownFiles().stream()
                .map(file -> dynamicTest(documents.nameOf(file), () -> {
                    long fences =
                            FENCE.matcher(ProjectDocuments.read(file)).results().count();
                    assertThat(fences)
                            .isEqualTo(2 * documents.fencedBlocks(file).count());
                }));
    }

    /** The page shows a transport that the contract tests, to its last line, and what that transport cannot do. */
    @Test
    void transportOfTheDocumentsIsTheOneThatIsTested() {
        String page = ProjectDocuments.read(documents.file("docs/transports.md"));
        String contract = testSource("OkHttpTransportContractTest");

        assertThat(lines(page))
                .containsSequence(lines(testSource("OkHttpTransport").replaceFirst("package .*", "")));
        assertThat(page.replaceAll("\\s", ""))
                .contains(contract.substring(contract.indexOf("protected Set<Deviation> deviations()"))
                        .replaceAll("\\s", ""));
    }

    private String testSource(String type) {
        return ProjectDocuments.read(documents
                .sources("src/test/java", "/" + type + ".java")
                .findFirst()
                .orElseThrow());
    }

    @TestFactory
    Stream<DynamicTest> kotlinIsPartOfTheExample() {
        return partsOfTheExample("kotlin", ".kt");
    }

    @TestFactory
    Stream<DynamicTest> scalaIsPartOfTheExample() {
        return partsOfTheExample("scala", ".scala");
    }

    private Stream<DynamicTest> partsOfTheExample(String language, String suffix) {
        List<List<String>> sources = documents
                .sources("src/main/" + language, suffix)
                .map(file -> lines(ProjectDocuments.read(file)))
                .toList();
        return each(
                language,
                block -> assertThat(sources)
                        .anyMatch(source -> Collections.indexOfSubList(source, lines(block.text())) >= 0));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Blocks without a language are query texts. */
    @TestFactory
    Stream<DynamicTest> queryTextsParse() {
        return each(
                "", block -> assertThat(TaskQuery.parse(block.text()).isRight()).isTrue());
    }

    @TestFactory
    Stream<DynamicTest> dependenciesNameModulesOfThisBuild() {
        String poms = String.join("\n", documents.poms());
        String version =
                COORDINATES.matcher(poms).results().findFirst().orElseThrow().group(2);
        return each("xml", block -> {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<document>" + block.text() + "</document>")));
            assertThat(COORDINATES.matcher(block.text()).results()).isNotEmpty().allSatisfy(found -> {
                assertThat(poms).contains("  <artifactId>" + found.group(1) + "</artifactId>\n  <");
                assertThat(found.group(2)).isIn(null, version);
            });
        });
    }

    @Test
    void bomListsAllPublishedModules() {
        List<String> poms = documents.poms();
        String bom = poms.get(documents.modules().indexOf("bom") + 1);
        assertThat(managedArtifacts(bom))
                .containsExactlyInAnyOrderElementsOf(poms.stream()
                        .filter(pom -> pom.contains("<packaging>jar") || !pom.contains("<packaging>"))
                        .filter(pom -> !pom.contains("<unpublished>true"))
                        .map(pom -> ARTIFACT.matcher(pom)
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group(1))
                        .toList());
    }

    private static List<String> managedArtifacts(String bom) {
        return COORDINATES
                .matcher(bom)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.endsWith("-bom"))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> commandsNameExistingModulesAndProfiles() {
        return documents.markdownFiles().stream()
                .map(file -> dynamicTest(documents.nameOf(file), () -> {
                    String text = ProjectDocuments.read(file);
                    assertThat(COMMAND.matcher(text).results()).allSatisfy(found -> {
                        assertThat(documents.modules()).containsAll(argumentsOf(found.group(1), "-pl ([\\w/,-]+)"));
                        assertThat(argumentsOf(found.group(1), "-P *([\\w-]+)"))
                                .allSatisfy(profile -> assertThat(documents.poms())
                                        .anyMatch(pom -> pom.contains("<id>" + profile + "</id>")));
                    });
                }));
    }

    private static List<String> argumentsOf(String command, String option) {
        return Pattern.compile(option)
                .matcher(command)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(",")))
                .toList();
    }

    private Stream<DynamicTest> each(String language, Check check) {
        return documents.fencedBlocks(language).map(block -> dynamicTest(block.location(), () -> check.of(block)));
    }

    private interface Check {
        void of(CodeBlock block) throws Exception;
    }
}
