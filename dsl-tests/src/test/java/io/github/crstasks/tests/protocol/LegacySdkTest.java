package io.github.crstasks.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.qcloud.Module.Base;
import com.qcloud.QcloudApiModuleCenter;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.testkit.TestCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official SDK of API 2.0, called as its users call it, lists the tasks of the emulator. It knows https only. */
class LegacySdkTest {
    private static CrsEmulator emulator;
    private static TlsFront front;
    private static SSLSocketFactory previousFactory;

    @BeforeAll
    static void start() throws Exception {
        emulator = CrsEmulator.start();
        front = new TlsFront(emulator.endpoint().getPort());
        previousFactory = HttpsURLConnection.getDefaultSSLSocketFactory();
        HttpsURLConnection.setDefaultSSLSocketFactory(
                TestCertificate.clientContext().getSocketFactory());
    }

    @AfterAll
    static void stop() throws Exception {
        HttpsURLConnection.setDefaultSSLSocketFactory(previousFactory);
        front.close();
        emulator.close();
    }

    /** The SDK has a module for each product except Redis; its users write one. */
    private static final class Redis extends Base {
        Redis() {
            serverHost = front.authority();
        }
    }

    private static JsonObject call(String method, String secretKey, Map<String, Object> parameters) throws Exception {
        TreeMap<String, Object> settings = new TreeMap<>();
        settings.put("SecretId", emulator.secretId());
        settings.put("SecretKey", secretKey);
        settings.put("DefaultRegion", "gz");
        settings.put("RequestMethod", method);
        String reply =
                new QcloudApiModuleCenter(new Redis(), settings).call("GetRedisTaskList", new TreeMap<>(parameters));
        return JsonParser.parseString(reply).getAsJsonObject();
    }

    private static Map<String, Object> parameters() {
        Map<String, Object> parameters = new TreeMap<>();
        parameters.put("limit", 100);
        parameters.put("offset", 0);
        return parameters;
    }

    private static List<String> startTimes(JsonObject reply) {
        assertThat(reply.get("code").getAsInt()).as(reply.toString()).isZero();
        List<String> times = new ArrayList<>();
        for (JsonElement row : reply.getAsJsonObject("data").getAsJsonArray("redisTaskSet")) {
            times.add(row.getAsJsonObject().get("startTime").getAsString());
        }
        return times;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void listsAllTasks(String method) throws Exception {
        emulator.reset();

        assertThat(startTimes(call(method, emulator.secretKey(), parameters())))
                .hasSize(9)
                .contains("2017-02-08 16:46:34");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void filtersAreApplied(String method) throws Exception {
        emulator.reset();
        emulator.tasks()
                .replaceAll(List.of(
                        TaskRow.pending(Instant.parse("2020-01-01T00:00:00Z"), "importRdb", "测试 a&b", "crs-1"),
                        TaskRow.pending(Instant.parse("2020-01-02T00:00:00Z"), "exportBackup", "other", "crs-2")));
        Map<String, Object> parameters = parameters();
        parameters.put("redisName", "测试 a&b");
        parameters.put("taskStatus.0", 0);
        parameters.put("SignatureMethod", "HmacSHA256");

        assertThat(startTimes(call(method, emulator.secretKey(), parameters))).containsExactly("2020-01-01 08:00:00");
    }

    @Test
    void wrongKeyIsRejected() throws Exception {
        assertThat(call("POST", "wrong", parameters()).get("code").getAsInt()).isEqualTo(4100);
    }
}
