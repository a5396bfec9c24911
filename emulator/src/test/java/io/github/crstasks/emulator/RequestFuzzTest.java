package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

class RequestFuzzTest {
    private static final KeyPair KEYS = KeyPair.EXAMPLE;
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:18Z");
    private static final String SECONDS = String.valueOf(NOW.getEpochSecond());
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final List<String> BAD_SIGNATURES = List.of("4100", "AuthFailure.SignatureFailure");

    /** One for each request, or it would keep its nonces. */
    private static Optional<HttpReply> serve(HttpCall call) {
        TaskStore tasks = new TaskStore();
        tasks.replaceAll(TaskJson.rows(TaskJson.documentedReply(), ZONE));
        Service service = new Service(
                new RequestLog(),
                List.of(
                        new ApiV2(new Gate(KEYS, () -> NOW), tasks, ZONE),
                        new ApiV3(new Tc3Gate(KEYS, () -> NOW), tasks, ZONE)),
                Behaviour.documented());
        return service.apply(call);
    }

    @DictionaryEntries({
        "limit=",
        "offset=",
        "redisId=",
        "redisName=",
        "beginTime=",
        "endTime=",
        "taskStatus.0=",
        "taskType.0=",
        "task_backupInstance",
        "2017-02-11+00%3A03%3A52",
        "\"InstanceId\":",
        "\"BeginTime\":",
        "\"Result\":[",
        "\"TaskTypes\":[",
        "\"Offset\":",
        "\"Limit\":",
        "null"
    })
    @FuzzTest
    void any_bytes_are_answered_or_refused_for_what_they_say(byte[] bytes) {
        HttpCall asked = call("GET", ApiV2.PATH, FORM, Optional.of(new String(bytes, ISO_8859_1)), new byte[0]);
        HttpCall form = call("POST", ApiV2.PATH, FORM, Optional.empty(), bytes);
        HttpCall object = call("POST", ApiV3.PATH, JSON, Optional.empty(), bytes);

        assertThat(List.of(outcome(asked), outcome(form), outcome(object))).doesNotContain("0");
        assertThat(List.of(outcome(signed(form)), outcome(signedByTc3(object))))
                .doesNotContainAnyElementsOf(BAD_SIGNATURES);
    }

    /** The code of a reply, 0 for an answer. */
    private static String outcome(HttpCall call) {
        HttpReply reply = serve(call).orElseThrow();
        assertThat(reply.status()).isEqualTo(200);
        JsonReader json = new JsonReader(new StringReader(reply.text()));
        json.setStrictness(Strictness.STRICT);
        JsonObject object = JsonParser.parseReader(json).getAsJsonObject();
        if (call.path().equals(ApiV2.PATH)) {
            return object.get("code").getAsString();
        }
        JsonObject error = object.getAsJsonObject("Response").getAsJsonObject("Error");
        return error == null ? "0" : error.get("Code").getAsString();
    }

    private static HttpCall call(String method, String path, String mediaType, Optional<String> query, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", "127.0.0.1");
        headers.put("Content-Type", mediaType);
        return new HttpCall(method, path, headers, query, body);
    }

    private static HttpCall signed(HttpCall form) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : new String(form.body(), UTF_8).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        parameters.putAll(Map.of(
                "Action", "GetRedisTaskList",
                "Region", "gz",
                "Timestamp", SECONDS,
                "Nonce", "1",
                "SecretId", KEYS.secretId(),
                "SignatureMethod", "HmacSHA256"));
        parameters.remove("Signature");
        parameters.remove("Token");
        String text = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&", "POST127.0.0.1" + ApiV2.PATH + "?", ""));
        parameters.put("Signature", Caller.hmac(text, KEYS.secretKey(), "HmacSHA256"));
        String body = parameters.entrySet().stream()
                .map(parameter -> URLEncoder.encode(parameter.getKey(), UTF_8) + "="
                        + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return call("POST", ApiV2.PATH, FORM, Optional.empty(), body.getBytes(UTF_8));
    }

    private static HttpCall signedByTc3(HttpCall object) {
        String date = NOW.toString().substring(0, 10);
        HttpCall call = call("POST", ApiV3.PATH, JSON, Optional.empty(), object.body());
        call.headers()
                .putAll(Map.of(
                        "X-TC-Action", "DescribeTaskList",
                        "X-TC-Version", "2018-04-12",
                        "X-TC-Region", "ap-guangzhou",
                        "X-TC-Timestamp", SECONDS));
        String signature = CallerV3.signature(
                "content-type:" + JSON + "\nhost:127.0.0.1\n",
                "content-type;host",
                call.body(),
                SECONDS,
                date,
                "redis",
                KEYS.secretKey());
        call.headers()
                .put(
                        "Authorization",
                        "TC3-HMAC-SHA256 Credential=" + KEYS.secretId() + "/" + date
                                + "/redis/tc3_request, SignedHeaders=content-type;host, Signature=" + signature);
        return call;
    }
}
