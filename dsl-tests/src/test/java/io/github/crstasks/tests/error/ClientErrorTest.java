package io.github.crstasks.tests.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.RequestInterceptor;
import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV2.SignatureMethod;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every fault between a client and the service becomes the right error. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientErrorTest {
    private final EmulatorFixture fixture = EmulatorFixture.start();
    private final CrsEmulator emulator = fixture.emulator();

    @BeforeAll
    void warmUp() {
        assertThat(client().build().count(TaskQuery.all())).isEqualTo(Either.right(9));
    }

    @BeforeEach
    void reset() {
        emulator.reset();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    private TaskClientBuilder client() {
        return fixture.client();
    }

    private TaskError errorOf(TaskClientBuilder client) {
        return client.build().list(TaskQuery.all()).getLeft();
    }

    private TaskError errorWhen(InterceptorAction reaction) {
        emulator.intercept(RequestInterceptor.onReply((request, body) -> reaction));
        return errorOf(client());
    }

    @Test
    void getAndPostAreAcceptedWithEitherSignatureMethod() {
        for (HttpMethod httpMethod : HttpMethod.values()) {
            for (SignatureMethod signatureMethod : SignatureMethod.values()) {
                ApiV2 protocol = ApiV2.create().withHttpMethod(httpMethod).withSignatureMethod(signatureMethod);
                TaskQuery query = TaskQuery.instanceName("测试API专用");

                assertThat(client().protocol(protocol).build().count(query)).isEqualTo(Either.right(9));
            }
        }
    }

    @Test
    void wrongSecretKeyAndUnknownSecretIdAreRejected() {
        assertThat(errorOf(client().credentials(Credentials.of(emulator.secretId(), "wrong-key"))))
                .asInstanceOf(type(TaskError.Rejected.class))
                .returns(ErrorCode.AUTHENTICATION_FAILED, TaskError.Rejected::code)
                .returns("4100", TaskError.Rejected::rawCode);
        assertThat(errorOf(client().credentials(Credentials.of("nobody", emulator.secretKey()))))
                .asInstanceOf(type(TaskError.Rejected.class))
                .returns(ErrorCode.SECRET_ID_NOT_FOUND, TaskError.Rejected::code);
    }

    @Test
    void temporaryCredentialsAreAcceptedOnlyWithTheirToken() {
        try (CrsEmulator other =
                CrsEmulator.builder().credentials("id", "key", "token").start()) {
            TaskClientBuilder client = client().endpoint(other.endpoint());

            assertThat(client.credentials(Credentials.temporary("id", "key", "token"))
                            .build()
                            .count(TaskQuery.all()))
                    .isEqualTo(Either.right(9));
            assertThat(errorOf(client.credentials(Credentials.temporary("id", "key", "other"))))
                    .asInstanceOf(type(TaskError.Rejected.class))
                    .returns(ErrorCode.TOKEN_INVALID, TaskError.Rejected::code);
        }
    }

    @Test
    void errorsAndPagesOfApi3CarryTheirRequestIds() {
        try (CrsEmulator other =
                CrsEmulator.builder().credentials("id", "key", "token").start()) {
            TaskClientBuilder client = client().protocol(ApiV3.create()).endpoint(other.endpointV3());

            assertThat(client.credentials(Credentials.temporary("id", "key", "token"))
                            .build()
                            .page(TaskQuery.all(), 0, 200)
                            .get())
                    .satisfies(page -> {
                        assertThat(page.tasks()).hasSize(9);
                        assertThat(page.requestIds()).singleElement().isNotEqualTo("");
                    });
            assertThat(errorOf(client.credentials(Credentials.temporary("id", "wrong", "token"))))
                    .asInstanceOf(type(TaskError.Rejected.class))
                    .returns(ErrorCode.AUTHENTICATION_FAILED, TaskError.Rejected::code)
                    .returns("AuthFailure.SignatureFailure", TaskError.Rejected::rawCode)
                    .satisfies(error -> assertThat(error.requestId()).isNotEmpty());
            assertThat(errorOf(client.credentials(Credentials.of("id", "key"))))
                    .asInstanceOf(type(TaskError.Rejected.class))
                    .returns(ErrorCode.TOKEN_INVALID, TaskError.Rejected::code);
        }
    }

    @Test
    void badGatewayIsUnreachable() {
        assertThat(errorWhen(InterceptorAction.reply(502, "<html>Bad Gateway</html>")))
                .asInstanceOf(type(TaskError.Unreachable.class))
                .returns(Option.some(502), TaskError.Unreachable::httpStatus)
                .returns(true, TaskError.Unreachable::retryable);
    }

    @Test
    void redirectIsUnreachableAndNotFollowed() {
        TaskError error = errorWhen(InterceptorAction.reply(
                302, Map.of("Location", emulator.endpoint().resolve("/").toString()), new byte[0]));

        assertThat(error.message()).contains("HTTP 302", "not followed");
        assertThat(emulator.requestCount()).isEqualTo(1);
    }

    @Test
    void htmlAndBrokenJsonAreMalformed() {
        assertThat(errorWhen(InterceptorAction.reply(200, "<html></html>"))).isInstanceOf(TaskError.Malformed.class);
        assertThat(errorWhen(InterceptorAction.reply(200, "{\"code\": 0, \"totalCount\"")))
                .isInstanceOf(TaskError.Malformed.class);
    }

    @Test
    void bodyLargerThanTheLimitIsMalformedAtTheLimit() {
        byte[] body = "[".repeat(100 << 20).getBytes(StandardCharsets.US_ASCII);

        assertThat(errorWhen(InterceptorAction.reply(200, Map.of("Content-Type", "application/json"), body)))
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("byte 8388608", TaskError.Malformed::where);
    }

    @Test
    void truncatedBodyIsUnreachable() {
        assertThat(errorWhen(InterceptorAction.truncate(100))).isInstanceOf(TaskError.Unreachable.class);
    }

    @Test
    void silentServiceTimesOut() {
        CountDownLatch end = new CountDownLatch(1);
        emulator.intercept(request -> {
            try {
                end.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return InterceptorAction.proceed();
        });

        TaskError error = errorOf(client().timeout(Duration.ofMillis(20)));
        end.countDown();

        assertThat(error)
                .asInstanceOf(type(TaskError.TimedOut.class))
                .returns(Duration.ofMillis(20), TaskError.TimedOut::limit);
    }

    @Test
    void closedPortIsUnreachable() {
        CrsEmulator closed = CrsEmulator.start();
        closed.close();

        assertThat(errorOf(client().endpoint(closed.endpoint())))
                .asInstanceOf(type(TaskError.Unreachable.class))
                .returns(true, TaskError.Unreachable::retryable);
    }

    @Test
    void closedTransportCancelsTheCall() {
        Transport closed = new JdkTransport();
        closed.close();

        assertThat(errorOf(client().transport(closed))).isInstanceOf(TaskError.Cancelled.class);
    }

    @Test
    void interruptedCallIsCancelledAndKeepsTheInterruptFlag() {
        Thread.currentThread().interrupt();
        TaskError error = errorOf(client());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error).isInstanceOf(TaskError.Cancelled.class);
    }

    @Test
    void invalidArgumentsAndMissingCredentialsSendNothing() {
        TaskClient client = client().build();
        TaskError notFound = new TaskError.Invalid("TENCENTCLOUD_SECRET_ID", "not set", "set");
        CredentialsProvider empty = () -> Either.left(notFound);

        assertThat(client.page(TaskQuery.all(), -1, 10))
                .isEqualTo(Either.left(new TaskError.Invalid("offset", "-1", "0..2147483647")));
        assertThat(client.page(TaskQuery.all(), 0, 0))
                .isEqualTo(Either.left(new TaskError.Invalid("limit", "0", "1..2147483647")));
        assertThat(errorOf(client().credentials(empty))).isEqualTo(notFound);
        assertThat(emulator.requestCount()).isZero();
    }

    @Test
    void unsatisfiableQuerySendsNothing() {
        TaskQuery impossible = TaskQuery.instanceId("crs-1").and(TaskQuery.instanceId("crs-2"));
        TaskClient client = client().build();

        assertThat(client.list(impossible)).isEqualTo(Either.right(List.of()));
        assertThat(client.count(impossible)).isEqualTo(Either.right(0));
        assertThat(client.stream(impossible)).isEmpty();
        assertThat(emulator.requestCount()).isZero();
    }

    @Test
    void missingRowsAreMalformedRatherThanTheEndOfTheList() {
        assertThat(errorWhen(InterceptorAction.reply(200, "{\"code\": 0, \"totalCount\": 9, \"data\": null}")))
                .asInstanceOf(type(TaskError.Malformed.class))
                .satisfies(error -> assertThat(error.problem()).contains("offset 0", "9"));
    }

    @Test
    void streamThrowsTheErrorAtTheFailingPage() {
        emulator.intercept(request -> request.ordinal() == 1
                ? InterceptorAction.proceed()
                : InterceptorAction.reply(200, "{\"code\": 6000, \"codeDesc\": \"x\"}"));
        var tasks = client().pageSize(5).build().stream(TaskQuery.all()).iterator();

        for (int i = 0; i < 5; i++) {
            assertThat(tasks.next().instanceId()).isEqualTo("crs-izbob1wh");
        }
        assertThatThrownBy(tasks::next)
                .isInstanceOf(TaskException.class)
                .hasMessageContaining("6000")
                .extracting(thrown -> ((TaskException) thrown).error())
                .isInstanceOf(TaskError.Rejected.class);
    }

    @Test
    void closingAClientLeavesItsGivenTransportOpen() {
        client().build().close();

        assertThat(client().build().count(TaskQuery.all())).isEqualTo(Either.right(9));
    }
}
