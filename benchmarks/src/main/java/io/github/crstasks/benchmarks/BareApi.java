package io.github.crstasks.benchmarks;

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs the calls of a bare loop and decodes the replies with {@code Gson.fromJson}, with as little code as possible. */
enum BareApi {
    /** API 2.0. */
    V2 {
        @Override
        BareCall sign(String endpoint, int offset) throws GeneralSecurityException {
            TreeMap<String, String> parameters = new TreeMap<>();
            parameters.put("Action", "GetRedisTaskList");
            parameters.put("Region", "gz");
            parameters.put("SecretId", "id");
            parameters.put("SignatureMethod", "HmacSHA256");
            parameters.put("Timestamp", Long.toString(System.currentTimeMillis() / 1000));
            parameters.put("Nonce", Integer.toString(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE)));
            parameters.put("offset", Integer.toString(offset));
            parameters.put("limit", "100");
            StringBuilder query = new StringBuilder();
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                query.append(query.isEmpty() ? "" : "&")
                        .append(parameter.getKey())
                        .append('=')
                        .append(parameter.getValue());
            }
            String host = endpoint.substring(endpoint.indexOf("//") + 2);
            byte[] signature = hmac(utf8("key"), "GET" + host + "/v2/index.php?" + query);
            // The only characters of Base64 that have a meaning in a query.
            String encoded = Base64.getEncoder()
                    .encodeToString(signature)
                    .replace("+", "%2B")
                    .replace("/", "%2F")
                    .replace("=", "%3D");
            return new BareCall(endpoint + "/v2/index.php?" + query + "&Signature=" + encoded, Map.of(), "");
        }

        @Override
        PageReader.Read decode(String body) {
            ReplyV2 reply = GSON.fromJson(body, ReplyV2.class);
            return new PageReader.Read(reply.data.redisTaskSet.size(), reply.totalCount);
        }
    },

    /** API 3.0. */
    V3 {
        @Override
        BareCall sign(String endpoint, int offset) throws GeneralSecurityException {
            String body = "{\"Limit\":100,\"Offset\":" + offset + "}";
            String host = endpoint.substring(endpoint.indexOf("//") + 2);
            long timestamp = System.currentTimeMillis() / 1000;
            String date = Instant.ofEpochSecond(timestamp)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
            String canonical = "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:" + host
                    + "\n\ncontent-type;host\n" + sha256(body);
            String scope = date + "/redis/tc3_request";
            byte[] key = hmac(hmac(hmac(utf8("TC3key"), date), "redis"), "tc3_request");
            String signature = HexFormat.of()
                    .formatHex(hmac(key, "TC3-HMAC-SHA256\n" + timestamp + '\n' + scope + '\n' + sha256(canonical)));
            Map<String, String> headers = Map.of(
                    "Content-Type", "application/json; charset=utf-8",
                    "X-TC-Action", "DescribeTaskList",
                    "X-TC-Version", "2018-04-12",
                    "X-TC-Timestamp", Long.toString(timestamp),
                    "X-TC-Region", "ap-guangzhou",
                    "Authorization",
                            "TC3-HMAC-SHA256 Credential=id/" + scope + ", SignedHeaders=content-type;host, Signature="
                                    + signature);
            return new BareCall(endpoint + "/", headers, body);
        }

        @Override
        PageReader.Read decode(String body) {
            ReplyV3 reply = GSON.fromJson(body, ReplyV3.class);
            return new PageReader.Read(reply.Response.Tasks.size(), reply.Response.TotalCount);
        }
    };

    private static final Gson GSON = new Gson();

    abstract BareCall sign(String endpoint, int offset) throws GeneralSecurityException;

    abstract PageReader.Read decode(String body);

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(utf8(text));
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(text)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A reply of API 2.0. */
    private static final class ReplyV2 {
        int totalCount;
        Data data = new Data();
    }

    private static final class Data {
        List<TaskV2> redisTaskSet = new ArrayList<>();
    }

    @SuppressWarnings("UnusedVariable") // Gson sets the fields.
    private static final class TaskV2 {
        @Nullable
        String startTime;

        @Nullable
        String taskName;

        @Nullable
        String redisName;

        @Nullable
        String redisId;

        long projectId;
        int status;
        double progress;
    }

    /** A reply of API 3.0. */
    @SuppressWarnings("MemberName") // Gson finds a field by the name that the service writes.
    private static final class ReplyV3 {
        Body Response = new Body();
    }

    private static final class Body {
        int TotalCount;
        List<TaskV3> Tasks = new ArrayList<>();
    }

    @SuppressWarnings("UnusedVariable") // Gson sets the fields.
    private static final class TaskV3 {
        long TaskId;

        @Nullable
        String StartTime;

        @Nullable
        String EndTime;

        @Nullable
        String TaskType;

        @Nullable
        String InstanceName;

        @Nullable
        String InstanceId;

        long ProjectId;
        double Progress;
        int Result;
    }
}
