package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiV3EndpointTest {
    private static final Instant NOON = Instant.parse("2017-02-08T04:00:00Z");

    private final CrsEmulator emulator = CrsEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private ApiV3TestClient client() {
        return new ApiV3TestClient(emulator);
    }

    @Test
    void publishedVectorIsReproduced() {
        RawRequest request = new RawRequest(
                "POST",
                "/",
                Map.of("content-type", "application/json; charset=utf-8", "host", "cvm.tencentcloudapi.com"),
                Optional.empty(),
                "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\": \"instance-name\"}]}"
                        .getBytes(UTF_8));

        String canonicalRequest = Tc3Signature.canonicalRequest(request, List.of("content-type", "host"));
        String stringToSign = Tc3Signature.stringToSign(canonicalRequest, "1551113065", "2019-02-25", "cvm");

        assertThat(Tc3Signature.compute(stringToSign, "2019-02-25", "cvm", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"))
                .isEqualTo("72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
    }

    @Test
    void documentedTasksAreListedWithTheCodesOfApi3() {
        ApiV3TestClient.ResponseObject reply = client().send();

        assertThat(reply.total()).isEqualTo(9);
        assertThat(reply.column("StartTime").get(0)).isEqualTo("2017-02-10 16:56:18");
        assertThat(reply.column("TaskType"))
                .containsExactly("010", "012", "012", "012", "012", "010", "012", "004", "012");
        assertThat(reply.column("Result")).containsOnly("2");
        assertThat(reply.response().get("RequestId").getAsString()).isNotBlank();
        assertThat(emulator.acceptedRequests()).hasSize(1);
    }

    @Test
    void replyHasTheTaskIdAndTheEndTimeIfThereIsOne() {
        long first = emulator.tasks()
                .replaceAll(List.of(
                        TestRows.row(NOON, "017", "name", "crs-1", 7, 1, 0),
                        TestRows.row(NOON, "paint", "name", "crs-2", 7, -1, 0).withEndTime(NOON.plusSeconds(9))));

        ApiV3TestClient.ResponseObject reply = client().send();

        assertThat(reply.column("TaskId")).containsExactly("" + (first + 1), "" + first);
        assertThat(reply.column("EndTime")).containsExactly("2017-02-08 12:00:09", "null");
        assertThat(reply.column("TaskType")).containsExactly("paint", "017");
        assertThat(reply.column("Result")).containsExactly("4", "1");
        assertThat(reply.column("ProjectId")).containsExactly("7", "7");
        assertThat(reply.column("InstanceId")).containsExactly("crs-2", "crs-1");
        assertThat(reply.column("InstanceName")).containsExactly("name", "name");
        assertThat(reply.column("Progress")).containsExactly("0", "0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 5 4 3 2 1 0",
                "{'InstanceId': 'crs-1'} | 3 0",
                "{'InstanceName': 'alpha'} | 3 0",
                "{'Result': [4]} | 4 3",
                "{'Result': [0, 1]} | 1 0",
                "{'Result': []} | none",
                "{'TaskTypes': ['009']} | 4 2",
                "{'TaskTypes': ['008', '017']} | 5 1 0",
                "{'OperateUin': ['100000000001']} | 5 2",
                "{'OperateUin': ['100000000002', '100000000001', '7']} | 5 4 2",
                "{'OperateUin': ['7']} | none",
                "{'OperateUin': []} | none",
                "{'OperateUin': ['100000000001'], 'TaskTypes': ['009']} | 2",
                "{'BeginTime': '2017-02-08 12:00:04'} | 5 4",
                "{'EndTime': '2017-02-08 12:00:01'} | 1 0",
                "{'BeginTime': '2017-02-08 12:00:01', 'EndTime': '2017-02-08 12:00:03', 'Result': [2, 4]} | 3 2",
            })
    void eachFieldFiltersTheList(String body, String expectedSeconds) {
        emulator.tasks()
                .replaceAll(List.of(
                        TestRows.row(NOON, "importRdb", "alpha", "crs-1", 0, 0, 0),
                        TestRows.row(NOON.plusSeconds(1), "importRdb", "alphabet", "crs-2", 0, 1, 0),
                        TestRows.row(NOON.plusSeconds(2), "exportBackup", "beta", "crs-3", 0, 2, 1)
                                .withOperateUin("100000000001"),
                        TestRows.row(NOON.plusSeconds(3), "newInstance", "alpha", "crs-1", 0, 3, 0),
                        TestRows.row(NOON.plusSeconds(4), "exportBackup", "gamma", "crs-10", 0, -1, 0)
                                .withOperateUin("100000000002"),
                        TestRows.row(NOON.plusSeconds(5), "017", "delta", "crs-5", 7, 42, 9)
                                .withOperateUin("100000000001")));

        String secondsListed = String.join(
                " ",
                client().withBody(body).send().column("StartTime").stream()
                        .map(time -> time.substring(time.length() - 1))
                        .toList());

        assertThat(secondsListed.isEmpty() ? "none" : secondsListed).isEqualTo(expectedSeconds);
    }

    @Test
    void limitDefaultsToTwentyAndIsAtMostAHundred() {
        emulator.tasks()
                .replaceAll(IntStream.range(0, 250)
                        .mapToObj(i -> TaskRow.pending(NOON.plusSeconds(i), "importRdb", "name", "crs-" + i))
                        .toList());

        assertThat(client().send().column("InstanceId")).hasSize(20).startsWith("crs-249");
        assertThat(client().withBody("{'Limit': 100, 'Offset': 200}").send().column("InstanceId"))
                .hasSize(50)
                .endsWith("crs-0");
        emulator.changeBehaviour(behaviour -> behaviour.withPageCap(30));
        assertThat(client().withBody("{'Limit': 50, 'Offset': 50}").send().column("InstanceId"))
                .hasSize(30)
                .startsWith("crs-199");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Limit': 101} | InvalidParameterValue",
                "{'Limit': 0} | InvalidParameterValue",
                "{'Offset': 10} | InvalidParameterValue",
                "{'Offset': 10, 'Limit': 3} | InvalidParameterValue",
                "{'Offset': -20} | InvalidParameterValue",
                "{'Limit': '10'} | InvalidParameter",
                "{'Limit': 1.5} | InvalidParameter",
                "{'Result': 2} | InvalidParameter",
                "{'Result': ['2']} | InvalidParameter",
                "{'Result': [3]} | InvalidParameterValue",
                "{'Result': [-1]} | InvalidParameterValue",
                "{'TaskTypes': ['backupInstance']} | InvalidParameterValue",
                "{'TaskTypes': ['FLOW_CREATE']} | InvalidParameterValue",
                "{'TaskTypes': '012'} | InvalidParameter",
                "{'BeginTime': 'yesterday'} | InvalidParameterValue",
                "{'BeginTime': '2017-02-08 12:00:01', 'EndTime': '2017-02-08 12:00:00'} | InvalidParameterValue",
                "{'InstanceId': null} | InvalidParameter",
                "{'redisId': 'crs-1'} | UnknownParameter",
                "{'TaskStatus': [2]} | UnknownParameter",
                "{'OperateUin': [1]} | InvalidParameter",
                "{'OperateUin': '1'} | InvalidParameter",
                "{'OperateUin': ['']} | InvalidParameterValue",
                "{'OperateUin': ['1', 'root']} | InvalidParameterValue",
                "{'OperatorUin': ['1']} | UnknownParameter",
                "[] | InvalidRequest",
                "{ | InvalidRequest",
                "{Limit: 1} | InvalidRequest",
            })
    void invalidFieldsAreRejected(String body, String error) {
        assertThat(client().withBody(body).send().error()).isEqualTo(error);
        assertThat(emulator.acceptedRequests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "X-TC-Action, CreateInstances, InvalidAction",
        "X-TC-Version, 2017-03-12, NoSuchVersion",
        "X-TC-Timestamp, soon, InvalidParameter",
        "X-TC-Token, token, AuthFailure.TokenFailure",
        "Authorization, nonsense, AuthFailure.InvalidAuthorization",
        "Content-Type, text/plain, InvalidRequest",
        "X-TC-Language, '', InvalidParameterValue",
        "X-TC-Language, zh, InvalidParameterValue",
        "X-TC-Language, zh-cn, InvalidParameterValue",
    })
    void invalidHeaderIsRejected(String header, String value, String error) {
        assertThat(client().with(header, value).send().error()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-TC-Action", "X-TC-Version", "X-TC-Region"})
    void missingHeaderIsRejected(String header) {
        assertThat(client().without(header).send().error()).isEqualTo("MissingParameter");
    }

    @Test
    void wrongSignatureIsRejected() {
        assertThat(client().withSecretKey("wrong").send().error()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(client().withScopeDate("2017-02-08").send().error()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(client().withSignedHeaders("host").send().error()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(client().withScopeService("cvm").send().error()).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(client().withScopeService("127").send().error()).isEqualTo("none");
        assertThat(client().withSignedHeaders("content-type;host;x-tc-action")
                        .send()
                        .error())
                .isEqualTo("none");
        try (CrsEmulator other =
                CrsEmulator.builder().credentials("other", emulator.secretKey()).start()) {
            String authorization =
                    "TC3-HMAC-SHA256 Credential=nobody/2017-02-08/redis/tc3_request, SignedHeaders=content-type;"
                            + "host, Signature=" + "0".repeat(64);
            assertThat(new ApiV3TestClient(other)
                            .with("Authorization", authorization)
                            .send()
                            .error())
                    .isEqualTo("AuthFailure.SecretIdNotFound");
        }
    }

    @ParameterizedTest
    @CsvSource({"-301, AuthFailure.SignatureExpire", "-300, none", "300, none", "301, AuthFailure.SignatureExpire"})
    void timestampMayDifferByFiveMinutesAndARequestMayBeRepeated(int seconds, String error) {
        try (CrsEmulator fixed = CrsEmulator.builder().clock(() -> NOON).start()) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThat(new ApiV3TestClient(fixed)
                                .signedAt(NOON.plusSeconds(seconds))
                                .send()
                                .error())
                        .isEqualTo(error);
            }
        }
    }

    @Test
    void temporaryCredentialsRequireTheirToken() {
        try (CrsEmulator temporary =
                CrsEmulator.builder().credentials("id", "key", "token").start()) {
            assertThat(new ApiV3TestClient(temporary)
                            .with("X-TC-Token", "token")
                            .send()
                            .error())
                    .isEqualTo("none");
            assertThat(new ApiV3TestClient(temporary).send().error()).isEqualTo("AuthFailure.TokenFailure");
        }
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 参数取值错误", "en-US, Limit is not from 1 to 100", "none, Limit is not from 1 to 100"})
    void errorIsExplainedInTheLanguageOfTheRequest(String language, String text) {
        ApiV3TestClient client = client().withBody("{'Limit': 0}");
        ApiV3TestClient.ResponseObject reply =
                (language.equals("none") ? client : client.with("X-TC-Language", language)).send();

        assertThat(reply.error()).isEqualTo("InvalidParameterValue");
        assertThat(reply.message()).isEqualTo(text);
    }

    @Test
    void operatorIsKeptByEveryChangeOfARowAndNeverSent() {
        long id = emulator.tasks()
                .replaceAll(
                        List.of(TaskRow.pending(NOON, "017", "name", "crs-1").withOperateUin("7")));
        emulator.tasks().fail(id);
        emulator.tasks().renameInstance("crs-1", "other");

        assertThat(emulator.tasks().row(id).withEndTime(NOON).operateUin()).contains("7");
        assertThat(client().withBody("{'OperateUin': ['7']}").send().response().toString())
                .contains("\"TotalCount\":1")
                .doesNotContain("Uin");
    }

    @Test
    void receivedRequestHasTheFieldsAndTheHeadersAsParameters() {
        client().withBody("{'Result': [2], 'Limit': 10}").send();

        assertThat(emulator.acceptedRequests()).singleElement().satisfies(request -> {
            assertThat(request.parameters())
                    .containsEntry("Result.0", "2")
                    .containsEntry("Limit", "10")
                    .containsEntry("X-TC-Region", "ap-guangzhou");
            assertThat(request.parameter("Authorization")).isPresent();
            assertThat(request.nonce()).isEmpty();
        });
    }

    @Test
    void otherMethodsThanPostAreRejected() {
        assertThat(ApiV2TestClient.exchange("GET", emulator.endpointV3().toString(), "")
                        .status())
                .isEqualTo(405);
    }
}
