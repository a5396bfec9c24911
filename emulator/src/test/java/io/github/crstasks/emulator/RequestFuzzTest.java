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
    private static final AcceptedCredentials CREDENTIALS = AcceptedCredentials.EXAMPLE;
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:18Z");
    private static final String TIMESTAMP = String.valueOf(NOW.getEpochSecond());
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final List<String> WRONG_SIGNATURE = List.of("4100", "AuthFailure.SignatureFailure");

    /** Handles a request in a new handler, so that its nonce is unused. */
    private static RawReply handle(RawRequest request) {
        TaskStore tasks = new TaskStore();
        tasks.replaceAll(TaskRowParser.parse(TaskRowParser.documentedReply(), ZONE));
        SignatureTrace trace = new SignatureTrace(CREDENTIALS, report -> {});
        RequestHandler handler = new RequestHandler(
                new RequestLog(),
                List.of(
                        new ApiV2Endpoint(new ApiV2Authenticator(CREDENTIALS, () -> NOW, trace), tasks, ZONE),
                        new ApiV3Endpoint(
                                new ApiV3Authenticator(CREDENTIALS, () -> NOW, trace), tasks, () -> NOW, ZONE)),
                EmulatorBehaviour.documented());
        return handler.handle(request).orElseThrow();
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
    void unsignedBytesAreRejectedAndSignedBytesPassTheSignatureCheck(byte[] bytes) {
        RawRequest query =
                request("GET", ApiV2Endpoint.PATH, FORM, Optional.of(new String(bytes, ISO_8859_1)), new byte[0]);
        RawRequest form = request("POST", ApiV2Endpoint.PATH, FORM, Optional.empty(), bytes);
        RawRequest object = request("POST", ApiV3Endpoint.PATH, JSON, Optional.empty(), bytes);

        assertThat(List.of(outcome(query), outcome(form), outcome(object))).doesNotContain("0");
        assertThat(List.of(outcome(hmacSigned(form)), outcome(tc3Signed(object))))
                .doesNotContainAnyElementsOf(WRONG_SIGNATURE);
    }

    /** Returns the error code of the reply, or 0 if it has a task list. */
    private static String outcome(RawRequest request) {
        RawReply reply = handle(request);
        assertThat(reply.status()).isEqualTo(200);
        JsonReader json = new JsonReader(new StringReader(reply.bodyText()));
        json.setStrictness(Strictness.STRICT);
        JsonObject object = JsonParser.parseReader(json).getAsJsonObject();
        if (request.path().equals(ApiV2Endpoint.PATH)) {
            return object.get("code").getAsString();
        }
        JsonObject error = object.getAsJsonObject("Response").getAsJsonObject("Error");
        return error == null ? "0" : error.get("Code").getAsString();
    }

    private static RawRequest request(
            String method, String path, String mediaType, Optional<String> query, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", "127.0.0.1");
        headers.put("Content-Type", mediaType);
        return new RawRequest(method, path, headers, query, body);
    }

    private static RawRequest hmacSigned(RawRequest form) {
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
                "Timestamp", TIMESTAMP,
                "Nonce", "1",
                "SecretId", CREDENTIALS.secretId(),
                "SignatureMethod", "HmacSHA256"));
        parameters.remove("Signature");
        parameters.remove("Token");
        String text = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&", "POST127.0.0.1" + ApiV2Endpoint.PATH + "?", ""));
        parameters.put("Signature", ApiV2TestClient.hmac(text, CREDENTIALS.secretKey(), "HmacSHA256"));
        String body = parameters.entrySet().stream()
                .map(parameter -> URLEncoder.encode(parameter.getKey(), UTF_8) + "="
                        + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return request("POST", ApiV2Endpoint.PATH, FORM, Optional.empty(), body.getBytes(UTF_8));
    }

    private static RawRequest tc3Signed(RawRequest object) {
        String date = NOW.toString().substring(0, 10);
        RawRequest request = request("POST", ApiV3Endpoint.PATH, JSON, Optional.empty(), object.body());
        request.headers()
                .putAll(Map.of(
                        "X-TC-Action", "DescribeTaskList",
                        "X-TC-Version", "2018-04-12",
                        "X-TC-Region", "ap-guangzhou",
                        "X-TC-Timestamp", TIMESTAMP));
        String signature = ApiV3TestClient.signature(
                "content-type:" + JSON + "\nhost:127.0.0.1\n",
                "content-type;host",
                request.body(),
                TIMESTAMP,
                date,
                "redis",
                CREDENTIALS.secretKey());
        request.headers()
                .put(
                        "Authorization",
                        "TC3-HMAC-SHA256 Credential=" + CREDENTIALS.secretId() + "/" + date
                                + "/redis/tc3_request, SignedHeaders=content-type;host, Signature=" + signature);
        return request;
    }
}
