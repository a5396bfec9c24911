package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class GsonVersionTest {
    @Test
    void versionThatLacksAMethodIsRejectedWithTheRemedy() {
        assertThatIllegalStateException()
                .isThrownBy(() -> GsonVersion.requireUsable(() -> {
                    throw new NoSuchMethodError("getPreviousPath");
                }))
                .withMessageContainingAll("com.google.code.gson:gson", "2.10.1", "crs-tasks-bom", "getPreviousPath");
    }

    @Test
    void versionOfTheBuildIsAccepted() {
        assertThatCode(GsonVersion::requireUsable).doesNotThrowAnyException();
    }
}
