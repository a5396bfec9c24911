package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reason for a rejection by API 2.0; the same request without the mistake is accepted. */
class ApiV2RejectionTest {
    private final CrsEmulator emulator = CrsEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private ApiV2TestClient client() {
        return new ApiV2TestClient(emulator);
    }

    private static void assertRejected(ApiV2TestClient.HttpReply reply, int code, String codeDesc) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().get("codeDesc").getAsString()).isEqualTo(codeDesc);
        assertThat(reply.json().get("message").getAsString()).matches("\\([0-9]+\\).+");
        assertThat(reply.json().keySet()).containsExactly("code", "message", "codeDesc");
    }

    @Test
    void validRequestIsAccepted() {
        ApiV2TestClient.HttpReply reply = client().send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).isZero();
        assertThat(reply.json().get("message").getAsString()).isEmpty();
        assertThat(reply.json().get("codeDesc").getAsString()).isEqualTo("Success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action", "Region", "Timestamp", "Nonce", "SecretId"})
    void missingCommonParameterIsRejectedWith4000(String name) {
        assertRejected(client().without(name).send(), 4000, "InvalidParameter");
    }

    @ParameterizedTest
    @CsvSource({
        "Action, DescribeRedis",
        "Region, a b",
        "Timestamp, yesterday",
        "Timestamp, -1",
        "Nonce, 0",
        "Nonce, 1.5",
        "Nonce, 9999999999999999999",
        "SignatureMethod, HmacMD5"
    })
    void malformedCommonParameterIsRejectedWith4000(String name, String value) {
        assertRejected(client().with(name, value).send(), 4000, "InvalidParameter");
    }

    @Test
    void missingSignatureIsRejectedWith4000() {
        String form = client().signedForm().replaceFirst("&?Signature=[^&]*", "");

        assertRejected(ApiV2TestClient.sendGet(emulator, form), 4000, "InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&limit=100", "&Nonce=1", "&novalue", "&=noname", "&x=%C3", "&x=%ED%A0%80", "&&x=1", "&"})
    void malformedFormIsRejectedWith4000(String suffix) {
        assertRejected(ApiV2TestClient.sendGet(emulator, client().signedForm() + suffix), 4000, "InvalidParameter");
        assertRejected(
                ApiV2TestClient.sendPost(emulator, client().usingPost().signedForm() + suffix),
                4000,
                "InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&x=%", "&x=%4", "&x=%zz", "&x=%-1", "&x= ", "&x=é", "&redisName=测试"})
    void bodyThatIsNotPercentEncodedIsRejectedWith4000(String suffix) {
        assertRejected(
                ApiV2TestClient.sendPost(emulator, client().usingPost().signedForm() + suffix),
                4000,
                "InvalidParameter");
    }

    @Test
    void queryOfAPostRequestIsRejectedWith4000() {
        ApiV2TestClient.HttpReply reply = ApiV2TestClient.exchange(
                "POST", emulator.endpoint() + "?limit=1", client().usingPost().signedForm());

        assertRejected(reply, 4000, "InvalidParameter");
    }

    @Test
    void unknownSecretIdIsRejectedWith4104() {
        assertRejected(client().with("SecretId", "somebody").send(), 4104, "SecretIdNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA1", "HmacSHA256"})
    void signatureWithAnotherKeyIsRejectedWith4100(String signatureMethod) {
        assertRejected(
                client().with("SignatureMethod", signatureMethod)
                        .withSecretKey("another")
                        .send(),
                4100,
                "AuthFailure");
    }

    @Test
    void parameterChangedAfterSigningIsRejectedWith4100() {
        String form = client().signedForm().replace("limit=100", "limit=99");

        assertRejected(ApiV2TestClient.sendGet(emulator, form), 4100, "AuthFailure");
    }

    @Test
    void signatureForAnotherHttpMethodIsRejectedWith4100() {
        assertRejected(ApiV2TestClient.sendPost(emulator, client().signedForm()), 4100, "AuthFailure");
        assertRejected(ApiV2TestClient.sendGet(emulator, client().usingPost().signedForm()), 4100, "AuthFailure");
    }

    @Test
    void unknownTokenIsRejectedWith4105() {
        assertRejected(client().with("Token", "stray").send(), 4105, "TokenFailure");
    }

    @Test
    void temporaryCredentialsRequireTheirToken() {
        try (CrsEmulator temporary =
                CrsEmulator.builder().credentials("id", "key", "token").start()) {
            assertThat(new ApiV2TestClient(temporary)
                            .with("Token", "token")
                            .send()
                            .code())
                    .isZero();
            assertRejected(new ApiV2TestClient(temporary).with("Token", "other").send(), 4105, "TokenFailure");
            assertRejected(new ApiV2TestClient(temporary).send(), 4105, "TokenFailure");
        }
    }

    @ParameterizedTest
    @CsvSource({"-301, 4500", "-300, 0", "300, 0", "301, 4500"})
    void timestampMayDifferByFiveMinutes(long difference, int code) {
        Instant now = Instant.ofEpochSecond(1_500_000_000);
        try (CrsEmulator fixed = CrsEmulator.builder().clock(() -> now).start()) {
            String timestamp = String.valueOf(now.getEpochSecond() + difference);

            assertThat(new ApiV2TestClient(fixed)
                            .with("Timestamp", timestamp)
                            .send()
                            .code())
                    .isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, -1",
        "limit, ten",
        "limit, ''",
        "limit, 1.0",
        "limit, 2147483648",
        "limit, 99999999999",
        "offset, -1",
        "offset, +1",
        "beginTime, 2017-02-08",
        "beginTime, 2017-02-08T16:46:34",
        "beginTime, 2017-02-30 00:00:00",
        "endTime, 2017-2-8 16:46:34",
        "endTime, 2017-02-08 24:00:00",
        "taskStatus.0, 4",
        "taskStatus.0, -2",
        "taskStatus.0, 02",
        "taskStatus.0, success",
        "taskStatus.1, 2",
        "taskStatus, 2",
        "taskStatus.00, 2",
        "taskType.0, backupInstance",
        "taskType.0, task_newInstance",
        "taskType.1, task_importRdb",
        "RedisId, crs-1",
        "projectId, 0",
        "Version, 2017-03-12"
    })
    void invalidRequestParameterIsRejectedWith11201(String name, String value) {
        assertRejected(client().with(name, value).send(), 11201, "InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "offset"})
    void missingLimitOrOffsetIsRejectedWith11201(String name) {
        assertRejected(client().without(name).send(), 11201, "InvalidParameter");
    }

    @Test
    void gapInAnArrayIsRejectedWith11201() {
        ApiV2TestClient withGap = client().with("taskStatus.0", "2").with("taskStatus.2", "3");

        assertRejected(withGap.send(), 11201, "InvalidParameter");
        assertThat(client().with("taskStatus.0", "2")
                        .with("taskStatus.1", "3")
                        .send()
                        .code())
                .isZero();
    }

    @Test
    void endTimeBeforeBeginTimeIsRejectedWith11201() {
        ApiV2TestClient reversed =
                client().with("beginTime", "2017-02-08 16:46:35").with("endTime", "2017-02-08 16:46:34");

        assertRejected(reversed.send(), 11201, "InvalidParameter");
        assertThat(client().with("beginTime", "2017-02-08 16:46:34")
                        .with("endTime", "2017-02-08 16:46:34")
                        .send()
                        .code())
                .isZero();
    }

    @Test
    void rejectedRequestIsCountedButNotAccepted() {
        client().with("limit", "0").send();
        client().withSecretKey("another").send();
        assertThat(emulator.requestCount()).isEqualTo(2);
        assertThat(emulator.acceptedRequests()).isEqualTo(List.of());

        client().with("limit", "7").usingPost().send();

        assertThat(emulator.acceptedRequests()).singleElement().satisfies(request -> {
            assertThat(request.ordinal()).isEqualTo(3);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.parameter("limit")).contains("7");
            assertThat(request.nonce()).isPresent();
        });
    }
}
