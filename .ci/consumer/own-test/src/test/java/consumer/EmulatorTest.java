package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.testkit.CrsEmulatorExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmulatorTest {
    @RegisterExtension
    static final CrsEmulatorExtension EMULATOR = CrsEmulatorExtension.create();

    @Test
    void emulatorListsTheTasksOfTheApiDocument(CrsEmulator emulator) {
        assertThat(emulator.tasks().rows()).hasSize(9);
    }
}
