package io.github.crstasks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class CredentialsChainTest {
    private static final Credentials FOUND = Credentials.of("id", "key");
    private static final TaskError EMPTY = new TaskError.Invalid("place", "", "full");

    @TempDir
    private Path directory = Path.of("");

    private final Map<String, String> variables = new HashMap<>();

    /** Returns the default chain with another environment, home directory and clock. */
    private CredentialsProvider standard(Path home) {
        return CredentialsProvider.chain(
                new EnvironmentCredentials(variables::get),
                ProfileCredentials.ofUser(() -> variables.get("TENCENTCLOUD_CREDENTIALS_FILE"), home::toString),
                new TccliCredentials(() -> variables.get("TCCLI_PROFILE"), home::toString, InstantSource.system()),
                new RefreshingCredentials(InstanceRole.bound(), InstantSource.system()),
                new RefreshingCredentials(new PodRole(variables::get, InstantSource.system()), InstantSource.system()));
    }

    private static FakeTransport failing(TransportFailure.Kind kind) {
        return FakeTransport.starting(
                request -> CompletableFuture.completedFuture(Either.left(TransportFailure.of(request, kind))));
    }

    private static RefreshingCredentials role(TestSource source) {
        return new RefreshingCredentials(source, InstantSource.system());
    }

    private static void succeed(TestSource source) {
        source.latest().complete(Either.right(new ExpiringCredentials(FOUND, Instant.MAX)));
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportFailure.Kind.class,
            names = {"UNKNOWN_HOST", "NOT_CONNECTED", "TIMED_OUT"})
    void machineWithoutCredentialsSaysInOneLineWhatWasTried(TransportFailure.Kind kind) {
        TaskError error =
                standard(Path.of("/home/deploy")).fetch(failing(kind)).join().getLeft();

        assertThat(error.retryable()).isFalse();
        assertThat(error.message())
                .startsWith("credentials must be found in one of these places: "
                        + "the environment variable TENCENTCLOUD_SECRET_ID must be set; "
                        + "the credentials file /home/deploy/.tencentcloud/credentials or /etc/tencentcloud/credentials"
                        + " must be present; "
                        + "the tccli profile /home/deploy/.tccli/default.credential must be present; "
                        + "the instance role must be available from http://metadata.tencentyun.com, which ")
                .endsWith("this is no virtual machine of Tencent Cloud; "
                        + "the pod role must be described by environment variables, but these are not set: TKE_REGION,"
                        + " TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE, TKE_ROLE_ARN")
                .doesNotContain("\n")
                .hasSizeLessThan(700);
    }

    @Test
    void longPathsDoNotHideWhatIsMissing() {
        Path home = Path.of("/" + "long-directory/".repeat(60));

        assertThat(standard(home)
                        .fetch(failing(TransportFailure.Kind.UNKNOWN_HOST))
                        .join()
                        .getLeft()
                        .message())
                .contains("the credentials file /long", "must be present; the tccli profile /long", "TKE_ROLE_ARN")
                .hasSizeLessThan(620);
    }

    @Test
    void chainOutsideOfAClientNamesEachPlaceToo() {
        assertThat(standard(directory).credentials().getLeft().message())
                .contains(
                        "TENCENTCLOUD_SECRET_ID",
                        ".tccli",
                        "the instance role must be fetched by a client",
                        "TKE_REGION");
    }

    @Test
    void environmentNeedsNoRequest() {
        variables.put("TENCENTCLOUD_SECRETID", "id");
        variables.put("TENCENTCLOUD_SECRETKEY", "key");
        FakeTransport transport = FakeTransport.pending();

        assertThat(standard(directory).fetch(transport)).isCompletedWithValue(Either.right(FOUND));
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void roleThatAnswersLaterIsAwaitedWithoutBlocking() {
        TestSource first = new TestSource();
        TestSource second = new TestSource();
        CompletableFuture<Either<TaskError, Credentials>> call =
                CredentialsProvider.chain(role(first), role(second)).fetch(FakeTransport.pending());
        assertThat(second.fetches()).isEmpty();

        first.latest().complete(Either.left(EMPTY));
        assertThat(call).isNotDone();
        succeed(second);

        assertThat(call).isCompletedWithValue(Either.right(FOUND));
    }

    @Test
    void roleThatWorksIsAskedBeforeTheRolesThatFailed() {
        TestSource absent = new TestSource();
        TestSource working = new TestSource();
        CredentialsProvider chain = CredentialsProvider.chain(role(absent), role(working));
        CompletableFuture<Either<TaskError, Credentials>> first = chain.fetch(FakeTransport.pending());
        absent.latest().complete(Either.left(EMPTY));
        working.latest().complete(Either.right(new ExpiringCredentials(FOUND, Instant.EPOCH)));
        assertThat(first).isCompletedWithValue(Either.right(FOUND));

        CompletableFuture<Either<TaskError, Credentials>> second = chain.fetch(FakeTransport.pending());
        assertThat(absent.fetches()).hasSize(1);
        working.latest().complete(Either.left(EMPTY));
        assertThat(absent.fetches()).hasSize(2);
        succeed(absent);

        assertThat(second).isCompletedWithValue(Either.right(FOUND));
        assertThat(chain.fetch(FakeTransport.pending())).isCompletedWithValue(Either.right(FOUND));
    }

    @Test
    void eachPlaceIsAskedOnceIfTheRoleThatWorkedFails() {
        AtomicInteger readings = new AtomicInteger();
        CredentialsProvider file = () -> {
            readings.incrementAndGet();
            return Either.left(EMPTY);
        };
        TestSource absent = new TestSource();
        TestSource working = new TestSource();
        CredentialsProvider chain = CredentialsProvider.chain(file, role(absent), role(working));
        var unused = chain.fetch(FakeTransport.pending());
        absent.latest().complete(Either.left(EMPTY));
        working.latest().complete(Either.right(new ExpiringCredentials(FOUND, Instant.EPOCH)));

        CompletableFuture<Either<TaskError, Credentials>> second = chain.fetch(FakeTransport.pending());
        working.latest().complete(Either.left(EMPTY));
        absent.latest().complete(Either.left(EMPTY));

        assertThat(second.join().getLeft().message()).containsOnlyOnce("place must be full; place must be full; place");
        assertThat(readings).hasValue(2);
        assertThat(absent.fetches()).hasSize(2);
        assertThat(working.fetches()).hasSize(2);
    }

    @Test
    void environmentThatIsFilledLaterIsPreferredToTheRole() {
        TestSource source = new TestSource();
        CredentialsProvider chain = CredentialsProvider.chain(new EnvironmentCredentials(variables::get), role(source));
        var unused = chain.fetch(FakeTransport.pending());
        succeed(source);
        variables.put("TENCENTCLOUD_SECRET_ID", "new");
        variables.put("TENCENTCLOUD_SECRET_KEY", "key");

        assertThat(chain.fetch(FakeTransport.pending()).join()).isEqualTo(Either.right(Credentials.of("new", "key")));
    }

    @Test
    void closedClientEndsTheSearch() {
        TestSource source = new TestSource();
        CredentialsProvider chain = CredentialsProvider.chain(
                failing(new TaskError.Cancelled("the client is closed", Option.none())), role(source));

        assertThat(chain.fetch(FakeTransport.pending()).join().getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(source.fetches()).isEmpty();
    }

    private static CredentialsProvider failing(TaskError error) {
        return () -> Either.left(error);
    }

    @Test
    void cancellingTheSearchCancelsTheProviderInProgress() {
        CompletableFuture<Either<TaskError, Credentials>> answer = new CompletableFuture<>();
        CredentialsProvider slow = new CredentialsProvider() {
            @Override
            public Either<TaskError, Credentials> credentials() {
                return Either.left(EMPTY);
            }

            @Override
            public CompletableFuture<Either<TaskError, Credentials>> fetch(Transport transport) {
                return answer;
            }
        };

        CredentialsProvider.chain(failing(EMPTY), slow)
                .fetch(FakeTransport.pending())
                .cancel(true);

        assertThat(answer).isCancelled();
    }

    @Test
    @SuppressWarnings("NullAway") // The provider breaks its contract.
    void exceptionsAndNullsOfProvidersEndTheSearch() {
        IOException thrown = new IOException("sealed");
        CredentialsProvider broken = () -> {
            throw Rethrow.unchecked(thrown);
        };

        assertThatThrownBy(() -> CredentialsProvider.chain(failing(EMPTY), broken)
                        .fetch(FakeTransport.pending())
                        .join())
                .hasCause(thrown);
        assertThatThrownBy(() -> CredentialsProvider.chain(() -> null)
                        .fetch(FakeTransport.pending())
                        .join())
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void longChainIsSearchedToItsEnd() {
        CredentialsProvider[] empty =
                Stream.generate(() -> failing(EMPTY)).limit(20_000).toArray(CredentialsProvider[]::new);

        assertThat(CredentialsProvider.chain(
                                CredentialsProvider.chain(failing(EMPTY), empty), CredentialsProvider.fixed(FOUND))
                        .fetch(FakeTransport.pending())
                        .join())
                .isEqualTo(Either.right(FOUND));
    }

    @Test
    void busyMetadataServiceIsWorthAnotherAttempt() {
        FakeTransport busy = FakeTransport.answering(Responses.of(503, TransportHeaders.none(), ""));

        TaskError error = standard(directory).fetch(busy).join().getLeft();

        assertThat(error.retryable()).isTrue();
        assertThat(error.message())
                .contains(
                        "TENCENTCLOUD_SECRET_ID",
                        ".tccli",
                        "http://metadata.tencentyun.com answered HTTP 503",
                        "TKE_REGION");
    }
}
