package io.github.crstasks.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.redis.v20180412.RedisClient;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListRequest;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListResponse;
import com.tencentcloudapi.redis.v20180412.models.TaskInfoDetail;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.internal.signing.Tc3Signer;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;

/** The official SDK of API 3.0 and this client agree about the same emulator. */
class OfficialSdkTest {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));
    private static final CrsEmulator EMULATOR = CrsEmulator.start();

    @AfterContainer
    static void close() {
        EMULATOR.close();
    }

    private static RedisClient sdk(String secretKey) {
        HttpProfile http = new HttpProfile();
        http.setProtocol("http://");
        http.setEndpoint(EMULATOR.endpointV3().getAuthority());
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new RedisClient(new Credential(EMULATOR.secretId(), secretKey), "ap-guangzhou", profile);
    }

    private static List<Task> listWithThisClient(TaskQuery query) {
        try (JdkTransport transport = new JdkTransport();
                TaskClient client = TaskClient.builder()
                        .region("ap-guangzhou")
                        .protocol(ApiV3.create())
                        .endpoint(EMULATOR.endpointV3())
                        .credentials(Credentials.of(EMULATOR.secretId(), EMULATOR.secretKey()))
                        .transport(transport)
                        .pageSize(3)
                        .build()) {
            return client.list(query).get();
        }
    }

    private static List<String> listWithSdk(DescribeTaskListRequest request) throws TencentCloudSDKException {
        List<String> tasks = new ArrayList<>();
        request.setLimit(3L);
        long total = Long.MAX_VALUE;
        for (long offset = 0; offset < total; offset += 3) {
            request.setOffset(offset);
            DescribeTaskListResponse response = sdk(EMULATOR.secretKey()).DescribeTaskList(request);
            total = response.getTotalCount();
            for (TaskInfoDetail task : response.getTasks()) {
                tasks.add(String.join(
                        " ",
                        "" + task.getTaskId(),
                        task.getStartTime(),
                        task.getEndTime(),
                        task.getTaskType(),
                        task.getInstanceId(),
                        task.getInstanceName(),
                        "" + task.getProjectId(),
                        "" + task.getProgress(),
                        "" + task.getResult()));
            }
        }
        return tasks;
    }

    private static String text(Task task) {
        return String.join(
                " ",
                "" + task.taskId().get(),
                TIME.format(task.submittedAt().get()),
                task.endedAt().map(TIME::format).getOrElse("null"),
                task.typeName(),
                task.instanceId(),
                task.instanceName(),
                "" + task.projectId(),
                "" + (float) task.progress(),
                "" + task.statusCode().get());
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    @Property(tries = 20)
    void bothClientsReadTheSameTasks(@ForAll("lists") List<Task> submitted) throws TencentCloudSDKException {
        EMULATOR.reset();
        EMULATOR.tasks().replaceAll(submitted.stream().map(ApiVersion::row).toList());
        DescribeTaskListRequest failedBackups = new DescribeTaskListRequest();
        failedBackups.setTaskTypes(new String[] {"012", "017"});
        failedBackups.setResult(new Long[] {4L});

        assertThat(listWithSdk(new DescribeTaskListRequest()))
                .isEqualTo(listWithThisClient(TaskQuery.all()).stream()
                        .map(OfficialSdkTest::text)
                        .toList());
        assertThat(listWithSdk(failedBackups))
                .isEqualTo(listWithThisClient(TaskQuery.type(TaskType.BACKUP_INSTANCE, TaskType.AUTO_BACKUP)
                                .and(TaskQuery.status(TaskStatus.FAILED)))
                        .stream()
                        .map(OfficialSdkTest::text)
                        .toList());
    }

    @Example
    void wrongKeyIsRejectedByTheEmulator() {
        EMULATOR.reset();
        assertThatThrownBy(() -> sdk("wrong").DescribeTaskList(new DescribeTaskListRequest()))
                .isInstanceOfSatisfying(
                        TencentCloudSDKException.class,
                        error -> assertThat(error.getErrorCode()).isEqualTo("AuthFailure.SignatureFailure"));
    }

    @Property(tries = 100)
    void bothClientsSignBodiesAlike(
            @ForAll String body,
            @ForAll @CharRange(from = '(', to = '~') @StringLength(min = 1, max = 80) String secretKey)
            throws TencentCloudSDKException {
        LinkedBlockingQueue<ReceivedRequest> received = new LinkedBlockingQueue<>();
        EMULATOR.intercept(request -> {
            received.add(request);
            return InterceptorAction.reply(200, "{\"Response\": {\"RequestId\": \"r\"}}");
        });

        sdk("k" + secretKey).call("DescribeTaskList", body);

        ReceivedRequest request = received.remove();
        Instant time = Instant.ofEpochSecond(
                Long.parseLong(request.parameter("X-TC-Timestamp").orElseThrow()));
        // The SDK signs the first label of the host as the name of the service.
        TransportHeaders headers = Tc3Signer.of("127", () -> time)
                .sign(
                        EMULATOR.endpointV3(),
                        "application/json; charset=utf-8",
                        body.getBytes(StandardCharsets.UTF_8),
                        Credentials.of(EMULATOR.secretId(), "k" + secretKey));
        assertThat(headers.first("Authorization"))
                .contains(request.parameter("Authorization").orElseThrow());
    }
}
