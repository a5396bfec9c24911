package io.github.crstasks.tests.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.redis.v20180412.RedisClient;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListRequest;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListResponse;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official SDK of API 3.0 and this client meet the same server. {@code docs/comparison.md} lists what they do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(20)
class OfficialSdkComparisonTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String EMPTY_LIST =
            "{\"Response\": {\"TotalCount\": 0, \"Tasks\": [], \"RequestId\": \"%s\"}}";

    private final CrsEmulator emulator = CrsEmulator.start();
    private final JdkTransport transport = new JdkTransport();
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void reset() {
        emulator.reset();
        requests.set(0);
    }

    @AfterAll
    void close() {
        transport.close();
        emulator.close();
    }

    private RedisClient sdk(URI endpoint) {
        HttpProfile http = new HttpProfile();
        http.setProtocol("http://");
        http.setEndpoint(endpoint.getAuthority());
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new RedisClient(new Credential(emulator.secretId(), emulator.secretKey()), "ap-guangzhou", profile);
    }

    private DescribeTaskListResponse listWithSdk() throws TencentCloudSDKException {
        return sdk(emulator.endpointV3()).DescribeTaskList(new DescribeTaskListRequest());
    }

    private TaskClientBuilder client(URI endpoint) {
        return TaskClient.builder()
                .region("ap-guangzhou")
                .protocol(ApiV3.create())
                .endpoint(endpoint)
                .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                .retryPolicy(
                        RetryPolicy.builder().initialDelay(Duration.ofMillis(1)).build())
                .transport(transport);
    }

    private TaskClient client() {
        return client(emulator.endpointV3()).build();
    }

    /** Replies in this way to the first request, and as the service does to all others. */
    private void answerOnce(InterceptorAction first) {
        emulator.intercept(request -> requests.incrementAndGet() == 1 ? first : InterceptorAction.proceed());
    }

    private void answer(InterceptorAction action) {
        emulator.intercept(request -> {
            requests.incrementAndGet();
            return action;
        });
    }

    @Test
    void onlyTheSdkWaitsForeverForASilentServer() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            Thread sdk = new Thread(
                    () -> assertThatThrownBy(() -> sdk(endpoint).DescribeTaskList(new DescribeTaskListRequest())));
            sdk.start();
            try (Socket silent = server.accept()) {
                while (!isReadingFromASocket(sdk)) {
                    Thread.onSpinWait();
                }
                sdk.interrupt();
                assertThat(silent.isClosed()).isFalse();

                TaskClient client = client(endpoint)
                        .timeout(SHORT)
                        .retryPolicy(RetryPolicy.none())
                        .build();
                assertThat(client.count(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.TimedOut.class);

                assertThat(new HttpProfile().getReadTimeout()).as("no timeout").isZero();
                assertThat(isReadingFromASocket(sdk))
                        .as("blocked, although it was interrupted")
                        .isTrue();
            }
            sdk.join();
        }
    }

    private static boolean isReadingFromASocket(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("SocketImpl")
                        && frame.getMethodName().equals("implRead"));
    }

    @Test
    void onlyThisClientEndsWhenItsThreadIsInterrupted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TaskClient client = client(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                        .build()) {
            CompletableFuture<TaskError> error = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> error.complete(client.count(TaskQuery.all()).getLeft()));
            thread.start();
            server.accept();
            thread.interrupt();

            assertThat(error.join()).isInstanceOf(TaskError.Cancelled.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void onlyThisClientRetriesAnHttpStatusThatMayPass(int status) {
        answerOnce(InterceptorAction.reply(status, "busy"));
        assertThatThrownBy(this::listWithSdk).isInstanceOf(TencentCloudSDKException.class);
        assertThat(requests).hasValue(1);

        requests.set(0);
        assertThat(client().count(TaskQuery.all()).get()).isEqualTo(9);
        assertThat(requests).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RequestLimitExceeded", "InternalError.DbOperationFailed", "FailedOperation.SystemError"})
    void onlyThisClientRetriesAnErrorThatMayPass(String code) {
        answerOnce(InterceptorAction.reply(
                200,
                "{\"Response\": {\"Error\": {\"Code\": \"" + code + "\", \"Message\": \"m\"}, \"RequestId\": \"r\"}}"));
        assertThatThrownBy(this::listWithSdk).isInstanceOf(TencentCloudSDKException.class);
        assertThat(requests).hasValue(1);

        requests.set(0);
        assertThat(client().count(TaskQuery.all()).get()).isEqualTo(9);
        assertThat(requests).hasValue(2);
    }

    @Test
    void onlyTheSdkFollowsARedirectToAnotherServer() throws TencentCloudSDKException {
        try (CrsEmulator other = CrsEmulator.start()) {
            other.intercept(request -> InterceptorAction.reply(200, String.format(EMPTY_LIST, "foreign")));
            answer(InterceptorAction.reply(
                    302, Map.of("Location", other.endpointV3().toString()), new byte[0]));

            assertThat(listWithSdk().getRequestId()).isEqualTo("foreign");
            assertThat(client().count(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.Unreachable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}"})
    void foreignBodyIsANullPointerExceptionInTheSdkAndAnErrorHere(String body) {
        answer(InterceptorAction.reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(this::listWithSdk).isInstanceOf(NullPointerException.class);
        assertThat(client().count(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.Malformed.class);
    }

    @Test
    void onlyTheSdkSendsArgumentsThatAreOutOfRange() throws TencentCloudSDKException {
        answer(InterceptorAction.reply(200, String.format(EMPTY_LIST, "r")));
        DescribeTaskListRequest request = new DescribeTaskListRequest();
        request.setLimit(-5L);
        request.setBeginTime("not a date");
        sdk(emulator.endpointV3()).DescribeTaskList(request);
        assertThat(requests).hasValue(1);

        requests.set(0);
        assertThat(client().page(TaskQuery.all(), 0, -5).getLeft()).isInstanceOf(TaskError.Invalid.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void oneCallOfTheSdkReturnsTwentyTasksAndListReturnsAll() throws TencentCloudSDKException {
        List<TaskRow> rows = IntStream.range(0, 25)
                .mapToObj(second -> TaskRow.pending(Instant.ofEpochSecond(second), "backupInstance", "n", "crs-1"))
                .toList();
        emulator.tasks().replaceAll(rows);

        assertThat(listWithSdk().getTasks()).hasSize(20);
        assertThat(client().list(TaskQuery.all()).get()).hasSize(25);
    }

    @Test
    void sdkHasTextsForCodesWhereThisClientHasAnEnum() {
        answer(InterceptorAction.reply(
                200,
                "{\"Response\": {\"Error\": {\"Code\": \"AuthFailure.TokenFailure\", \"Message\": \"m\"},"
                        + " \"RequestId\": \"r\"}}"));

        assertThatThrownBy(this::listWithSdk)
                .isInstanceOfSatisfying(
                        TencentCloudSDKException.class,
                        error -> assertThat(error.getErrorCode()).isEqualTo("AuthFailure.TokenFailure"));
        assertThat(client().count(TaskQuery.all()).getLeft())
                .isInstanceOfSatisfying(
                        TaskError.Rejected.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.TOKEN_INVALID));
    }
}
