package io.github.crstasks.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.redis.v20180412.RedisClient;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskInfoRequest;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskInfoResponse;
import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.EmulatorFixture;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** The official SDK of API 3.0 and this client agree about the details of the same tasks. */
class OfficialSdkDetailsTest {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));
    private static final EmulatorFixture FIXTURE = EmulatorFixture.start().withApi(ApiVersion.V3);
    private static final TaskClient CLIENT = FIXTURE.client().build();
    private static final RedisClient SDK = sdk(FIXTURE.emulator());

    @AfterContainer
    static void close() {
        CLIENT.close();
        FIXTURE.close();
    }

    private static RedisClient sdk(CrsEmulator emulator) {
        HttpProfile http = new HttpProfile();
        http.setProtocol("http://");
        http.setEndpoint(emulator.endpointV3().getAuthority());
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new RedisClient(new Credential(emulator.secretId(), emulator.secretKey()), "ap-guangzhou", profile);
    }

    private static DescribeTaskInfoResponse detailsFromSdk(long taskId) throws TencentCloudSDKException {
        DescribeTaskInfoRequest request = new DescribeTaskInfoRequest();
        request.setTaskId(taskId);
        return SDK.DescribeTaskInfo(request);
    }

    @Provide
    Arbitrary<Task> tasks() {
        return TaskArbitraries.tasks();
    }

    @Property(tries = 60)
    void bothClientsReadTheSameDetails(@ForAll("tasks") Task submitted, @ForAll String reason)
            throws TencentCloudSDKException {
        FIXTURE.emulator().reset();
        long id = FIXTURE.emulator().tasks().submit(ApiVersion.row(submitted).withReason(reason));

        DescribeTaskInfoResponse expected = detailsFromSdk(id);

        Task listed = CLIENT.list(TaskQuery.all()).get().stream()
                .filter(task -> task.taskId().contains(id))
                .findFirst()
                .orElseThrow();
        for (TaskDetails actual : List.of(
                CLIENT.details(id).get(),
                CLIENT.details(listed).get(),
                CLIENT.async().details(id).join().get())) {
            assertThat(actual.taskId()).isEqualTo(id);
            assertThat(actual.statusName()).isEqualTo(expected.getStatus());
            assertThat(actual.startedAt().map(TIME::format)).contains(expected.getStartTime());
            assertThat(actual.typeName()).isEqualTo(expected.getTaskType());
            assertThat(actual.instanceId()).isEqualTo(expected.getInstanceId());
            assertThat(actual.message()).isEqualTo(expected.getTaskMessage());
            // The details distinguish two kinds of failures, for which the list has one number.
            assertThat(actual.status() == TaskStatus.ERRORED ? TaskStatus.FAILED : actual.status())
                    .isEqualTo(listed.status());
        }
        assertThat(CLIENT.details(listed).get().type()).isEqualTo(listed.type());
        assertThat(expected.getTaskMessage()).isEqualTo(listed.status() == TaskStatus.FAILED ? reason : "");
    }

    @Example
    void bothClientsAreRefusedForAnUnknownId() {
        FIXTURE.emulator().reset();

        assertThatThrownBy(() -> detailsFromSdk(987_654_321))
                .isInstanceOfSatisfying(
                        TencentCloudSDKException.class,
                        error -> assertThat(error.getErrorCode()).isEqualTo("ResourceNotFound"));
        assertThat(CLIENT.details(987_654_321).getLeft())
                .isInstanceOfSatisfying(
                        TaskError.Rejected.class,
                        error -> assertThat(error.rawCode()).isEqualTo("ResourceNotFound"));
    }
}
