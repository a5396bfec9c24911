package io.github.crstasks.tests.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.RoleEmulator;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.tests.support.RedirectingTransport;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients on a machine with a role, over real sockets: the emulators play the metadata service and the task list. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleClientTest {
    private final CrsEmulator tasks = CrsEmulator.builder()
            .credentials("ROLE-ID", "ROLE-KEY-HIDDEN", "ROLE-TOKEN-HIDDEN")
            .start();
    private final List<Transport> transports = List.of(new JdkTransport(), new GoogleTransport());

    /** The first exchange of a cold JVM on a busy machine can take longer than the timeout of the metadata service. */
    @BeforeAll
    void warmUp() {
        CredentialsProvider fixed =
                CredentialsProvider.fixed(Credentials.temporary("ROLE-ID", "ROLE-KEY-HIDDEN", "ROLE-TOKEN-HIDDEN"));
        transports.forEach(transport -> assertThat(
                        client(transport, tasks.endpointV3(), fixed).count(TaskQuery.all()))
                .isEqualTo(Either.right(9)));
    }

    @AfterAll
    void close() {
        transports.forEach(Transport::close);
        tasks.close();
    }

    List<Transport> transports() {
        return transports;
    }

    private static RoleEmulator machine() {
        return RoleEmulator.builder()
                .roleName("reader@ops")
                .issue("ROLE-ID", "ROLE-KEY-HIDDEN", "ROLE-TOKEN-HIDDEN", Duration.ofHours(1))
                .start();
    }

    private TaskClient client(Transport transport, URI roles, CredentialsProvider credentials) {
        return TaskClient.builder()
                .region("ap-guangzhou")
                .protocol(ApiV3.create())
                .endpoint(tasks.endpointV3())
                .transport(RedirectingTransport.ofRoles(transport, roles))
                .credentials(credentials)
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("transports")
    void roleOfTheMachineSignsAllCallsWithOneFetch(Transport transport) {
        try (RoleEmulator machine = machine();
                TaskClient client = client(transport, machine.endpoint(), CredentialsProvider.instanceRole())) {
            IntStream.range(0, 8)
                    .mapToObj(call -> client.async().count(TaskQuery.all()))
                    .toList()
                    .forEach(count -> assertThat(count.join()).isEqualTo(Either.right(9)));

            assertThat(client.count(TaskQuery.all())).isEqualTo(Either.right(9));
            assertThat(machine.requests())
                    .containsExactly(
                            "GET /latest/meta-data/cam/security-credentials/",
                            "GET /latest/meta-data/cam/security-credentials/reader@ops");
        }
    }

    @Test
    void roleThatIsNotBoundIsExplained() {
        try (RoleEmulator machine = machine();
                TaskClient client =
                        client(transports.get(0), machine.endpoint(), CredentialsProvider.instanceRole("writer"))) {
            assertThat(client.count(TaskQuery.all()).getLeft().message())
                    .contains("the instance role", "HTTP 404: no role is bound to this machine");
        }
    }

    @Test
    void busyMetadataServiceIsRetriedAndNothingShowsASecret() {
        AtomicInteger retries = new AtomicInteger();
        StringBuilder events = new StringBuilder();
        try (RoleEmulator machine = machine()) {
            machine.answer(503, "ROLE-KEY-HIDDEN");
            try (TaskClient client = TaskClient.builder()
                    .region("ap-guangzhou")
                    .protocol(ApiV3.create())
                    .endpoint(tasks.endpointV3())
                    .transport(RedirectingTransport.ofRoles(transports.get(0), machine.endpoint()))
                    .credentials(CredentialsProvider.instanceRole())
                    .retryPolicy(RetryPolicy.defaults().withInitialDelay(Duration.ofMillis(1)))
                    .listener(new TaskClientListener() {
                        @Override
                        public void onRetry(RetryEvent event) {
                            events.append(event);
                            if (retries.incrementAndGet() == 2) {
                                machine.recover();
                            }
                        }
                    })
                    .build()) {
                assertThat(client.count(TaskQuery.all())).isEqualTo(Either.right(9));
            }
        }
        assertThat(retries).hasValue(2);
        assertThat(events.toString()).contains("HTTP 503").doesNotContain("HIDDEN");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("transports")
    void machineWithoutARoleIsToldInOneLine(Transport transport) throws IOException {
        URI nobody;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + unused.getLocalPort());
        }
        try (TaskClient client = client(
                transport,
                nobody,
                CredentialsProvider.chain(CredentialsProvider.environment(), CredentialsProvider.instanceRole()))) {
            TaskError error = client.count(TaskQuery.all()).getLeft();

            assertThat(error.message())
                    .isEqualTo("credentials must be found in one of these places: the environment variable"
                            + " TENCENTCLOUD_SECRET_ID must be set; the instance role must be available from"
                            + " http://metadata.tencentyun.com, which accepts no connection here: this is no virtual machine"
                            + " of Tencent Cloud");
        }
    }
}
