package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service rejects or leaves out, whatever the request filters: regions, old tasks, and wrong signatures. */
class ServiceRulesTest {
    private static final Duration HISTORY = EmulatorBehaviour.API_3_HISTORY;

    private final Instant now = Instant.now();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final CrsEmulator emulator = CrsEmulator.builder()
            .tasks(List.of())
            .clock(() -> now)
            .signatureReports(reports::add)
            .start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private ApiV2TestClient api2() {
        return new ApiV2TestClient(emulator);
    }

    private ApiV3TestClient api3() {
        return new ApiV3TestClient(emulator).withBody("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "ap-guangzhou", "bjjr", "ap-shanghai-fsi", "na-siliconvalley", "eu-frankfurt"})
    void knownRegionIsAccepted(String region) {
        assertThat(api2().with("Region", region).send().code()).isZero();
        assertThat(api3().with("X-TC-Region", region).send().total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ap-gangzhou", "GZ", "guangzhou", "eu-west-1", "ap-guangzhou-1"})
    void unknownRegionIsRejectedUnlessAnyIsAccepted(String region) {
        assertThat(api2().with("Region", region).send().code()).isEqualTo(4000);
        assertThat(api3().with("X-TC-Region", region).send().error()).isEqualTo("UnsupportedRegion");
        assertThat(emulator.acceptedRequests()).isEmpty();

        emulator.changeBehaviour(behaviour -> behaviour.withAnyRegion(true));

        assertThat(api2().with("Region", region).send().code()).isZero();
        assertThat(api3().with("X-TC-Region", region).send().total()).isZero();
    }

    private void submitTasksOfAnyAge() {
        for (Duration age : List.of(HISTORY.plusSeconds(2), HISTORY.minusSeconds(2), Duration.ZERO)) {
            emulator.tasks().submit(TaskRow.pending(now.minus(age), "backupInstance", "name", "age " + age));
        }
        emulator.tasks()
                .submit(TaskRow.pending(now, "backupInstance", "name", "no start")
                        .withoutStartTime());
    }

    @Test
    void api3ListsRecentTasksOnlyIfItHasAHistory() {
        submitTasksOfAnyAge();

        assertThat(api3().send().total()).isEqualTo(4);

        emulator.changeBehaviour(behaviour -> behaviour.withHistory(HISTORY));

        assertThat(api3().send().column("InstanceId"))
                .containsExactlyInAnyOrder("no start", "age PT0S", "age " + HISTORY.minusSeconds(2));
        assertThat(api3().send().total()).isEqualTo(3);
        assertThat(api2().send().total()).isEqualTo(4);
    }

    @Test
    void filterOfTimesDoesNotExtendTheHistory() {
        submitTasksOfAnyAge();
        emulator.changeBehaviour(behaviour -> behaviour.withHistory(HISTORY));

        assertThat(api3().withBody("{\"BeginTime\": \"2000-01-01 00:00:00\"}")
                        .send()
                        .total())
                .isEqualTo(2);
    }

    @Test
    void limitAbove100IsRejectedByApi3() {
        assertThat(api3().withBody("{\"Limit\": 101}").send().error()).isEqualTo("InvalidParameterValue");
        assertThat(api3().withBody("{\"Limit\": 100}").send().total()).isZero();
    }

    @Test
    void signedTextIsReportedIfTheSignatureOfApi2DoesNotMatch() {
        assertThat(api2().withSecretKey("wrong").send().code()).isEqualTo(4100);

        assertThat(reports)
                .singleElement()
                .asString()
                .contains(emulator.endpoint().getAuthority() + "/v2/index.php?Action=GetRedisTaskList&Nonce=")
                .doesNotContain(emulator.secretKey());
    }

    @Test
    void canonicalRequestAndSignedTextAreReportedIfTheSignatureOfApi3DoesNotMatch() {
        assertThat(api3().withSecretKey("wrong").send().error()).isEqualTo("AuthFailure.SignatureFailure");

        assertThat(reports)
                .singleElement()
                .asString()
                .contains("\nPOST\n/\n\ncontent-type:application/json")
                .contains("\nhost:" + emulator.endpointV3().getAuthority() + "\n")
                .contains("\n----\nTC3-HMAC-SHA256\n" + now.getEpochSecond() / 1000)
                .contains(now.atOffset(ZoneOffset.UTC).toLocalDate() + "/redis/tc3_request\n")
                .doesNotContain(emulator.secretKey());
    }

    @Test
    void secretsAreNeverInAReport() {
        List<String> printed = new ArrayList<>();
        try (CrsEmulator strict = CrsEmulator.builder()
                .credentials("id", "the-Key", "the-Token")
                .signatureReports(printed::add)
                .start()) {
            new ApiV2TestClient(strict)
                    .with("Token", "the-Token")
                    .with("redisName", "the-Key")
                    .withSecretKey("wrong")
                    .send();

            assertThat(printed)
                    .singleElement()
                    .asString()
                    .contains("&Token=***&")
                    .doesNotContain("the-Key", "the-Token");
        }
    }

    @Test
    void matchingSignatureIsNotReported() {
        api2().send();
        api3().send();

        assertThat(reports).isEmpty();
    }
}
