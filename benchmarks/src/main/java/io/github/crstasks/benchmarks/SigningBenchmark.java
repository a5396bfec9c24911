package io.github.crstasks.benchmarks;

import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedBetween;
import static io.github.crstasks.query.TaskQuery.type;

import com.qcloud.Module.Base;
import com.qcloud.QcloudApiModuleCenter;
import com.tencentcloudapi.common.AbstractClient;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.redis.v20180412.RedisClient;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListRequest;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.NonceSource;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.Caller;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the example of the API document to a signed request, beside the official SDKs and the bare hash. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningBenchmark {
    private static final String ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
    private static final String KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
    private static final MethodHandle FORMAT = secret("formatRequestData", String.class, Map.class);
    private static final MethodHandle HEADERS = secret("getHeaders");
    private static final MethodHandle AUTHORIZATION = secret("getAuthorization", HashMap.class, byte[].class);

    private final TaskListProtocol v2 = ApiV2.create();
    private final TaskListProtocol v3 = ApiV3.create();
    private final TaskScan scan = instanceId("crs-izbob1wh")
            .and(instanceName("测试API专用"))
            .and(submittedBetween(moment("2016-12-28T00:03:52"), moment("2017-02-11T00:03:52")))
            .and(status(TaskStatus.SUCCEEDED))
            .and(type(TaskType.RESTORE_BACKUP, TaskType.BACKUP_INSTANCE, TaskType.CLEAN_INSTANCE))
            .plan(v2.pushdown())
            .scans()
            .get(0);
    private final Caller caller =
            new Caller(v2.endpoint(), "gz", Credentials.of(ID, KEY), InstantSource.system(), NonceSource.random());

    private final Caller callerOfV3 = new Caller(
            v3.endpoint(), "ap-guangzhou", Credentials.of(ID, KEY), InstantSource.system(), NonceSource.random());

    private final QcloudApiModuleCenter qcloud = new QcloudApiModuleCenter(new Module(), qcloudSettings());
    private final RedisClient v1 = sdk(ClientProfile.SIGN_SHA256);
    private final RedisClient tc3 = sdk(ClientProfile.SIGN_TC3_256);

    private final Mac mac = mac();
    private final byte[] signedText = String.join(
                    "&",
                    "GETredis.api.qcloud.com/v2/index.php?Action=GetRedisTaskList",
                    "Nonce=1234567890",
                    "Region=gz",
                    "SecretId=" + ID,
                    "SignatureMethod=HmacSHA256",
                    "Timestamp=1486716978",
                    "beginTime=2016-12-28 00:03:52",
                    "endTime=2017-02-11 00:03:52",
                    "limit=10",
                    "offset=0",
                    "redisId=crs-izbob1wh",
                    "redisName=测试API专用",
                    "taskStatus.0=2",
                    "taskType.0=task_cleanInstance",
                    "taskType.1=task_restoreBackup",
                    "taskType.2=task_backupInstance")
            .getBytes(StandardCharsets.UTF_8);

    /**
     * This library, API 2.0.
     *
     * @return the signed request
     */
    @Benchmark
    public HttpRequest crsTasksV2() {
        return v2.request(scan, 0, 10, caller);
    }

    /**
     * This library, API 3.0.
     *
     * @return the signed request
     */
    @Benchmark
    public HttpRequest crsTasksV3() {
        return v3.request(scan, 0, 10, callerOfV3);
    }

    /**
     * The SDK of API 2.0.
     *
     * @return the signed URL, whose values it does not encode
     */
    @Benchmark
    public String qcloudSdk() {
        TreeMap<String, Object> parameters = new TreeMap<>();
        parameters.put("limit", 10);
        parameters.put("offset", 0);
        parameters.put("beginTime", "2016-12-28 00:03:52");
        parameters.put("endTime", "2017-02-11 00:03:52");
        parameters.put("redisId", "crs-izbob1wh");
        parameters.put("redisName", "测试API专用");
        parameters.put("taskStatus.0", 2);
        parameters.put("taskType.0", "task_restoreBackup");
        parameters.put("taskType.1", "task_backupInstance");
        parameters.put("taskType.2", "task_cleanInstance");
        return qcloud.generateUrl("GetRedisTaskList", parameters);
    }

    /**
     * The SDK of API 3.0 with its signature v1.
     *
     * @return the signed form
     * @throws Throwable if the SDK throws
     */
    @Benchmark
    public String officialSdkV1() throws Throwable {
        HashMap<String, String> parameters = new HashMap<>();
        question().toMap(parameters, "");
        return (String) FORMAT.invoke((AbstractClient) v1, "DescribeTaskList", (Map<String, String>) parameters);
    }

    /**
     * The SDK of API 3.0 with its signature TC3.
     *
     * @return the signed headers
     * @throws Throwable if the SDK throws
     */
    @Benchmark
    @SuppressWarnings("unchecked") // The method's own type, which reflection does not know.
    public Map<String, String> officialSdk() throws Throwable {
        byte[] body = AbstractModel.toJsonString(question()).getBytes(StandardCharsets.UTF_8);
        HashMap<String, String> headers = (HashMap<String, String>) HEADERS.invoke((AbstractClient) tc3);
        headers.put("X-TC-Action", "DescribeTaskList");
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Authorization", (String) AUTHORIZATION.invoke((AbstractClient) tc3, headers, body));
        return headers;
    }

    /**
     * The floor: one hash that is at hand, over bytes that are at hand.
     *
     * @return the signature
     */
    @Benchmark
    public String bareMac() {
        return Base64.getEncoder().encodeToString(mac.doFinal(signedText));
    }

    private static Instant moment(String text) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.ofHours(8));
    }

    private static DescribeTaskListRequest question() {
        DescribeTaskListRequest request = new DescribeTaskListRequest();
        request.setLimit(10L);
        request.setOffset(0L);
        request.setBeginTime("2016-12-28 00:03:52");
        request.setEndTime("2017-02-11 00:03:52");
        request.setInstanceId("crs-izbob1wh");
        request.setInstanceName("测试API专用");
        request.setResult(new Long[] {2L});
        request.setTaskTypes(new String[] {"010", "012", "004"});
        return request;
    }

    private static RedisClient sdk(String signatureMethod) {
        return new RedisClient(new Credential(ID, KEY), "ap-guangzhou", new ClientProfile(signatureMethod));
    }

    // What the SDK asks for.
    @SuppressWarnings("NonApiType")
    private static TreeMap<String, Object> qcloudSettings() {
        return new TreeMap<>(Map.of("SecretId", ID, "SecretKey", KEY, "RequestMethod", "GET", "DefaultRegion", "gz"));
    }

    /** What the SDK signs with is not open to its callers, who would have to send as well. */
    private static MethodHandle secret(String name, Class<?>... parameters) {
        try {
            Method method = AbstractClient.class.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (ReflectiveOperationException other) {
            throw new IllegalStateException("another version of the SDK", other);
        }
    }

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** The module that the SDK of API 2.0 lacks. */
    private static final class Module extends Base {
        Module() {
            serverHost = "redis.api.qcloud.com";
        }
    }
}
