package io.github.crstasks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.RoleEmulator;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.tests.support.RedirectingTransport;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client in a pod, over real sockets. Of this package, since a test cannot set the environment variables of its process. */
@Timeout(60)
class PodRoleTest {
    @TempDir
    private Path directory = Path.of("");

    private volatile Instant now = Instant.now();

    @Test
    void podWithoutAnInstanceRoleCallsStsOnceForEachLifetime() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "first-token-of-the-pod\n");
        Map<String, String> variables = Map.of(
                "TKE_REGION", "ap-guangzhou",
                "TKE_PROVIDER_ID", "cls-1",
                "TKE_WEB_IDENTITY_TOKEN_FILE", token.toString(),
                "TKE_ROLE_ARN", "qcs::cam::uin/1:roleName/reader");
        CredentialsProvider standard = CredentialsProvider.chain(
                new EnvironmentCredentials(variables::get),
                new RefreshingCredentials(InstanceRole.named("absent"), () -> now),
                new RefreshingCredentials(new PodRole(variables::get, () -> now), () -> now));
        try (CrsEmulator tasks = CrsEmulator.builder()
                        .credentials("EMULATOR-ROLE-ID", "EMULATOR-ROLE-KEY", "EMULATOR-ROLE-TOKEN")
                        .start();
                RoleEmulator roles = RoleEmulator.builder()
                        .webIdentityToken("second-token-of-the-pod")
                        .clock(() -> now)
                        .start();
                JdkTransport transport = new JdkTransport();
                TaskClient client = TaskClient.builder()
                        .region("ap-guangzhou")
                        .protocol(ApiV3.create())
                        .endpoint(tasks.endpointV3())
                        .transport(RedirectingTransport.ofRoles(transport, roles.endpoint()))
                        .credentials(standard)
                        .retryPolicy(RetryPolicy.none())
                        .build()) {
            warmUp(transport, tasks);
            assertThat(client.count(TaskQuery.all()).getLeft().message())
                    .contains("the pod role", "InvalidParameter.WebIdentityTokenError", "***")
                    .doesNotContain("first-token");

            Files.writeString(token, "second-token-of-the-pod");
            assertThat(client.count(TaskQuery.all())).isEqualTo(Either.right(9));
            assertThat(client.count(TaskQuery.all())).isEqualTo(Either.right(9));
            now = now.plus(Duration.ofHours(3));
            assertThat(client.count(TaskQuery.all())).isEqualTo(Either.right(9));

            String metadata = "GET /latest/meta-data/cam/security-credentials/absent";
            assertThat(roles.requests()).containsExactly(metadata, "POST /", metadata, "POST /", "POST /");
        }
    }

    /** The first exchange of a cold JVM on a busy machine can take longer than the timeouts of the roles. */
    private static void warmUp(Transport transport, CrsEmulator tasks) {
        var unused = transport.send(TransportRequest.get(tasks.endpointV3(), "", TransportHeaders.none()));
    }
}
