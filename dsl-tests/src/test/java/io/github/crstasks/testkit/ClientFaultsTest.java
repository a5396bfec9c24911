package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.Retry;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.auth.SignatureMethod;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.Reaction;
import io.github.crstasks.emulator.Script;
import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.http.HttpMethod;
import io.github.crstasks.http.Transport;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
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

/** What goes wrong between a program and the service, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientFaultsTest {
    private final CrsEmulator emulator = CrsEmulator.start();
    private final Transport transport = new JdkTransport();

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
        transport.close();
        emulator.close();
    }

    private TaskClientBuilder client() {
        return TaskClient.builder()
                .region("gz")
                .endpoint(emulator.endpoint())
                .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                .transport(transport)
                .retry(Retry.none());
    }

    private TaskError errorOf(TaskClientBuilder client) {
        return client.build().list(TaskQuery.all()).getLeft();
    }

    private TaskError errorWhen(Reaction reaction) {
        emulator.script(Script.onReply((request, body) -> reaction));
        return errorOf(client());
    }

    @Test
    void get_and_post_are_let_in_with_either_signature_method() {
        for (HttpMethod httpMethod : HttpMethod.values()) {
            for (SignatureMethod signatureMethod : SignatureMethod.values()) {
                ApiV2 protocol = ApiV2.create().sentBy(httpMethod).signedWith(signatureMethod);
                TaskQuery query = TaskQuery.instanceName("测试API专用");

                assertThat(client().protocol(protocol).build().count(query)).isEqualTo(Either.right(9));
            }
        }
    }

    @Test
    void a_wrong_key_and_an_unknown_id_are_refusals() {
        assertThat(errorOf(client().credentials(Credentials.of(emulator.secretId(), "wrong-key"))))
                .asInstanceOf(type(TaskError.Rejected.class))
                .returns(ErrorCode.AUTHENTICATION_FAILED, TaskError.Rejected::code)
                .returns("4100", TaskError.Rejected::rawCode);
        assertThat(errorOf(client().credentials(Credentials.of("nobody", emulator.secretKey()))))
                .asInstanceOf(type(TaskError.Rejected.class))
                .returns(ErrorCode.SECRET_ID_NOT_FOUND, TaskError.Rejected::code);
    }

    @Test
    void a_temporary_key_pair_is_let_in_with_its_token_alone() {
        try (CrsEmulator guarded =
                CrsEmulator.builder().credentials("id", "key", "token").start()) {
            TaskClientBuilder client = client().endpoint(guarded.endpoint());

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
    void by_api_3_credentials_are_checked_alike_and_refusals_and_pages_name_their_request() {
        try (CrsEmulator guarded =
                CrsEmulator.builder().credentials("id", "key", "token").start()) {
            TaskClientBuilder client = client().protocol(ApiV3.create()).endpoint(guarded.endpointV3());

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
                    .satisfies(refusal -> assertThat(refusal.requestId()).isNotEmpty());
            assertThat(errorOf(client.credentials(Credentials.of("id", "key"))))
                    .asInstanceOf(type(TaskError.Rejected.class))
                    .returns(ErrorCode.TOKEN_INVALID, TaskError.Rejected::code);
        }
    }

    @Test
    void a_bad_gateway_with_a_body_is_unreachable() {
        assertThat(errorWhen(Reaction.reply(502, "<html>Bad Gateway</html>")))
                .asInstanceOf(type(TaskError.Unreachable.class))
                .returns(Option.some(502), TaskError.Unreachable::httpStatus)
                .returns(true, TaskError.Unreachable::retryable);
    }

    @Test
    void a_redirect_is_unreachable_and_not_followed() {
        TaskError error = errorWhen(Reaction.reply(
                302, Map.of("Location", emulator.endpoint().resolve("/").toString()), new byte[0]));

        assertThat(error.message()).contains("HTTP 302", "not followed");
        assertThat(emulator.requestCount()).isEqualTo(1);
    }

    @Test
    void html_and_broken_json_are_malformed() {
        assertThat(errorWhen(Reaction.reply(200, "<html></html>"))).isInstanceOf(TaskError.Malformed.class);
        assertThat(errorWhen(Reaction.reply(200, "{\"code\": 0, \"totalCount\"")))
                .isInstanceOf(TaskError.Malformed.class);
    }

    @Test
    void a_body_of_100_megabytes_is_malformed_at_the_limit() {
        byte[] flood = "[".repeat(100 << 20).getBytes(StandardCharsets.US_ASCII);

        assertThat(errorWhen(Reaction.reply(200, Map.of("Content-Type", "application/json"), flood)))
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("byte 8388608", TaskError.Malformed::where);
    }

    @Test
    void a_body_cut_off_by_the_connection_is_unreachable() {
        assertThat(errorWhen(Reaction.truncate(100))).isInstanceOf(TaskError.Unreachable.class);
    }

    @Test
    void no_answer_in_time_is_a_time_out() {
        CountDownLatch forever = new CountDownLatch(1);
        emulator.script(request -> {
            try {
                forever.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return Reaction.proceed();
        });

        TaskError error = errorOf(client().timeout(Duration.ofMillis(20)));
        forever.countDown();

        assertThat(error)
                .asInstanceOf(type(TaskError.TimedOut.class))
                .returns(Duration.ofMillis(20), TaskError.TimedOut::limit);
    }

    @Test
    void nobody_listening_is_unreachable() {
        CrsEmulator closed = CrsEmulator.start();
        closed.close();

        assertThat(errorOf(client().endpoint(closed.endpoint())))
                .asInstanceOf(type(TaskError.Unreachable.class))
                .returns(true, TaskError.Unreachable::retryable);
    }

    @Test
    void a_closed_transport_is_a_cancelled_call() {
        Transport closed = new JdkTransport();
        closed.close();

        assertThat(errorOf(client().transport(closed))).isInstanceOf(TaskError.Cancelled.class);
    }

    @Test
    void an_interrupted_call_is_cancelled_and_keeps_the_flag() {
        Thread.currentThread().interrupt();
        TaskError error = errorOf(client());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error).isInstanceOf(TaskError.Cancelled.class);
    }

    @Test
    void bad_arguments_and_missing_credentials_send_nothing() {
        TaskClient client = client().build();
        TaskError missing = new TaskError.Invalid("TENCENTCLOUD_SECRET_ID", "not set", "set");
        CredentialsProvider nobody = () -> Either.left(missing);

        assertThat(client.page(TaskQuery.all(), -1, 10))
                .isEqualTo(Either.left(new TaskError.Invalid("offset", "-1", "0..2147483647")));
        assertThat(client.page(TaskQuery.all(), 0, 0))
                .isEqualTo(Either.left(new TaskError.Invalid("limit", "0", "1..2147483647")));
        assertThat(errorOf(client().credentials(nobody))).isEqualTo(missing);
        assertThat(emulator.requestCount()).isZero();
    }

    @Test
    void a_query_that_no_task_can_satisfy_sends_nothing() {
        TaskQuery impossible = TaskQuery.instanceId("crs-1").and(TaskQuery.instanceId("crs-2"));
        TaskClient client = client().build();

        assertThat(client.list(impossible)).isEqualTo(Either.right(List.of()));
        assertThat(client.count(impossible)).isEqualTo(Either.right(0));
        assertThat(client.stream(impossible)).isEmpty();
        assertThat(emulator.requestCount()).isZero();
    }

    @Test
    void a_list_without_the_rows_that_it_counts_is_malformed_and_not_an_end() {
        assertThat(errorWhen(Reaction.reply(200, "{\"code\": 0, \"totalCount\": 9, \"data\": null}")))
                .asInstanceOf(type(TaskError.Malformed.class))
                .satisfies(error -> assertThat(error.problem()).contains("offset 0", "9"));
    }

    @Test
    void a_stream_throws_the_error_at_the_page_where_it_happens() {
        emulator.script(request -> request.ordinal() == 1
                ? Reaction.proceed()
                : Reaction.reply(200, "{\"code\": 6000, \"codeDesc\": \"x\"}"));
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
    void a_client_leaves_a_transport_that_it_was_given_open() {
        client().build().close();

        assertThat(client().build().count(TaskQuery.all())).isEqualTo(Either.right(9));
    }
}
