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
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.internal.wire.RequestContext;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.transport.TransportRequest;
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

/** Signs the example request of the API document, compared with the official SDKs and with one hash alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningBenchmark {
    private static final String ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
    private static final String KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
    private static final MethodHandle FORMAT = sdkMethod("formatRequestData", String.class, Map.class);
    private static final MethodHandle HEADERS = sdkMethod("getHeaders");
    private static final MethodHandle AUTHORIZATION = sdkMethod("getAuthorization", HashMap.class, byte[].class);

    private final ProtocolCodec v2 = ProtocolCodec.of(ApiV2.create());
    private final ProtocolCodec v3 = ProtocolCodec.of(ApiV3.create());
    private final TaskQuery query = instanceId("crs-izbob1wh")
            .and(instanceName("测试API专用"))
            .and(submittedBetween(at("2016-12-28T00:03:52"), at("2017-02-11T00:03:52")))
            .and(status(TaskStatus.SUCCEEDED))
            .and(type(TaskType.RESTORE_BACKUP, TaskType.BACKUP_INSTANCE, TaskType.CLEAN_INSTANCE));
    private final TaskScan scan = Planner.plan(query, v2.capabilities()).scans().get(0);
    private final RequestContext contextOfV2 = context(ApiV2.create(), "gz");
    private final RequestContext contextOfV3 = context(ApiV3.create(), "ap-guangzhou");

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
     * Signs a request of API 2.0 with this library.
     *
     * @return the signed request
     */
    @Benchmark
    public TransportRequest crsTasksV2() {
        return v2.request(scan, 0, 10, contextOfV2);
    }

    /**
     * Signs a request of API 3.0 with this library.
     *
     * @return the signed request
     */
    @Benchmark
    public TransportRequest crsTasksV3() {
        return v3.request(scan, 0, 10, contextOfV3);
    }

    /**
     * Signs with the SDK of API 2.0, which does not encode the values.
     *
     * @return the signed URL
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
     * Signs with signature v1 of the SDK of API 3.0.
     *
     * @return the signed form
     * @throws Throwable if the SDK throws
     */
    @Benchmark
    public String officialSdkV1() throws Throwable {
        HashMap<String, String> parameters = new HashMap<>();
        sdkRequest().toMap(parameters, "");
        return (String) FORMAT.invoke((AbstractClient) v1, "DescribeTaskList", (Map<String, String>) parameters);
    }

    /**
     * Signs with signature TC3 of the SDK of API 3.0.
     *
     * @return the signed headers
     * @throws Throwable if the SDK throws
     */
    @Benchmark
    @SuppressWarnings("unchecked") // Reflection does not know the return type of the method.
    public Map<String, String> officialSdk() throws Throwable {
        byte[] body = AbstractModel.toJsonString(sdkRequest()).getBytes(StandardCharsets.UTF_8);
        HashMap<String, String> headers = (HashMap<String, String>) HEADERS.invoke((AbstractClient) tc3);
        headers.put("X-TC-Action", "DescribeTaskList");
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Authorization", (String) AUTHORIZATION.invoke((AbstractClient) tc3, headers, body));
        return headers;
    }

    /**
     * Computes one hash with a prepared key over prepared bytes, the lower bound.
     *
     * @return the signature
     */
    @Benchmark
    public String bareMac() {
        return Base64.getEncoder().encodeToString(mac.doFinal(signedText));
    }

    private static RequestContext context(TaskListProtocol protocol, String region) {
        return new RequestContext(
                protocol.endpoint(region),
                region,
                Credentials.of(ID, KEY),
                InstantSource.system(),
                NonceSource.random());
    }

    private static Instant at(String text) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.ofHours(8));
    }

    private static DescribeTaskListRequest sdkRequest() {
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

    @SuppressWarnings("NonApiType") // The SDK requires a TreeMap.
    private static TreeMap<String, Object> qcloudSettings() {
        return new TreeMap<>(Map.of("SecretId", ID, "SecretKey", KEY, "RequestMethod", "GET", "DefaultRegion", "gz"));
    }

    /** Returns a private method of the SDK: its public methods send what they sign. */
    private static MethodHandle sdkMethod(String name, Class<?>... parameters) {
        try {
            Method method = AbstractClient.class.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("this version of the SDK has no method " + name, missing);
        }
    }

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The module of Redis, which the SDK of API 2.0 does not have. */
    private static final class Module extends Base {
        Module() {
            serverHost = "redis.api.qcloud.com";
        }
    }
}
