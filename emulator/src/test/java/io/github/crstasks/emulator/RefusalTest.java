package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to be refused, by itself: the same call without the fault is accepted. */
class RefusalTest {
    private final CrsEmulator emulator = CrsEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private Caller caller() {
        return new Caller(emulator);
    }

    private static void assertRefused(Caller.Answer answer, int code, String codeDesc) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().get("codeDesc").getAsString()).isEqualTo(codeDesc);
        assertThat(answer.json().get("message").getAsString()).matches("\\([0-9]+\\).+");
        assertThat(answer.json().keySet()).containsExactly("code", "message", "codeDesc");
    }

    @Test
    void aCallInOrderIsAccepted() {
        Caller.Answer answer = caller().call();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isZero();
        assertThat(answer.json().get("message").getAsString()).isEmpty();
        assertThat(answer.json().get("codeDesc").getAsString()).isEqualTo("Success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action", "Region", "Timestamp", "Nonce", "SecretId"})
    void aMissingCommonParameterIs4000(String name) {
        assertRefused(caller().without(name).call(), 4000, "InvalidParameter");
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
    void aMalformedCommonParameterIs4000(String name, String value) {
        assertRefused(caller().with(name, value).call(), 4000, "InvalidParameter");
    }

    @Test
    void aMissingSignatureIs4000() {
        String form = caller().form().replaceFirst("&?Signature=[^&]*", "");

        assertRefused(Caller.get(emulator, form), 4000, "InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&limit=100", "&Nonce=1", "&novalue", "&=noname", "&x=%C3", "&x=%ED%A0%80", "&&x=1", "&"})
    void whatCannotBeDecodedIs4000(String suffix) {
        assertRefused(Caller.get(emulator, caller().form() + suffix), 4000, "InvalidParameter");
        assertRefused(Caller.post(emulator, caller().post().form() + suffix), 4000, "InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&x=%", "&x=%4", "&x=%zz", "&x=%-1", "&x= ", "&x=é", "&redisName=测试"})
    void aBodyThatIsNotPercentEncodedIs4000(String suffix) {
        assertRefused(Caller.post(emulator, caller().post().form() + suffix), 4000, "InvalidParameter");
    }

    @Test
    void parametersInTheQueryOfAPostAre4000() {
        Caller.Answer answer = Caller.exchange(
                "POST", emulator.endpoint() + "?limit=1", caller().post().form());

        assertRefused(answer, 4000, "InvalidParameter");
    }

    @Test
    void anUnknownSecretIdIs4104() {
        assertRefused(caller().with("SecretId", "somebody").call(), 4104, "SecretIdNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA1", "HmacSHA256"})
    void aSignatureByAnotherKeyIs4100(String signatureMethod) {
        assertRefused(
                caller().with("SignatureMethod", signatureMethod)
                        .keyedWith("another")
                        .call(),
                4100,
                "AuthFailure");
    }

    @Test
    void aParameterChangedAfterSigningIs4100() {
        String form = caller().form().replace("limit=100", "limit=99");

        assertRefused(Caller.get(emulator, form), 4100, "AuthFailure");
    }

    @Test
    void aSignatureForTheOtherHttpMethodIs4100() {
        assertRefused(Caller.post(emulator, caller().form()), 4100, "AuthFailure");
        assertRefused(Caller.get(emulator, caller().post().form()), 4100, "AuthFailure");
    }

    @Test
    void aTokenNobodyIssuedIs4105() {
        assertRefused(caller().with("Token", "stray").call(), 4105, "TokenFailure");
    }

    @Test
    void temporaryCredentialsNeedTheirToken() {
        try (CrsEmulator temporary =
                CrsEmulator.builder().credentials("id", "key", "token").start()) {
            assertThat(new Caller(temporary).with("Token", "token").call().code())
                    .isZero();
            assertRefused(new Caller(temporary).with("Token", "other").call(), 4105, "TokenFailure");
            assertRefused(new Caller(temporary).call(), 4105, "TokenFailure");
        }
    }

    @ParameterizedTest
    @CsvSource({"-301, 4500", "-300, 0", "300, 0", "301, 4500"})
    void aTimestampMayDifferByFiveMinutes(long difference, int code) {
        Instant now = Instant.ofEpochSecond(1_500_000_000);
        try (CrsEmulator past = CrsEmulator.builder().clock(() -> now).start()) {
            String timestamp = String.valueOf(now.getEpochSecond() + difference);

            assertThat(new Caller(past).with("Timestamp", timestamp).call().code())
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
    void aWrongParameterOfTheCallIs11201(String name, String value) {
        assertRefused(caller().with(name, value).call(), 11201, "InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "offset"})
    void aMissingPageIs11201(String name) {
        assertRefused(caller().without(name).call(), 11201, "InvalidParameter");
    }

    @Test
    void aGapInAnArrayIs11201() {
        Caller gap = caller().with("taskStatus.0", "2").with("taskStatus.2", "3");

        assertRefused(gap.call(), 11201, "InvalidParameter");
        assertThat(caller().with("taskStatus.0", "2")
                        .with("taskStatus.1", "3")
                        .call()
                        .code())
                .isZero();
    }

    @Test
    void anEndBeforeTheBeginningIs11201() {
        Caller turned = caller().with("beginTime", "2017-02-08 16:46:35").with("endTime", "2017-02-08 16:46:34");

        assertRefused(turned.call(), 11201, "InvalidParameter");
        assertThat(caller().with("beginTime", "2017-02-08 16:46:34")
                        .with("endTime", "2017-02-08 16:46:34")
                        .call()
                        .code())
                .isZero();
    }

    @Test
    void aRefusedRequestIsCountedButNotAccepted() {
        caller().with("limit", "0").call();
        caller().keyedWith("another").call();
        assertThat(emulator.requestCount()).isEqualTo(2);
        assertThat(emulator.requests()).isEqualTo(List.of());

        caller().with("limit", "7").post().call();

        assertThat(emulator.requests()).singleElement().satisfies(request -> {
            assertThat(request.ordinal()).isEqualTo(3);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.parameter("limit")).contains("7");
            assertThat(request.nonce()).isPresent();
        });
    }
}
