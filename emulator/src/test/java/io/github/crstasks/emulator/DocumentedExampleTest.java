package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example request and reply of docs/api/get-redis-task-list.md, section 7. */
class DocumentedExampleTest {
    private static final String[] START_TIMES = {
        "2017-02-10 16:56:18",
        "2017-02-10 15:02:36",
        "2017-02-10 14:59:29",
        "2017-02-09 19:00:24",
        "2017-02-08 19:09:26",
        "2017-02-08 17:21:32",
        "2017-02-08 16:46:34",
        "2017-02-08 15:38:16",
        "2017-02-08 15:35:25"
    };

    private static ApiV2TestClient documentedRequest(CrsEmulator emulator) {
        return new ApiV2TestClient(emulator)
                .with("limit", "10")
                .with("beginTime", "2016-12-28 00:03:52")
                .with("endTime", "2017-02-11 00:03:52")
                .with("redisId", "crs-izbob1wh")
                .with("redisName", "测试API专用")
                .with("taskStatus.0", "2")
                .with("taskType.0", "task_restoreBackup")
                .with("taskType.1", "task_backupInstance")
                .with("taskType.2", "task_cleanInstance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA1", "HmacSHA256"})
    void documentedRequestReturnsTheDocumentedReply(String signatureMethod) {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            ApiV2TestClient.HttpReply get = documentedRequest(emulator)
                    .with("SignatureMethod", signatureMethod)
                    .send();
            ApiV2TestClient.HttpReply post = documentedRequest(emulator)
                    .with("SignatureMethod", signatureMethod)
                    .usingPost()
                    .send();

            assertThat(get.status()).isEqualTo(200);
            assertThat(get.json()).isEqualTo(JsonParser.parseString(TaskRowParser.documentedReply()));
            assertThat(post.json()).isEqualTo(get.json());
        }
    }

    @Test
    void signatureMethodDefaultsToHmacSha1() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            assertThat(documentedRequest(emulator)
                            .without("SignatureMethod")
                            .send()
                            .code())
                    .isZero();
        }
    }

    @Test
    void requestWithoutFilterListsAllNineTasksNewestFirst() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            assertThat(new ApiV2TestClient(emulator).startTimes()).containsExactly(START_TIMES);
        }
    }

    @Test
    void documentedRequestWithOneTypeReturnsASubset() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            ApiV2TestClient.HttpReply reply = documentedRequest(emulator)
                    .with("taskType.0", "task_cleanInstance")
                    .without("taskType.1")
                    .without("taskType.2")
                    .send();

            assertThat(reply.total()).isEqualTo(1);
            assertThat(reply.column("startTime")).containsExactly("2017-02-08 15:38:16");
        }
    }
}
