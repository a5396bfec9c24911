package io.github.crstasks.tests.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.waiting.PollSchedule;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the configuration has a row for every option. */
class ConfigurationPageTest {
    private final ProjectDocuments documents = ProjectDocuments.find();
    private final String page = ProjectDocuments.read(documents.file("docs/configuration.md"));

    private static Stream<String> publicMethods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName);
    }

    @Test
    void everyMethodOfTheBuilderHasARow() {
        assertThat(publicMethods(TaskClientBuilder.class).filter(name -> !name.equals("build")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).containsPattern("(?m)^\\| [^|]*`" + name + "\\([.)]"));
    }

    @ParameterizedTest
    @ValueSource(classes = {RetryPolicy.class, Paging.class, PollSchedule.class})
    void everyOptionOfAValueHasARow(Class<?> type) {
        assertThat(publicMethods(type).filter(name -> !name.equals("toString") && !name.startsWith("with")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).containsPattern("(?m)^\\|[^|]*\\|[^|]*`" + name + "`"));
    }
}
