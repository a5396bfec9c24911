package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.internal.concurrent.Rethrow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnedResourcesTest {
    static List<Throwable> anything() {
        return List.of(new IllegalStateException("unchecked"), new IOException("checked"), new AssertionError("error"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void everyResourceIsClosedAlthoughOneThrows(Throwable thrown) {
        List<String> closed = new ArrayList<>();
        OwnedResources resources = new OwnedResources();
        resources.add("first", closed::add);
        resources.add("second", resource -> {
            throw Rethrow.unchecked(thrown);
        });
        resources.add("third", closed::add);

        assertThatThrownBy(resources::close).isSameAs(thrown);
        assertThat(closed).containsExactly("first", "third");
    }
}
