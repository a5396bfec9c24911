package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.TaskType;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnTransportTest {
    @Test
    void clientFindsTheTransportOfTheProject() {
        try (CrsEmulator emulator = CrsEmulator.start();
                TaskClient client = TaskClient.builder()
                        .region("ap-guangzhou")
                        .endpoint(emulator.endpoint())
                        .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                        .build()) {
            emulator.tasks().submit(TaskRow.pending(Instant.now(), "backupInstance", "orders", "crs-5b2c9a1f"));
            assertThat(client.list(TaskQuery.instanceId("crs-5b2c9a1f")).getOrElseThrow(TaskException::new))
                    .singleElement()
                    .satisfies(task -> assertThat(task.type()).isEqualTo(TaskType.BACKUP_INSTANCE));
        }
    }
}
