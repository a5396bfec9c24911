package io.github.crstasks.tests.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/comparison.md} claims only what a test shows, of the versions on the class path. */
class ComparisonPageTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");
    private static final Pattern ROW = Pattern.compile("^\\|(?! *(?:situation|---)).*\\|$", Pattern.MULTILINE);
    private static final Pattern VERSION = Pattern.compile("`([\\w-]+-sdk(?:-[\\w-]+)?)`\\s+(\\d[\\w.]*\\w)");

    private final ProjectDocuments documents = ProjectDocuments.find();
    private final String page = ProjectDocuments.read(documents.file("docs/comparison.md"));

    @Test
    void everyRowNamesATest() {
        assertThat(ROW.matcher(page).results())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(TEST.matcher(row.group()).find())
                        .as(row.group())
                        .isTrue());
    }

    @Test
    void namedTestsExist() {
        assertThat(TEST.matcher(page).results()).isNotEmpty().allSatisfy(test -> {
            List<String> sources = documents
                    .sources("src/test/java", "/" + test.group(1) + ".java")
                    .map(ProjectDocuments::read)
                    .toList();
            assertThat(sources).as(test.group()).anyMatch(source -> source.contains("void " + test.group(2) + "("));
        });
    }

    @Test
    void everyTestOfTheComparisonIsNamed() {
        Pattern method = Pattern.compile("@(?:Test|ParameterizedTest)\\s(?:\\s*@.*)*\\s*void (\\w+)\\(");
        assertThat(documents
                        .sources("src/test/java", "ComparisonTest.java")
                        .flatMap(file ->
                                method.matcher(ProjectDocuments.read(file)).results())
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("." + name + "`"));
    }

    @Test
    void versionsAreThoseOfTheBuild() {
        List<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getName())
                .toList();
        assertThat(VERSION.matcher(page).results())
                .hasSize(3)
                .allSatisfy(named -> assertThat(jars).contains(named.group(1) + "-" + named.group(2) + ".jar"));
    }
}
