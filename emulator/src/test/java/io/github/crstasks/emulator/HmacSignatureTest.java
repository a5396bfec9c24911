package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of docs/api/get-redis-task-list.md, section 3. */
class HmacSignatureTest {
    private static final String KEY = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA";

    private static RawRequest getRequest(String host) {
        return new RawRequest("GET", "/v2/index.php", Map.of("Host", host), Optional.empty(), new byte[0]);
    }

    private static Map<String, String> commonParameters(String action, String region, String method) {
        return new HashMap<>(Map.of(
                "Action",
                action,
                "Nonce",
                "11886",
                "Region",
                region,
                "SecretId",
                "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA",
                "SignatureMethod",
                method,
                "Timestamp",
                "1465185768"));
    }

    @ParameterizedTest
    @CsvSource({"HmacSHA256, 0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=", "HmacSHA1, nPVnY6njQmwQ8ciqbPl5Qe+Oru4="})
    void publishedVectorsAreReproduced(String method, String signature) {
        Map<String, String> parameters = commonParameters("DescribeInstances", "ap-guangzhou", method);
        parameters.put("InstanceIds.0", "ins-09dx96dg");
        String text = HmacSignature.stringToSign(getRequest("cvm.api.qcloud.com"), parameters);

        assertThat(HmacSignature.compute(text, KEY, method)).isEqualTo(signature);
    }

    @ParameterizedTest
    @CsvSource({"HmacSHA256, PaNhl70m0Vs+J4+x5PVCjExEw/89zlGvM7EmlEjLwdw=", "HmacSHA1, ktsQMDcMzZZblU+/FtXNJqzBaOs="})
    void vectorOfGetRedisTaskListIsReproduced(String method, String signature) {
        Map<String, String> parameters = commonParameters("GetRedisTaskList", "gz", method);
        parameters.put("limit", "10");
        parameters.put("offset", "0");
        parameters.put("beginTime", "2016-12-28 00:03:52");
        parameters.put("endTime", "2017-02-11 00:03:52");
        parameters.put("redisId", "crs-izbob1wh");
        parameters.put("redisName", "测试API专用");
        parameters.put("taskStatus.0", "2");
        parameters.put("taskType.0", "task_restoreBackup");
        parameters.put("taskType.1", "task_backupInstance");
        parameters.put("taskType.2", "task_cleanInstance");
        String text = HmacSignature.stringToSign(getRequest("redis.api.qcloud.com"), parameters);

        assertThat(HmacSignature.compute(text, KEY, method)).isEqualTo(signature);
    }

    @Test
    void stringToSignOmitsTheSignatureAndSortsNamesByCodeUnit() {
        Map<String, String> parameters =
                Map.of("Signature", "x", "taskStatus.2", "c", "taskStatus.10", "b", "Zone", "a");

        assertThat(HmacSignature.stringToSign(getRequest("host:1"), parameters))
                .isEqualTo("GEThost:1/v2/index.php?Zone=a&taskStatus.10=b&taskStatus.2=c");
    }
}
