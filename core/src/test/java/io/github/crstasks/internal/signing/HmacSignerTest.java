package io.github.crstasks.internal.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.NonceSource;
import io.github.crstasks.protocol.ApiV2.SignatureMethod;
import io.github.crstasks.transport.HttpMethod;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacSignerTest {
    private static final URI ENDPOINT = URI.create("https://redis.api.qcloud.com/v2/index.php");
    private static final Credentials CREDENTIALS =
            Credentials.of("AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA", "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA");
    private static final Map<String, String> DOCUMENTED_CALL = Map.ofEntries(
            entry("Action", "GetRedisTaskList"),
            entry("Region", "gz"),
            entry("limit", "10"),
            entry("offset", "0"),
            entry("beginTime", "2016-12-28 00:03:52"),
            entry("endTime", "2017-02-11 00:03:52"),
            entry("redisId", "crs-izbob1wh"),
            entry("redisName", "测试API专用"),
            entry("taskStatus.0", "2"),
            entry("taskType.0", "task_restoreBackup"),
            entry("taskType.1", "task_backupInstance"),
            entry("taskType.2", "task_cleanInstance"));

    private static HmacSigner signer(SignatureMethod method) {
        return HmacSigner.of(method.wireName(), () -> Instant.ofEpochSecond(1465185768), () -> 11886);
    }

    /** Decodes a form as the service does. */
    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&", -1)) {
            String[] nameAndValue = field.split("=", 2);
            fields.put(
                    URLDecoder.decode(nameAndValue[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA256, 0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=",
        "HMAC_SHA1, nPVnY6njQmwQ8ciqbPl5Qe+Oru4=",
    })
    void publishedVectorsAreSigned(SignatureMethod method, String signature) {
        Map<String, String> signed = fields(signer(method)
                .sign(
                        HttpMethod.GET,
                        URI.create("https://cvm.api.qcloud.com/v2/index.php"),
                        Map.of(
                                "Action", "DescribeInstances",
                                "InstanceIds.0", "ins-09dx96dg",
                                "Region", "ap-guangzhou"),
                        CREDENTIALS));

        assertThat(signed).containsEntry("Signature", signature);
    }

    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA256, PaNhl70m0Vs+J4+x5PVCjExEw/89zlGvM7EmlEjLwdw=",
        "HMAC_SHA1, ktsQMDcMzZZblU+/FtXNJqzBaOs=",
    })
    void documentedCallIsSigned(SignatureMethod method, String signature) {
        Map<String, String> signed =
                fields(signer(method).sign(HttpMethod.GET, ENDPOINT, DOCUMENTED_CALL, CREDENTIALS));

        Map<String, String> expected = new HashMap<>(DOCUMENTED_CALL);
        expected.putAll(Map.of(
                "SecretId",
                CREDENTIALS.secretId(),
                "SignatureMethod",
                method.wireName(),
                "Timestamp",
                "1465185768",
                "Nonce",
                "11886",
                "Signature",
                signature));
        assertThat(signed).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void methodHostPortAndPathAreSigned() {
        String signature = signatureAt(HttpMethod.GET, "https://redis.api.qcloud.com/v2/index.php");

        assertThat(signatureAt(HttpMethod.GET, "https://redis.api.qcloud.com:443/v2/index.php"))
                .isEqualTo(signature);
        assertThat(new String[] {
                    signatureAt(HttpMethod.POST, "https://redis.api.qcloud.com/v2/index.php"),
                    signatureAt(HttpMethod.GET, "https://redis.api.qcloud.com:8443/v2/index.php"),
                    signatureAt(HttpMethod.GET, "https://redis.api.qcloud.com/v3/index.php"),
                    signatureAt(HttpMethod.GET, "https://cvm.api.qcloud.com/v2/index.php"),
                })
                .doesNotHaveDuplicates()
                .doesNotContain(signature);
    }

    private static String signatureAt(HttpMethod method, String endpoint) {
        return String.valueOf(fields(signer(SignatureMethod.HMAC_SHA256)
                        .sign(method, URI.create(endpoint), DOCUMENTED_CALL, CREDENTIALS))
                .get("Signature"));
    }

    @Test
    void tokenOfTemporaryCredentialsIsSigned() {
        Credentials temporary = Credentials.temporary(CREDENTIALS.secretId(), CREDENTIALS.secretKey(), "a+token==");

        Map<String, String> signed =
                fields(signer(SignatureMethod.HMAC_SHA256).sign(HttpMethod.GET, ENDPOINT, DOCUMENTED_CALL, temporary));

        assertThat(signed)
                .containsEntry("Token", "a+token==")
                .doesNotContainEntry("Signature", "PaNhl70m0Vs+J4+x5PVCjExEw/89zlGvM7EmlEjLwdw=");
    }

    @Test
    void parametersOfAnEarlierSignatureAreReplaced() {
        Map<String, String> signedBefore = new HashMap<>(DOCUMENTED_CALL);
        signedBefore.putAll(Map.of("Signature", "old", "Token", "old", "Nonce", "1", "SecretId", "old"));

        HmacSigner signer = signer(SignatureMethod.HMAC_SHA256);

        assertThat(signer.sign(HttpMethod.GET, ENDPOINT, signedBefore, CREDENTIALS))
                .isEqualTo(signer.sign(HttpMethod.GET, ENDPOINT, DOCUMENTED_CALL, CREDENTIALS));
    }

    @Test
    void parametersOfTheCallerAreNotChanged() {
        Map<String, String> parameters = new HashMap<>(DOCUMENTED_CALL);

        signer(SignatureMethod.HMAC_SHA256).sign(HttpMethod.GET, ENDPOINT, parameters, CREDENTIALS);

        assertThat(parameters).isEqualTo(DOCUMENTED_CALL);
    }

    @Test
    void parametersAreSignedInTheOrderOfTheirNames() {
        SortedMap<String, String> backwards = new TreeMap<>(Comparator.reverseOrder());
        backwards.putAll(DOCUMENTED_CALL);
        HmacSigner signer = signer(SignatureMethod.HMAC_SHA256);

        assertThat(signer.sign(HttpMethod.GET, ENDPOINT, backwards, CREDENTIALS))
                .isEqualTo(signer.sign(HttpMethod.GET, ENDPOINT, new TreeMap<>(DOCUMENTED_CALL), CREDENTIALS));
    }

    @Test
    void threadsThatShareASignerDoNotAffectEachOther() {
        HmacSigner signer = signer(SignatureMethod.HMAC_SHA256);
        IntFunction<String> alone = length -> signer.sign(
                HttpMethod.GET,
                ENDPOINT,
                Map.of("redisName", "测".repeat(length)),
                Credentials.of(CREDENTIALS.secretId(), CREDENTIALS.secretKey()));
        IntFunction<String> shared =
                length -> signer.sign(HttpMethod.GET, ENDPOINT, Map.of("redisName", "测".repeat(length)), CREDENTIALS);

        assertThat(IntStream.range(0, 2000).parallel().mapToObj(shared).toList())
                .isEqualTo(IntStream.range(0, 2000).mapToObj(alone).toList());
    }

    @Test
    void randomNoncesArePositiveAndDoNotCollide() {
        NonceSource nonces = NonceSource.random();

        int[] drawn = IntStream.range(0, 100_000).map(i -> nonces.next()).toArray();

        assertThat(drawn).doesNotHaveDuplicates();
        assertThat(IntStream.of(drawn)).allMatch(nonce -> nonce > 0);
    }
}
