package io.github.crstasks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskListProtocolTest {
    @Test
    void protocolIsNamedByTheVersionOfItsApi() {
        assertThat(ApiV2.create()).hasToString("API 2.0");
        assertThat(ApiV3.create()).hasToString("API 3.0");
    }
}
