package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestInterceptorTest {
    private final CrsEmulator emulator = CrsEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    /** Sends one request over one connection and returns the raw reply; HTTP clients may silently retry. */
    private String sendRaw(String form) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), emulator.endpoint().getPort())) {
            String head = "GET " + emulator.endpoint().getPath() + "?" + form + " HTTP/1.1\r\nHost: "
                    + emulator.endpoint().getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void interceptorIsCalledBeforeAndAfterEachRequest() {
        Queue<String> events = new ConcurrentLinkedQueue<>();
        emulator.intercept(new RequestInterceptor() {
            @Override
            public InterceptorAction before(ReceivedRequest request) {
                events.add("before " + request.ordinal());
                return InterceptorAction.proceed();
            }

            @Override
            public InterceptorAction after(ReceivedRequest request, String body) {
                events.add("after " + request.parameter("limit") + body.startsWith("{\"code\":0,"));
                return InterceptorAction.proceed();
            }
        });

        new ApiV2TestClient(emulator).with("limit", "3").send();
        new ApiV2TestClient(emulator).with("limit", "x").send();

        assertThat(events).containsExactly("before 1", "after Optional[3]true", "before 2", "after Optional[x]false");
    }

    @Test
    void replyShowsTasksChangedBeforeTheRequestButNotThoseChangedAfterIt() {
        TaskRow row = TaskRow.pending(Instant.now(), "importRdb", "n", "crs-new");
        emulator.intercept(request -> {
            emulator.tasks().submit(row);
            return InterceptorAction.proceed();
        });
        assertThat(new ApiV2TestClient(emulator).send().total()).isEqualTo(10);

        emulator.intercept(RequestInterceptor.onReply((request, body) -> {
            emulator.tasks().replaceAll(List.of());
            return InterceptorAction.proceed();
        }));
        assertThat(new ApiV2TestClient(emulator).send().total()).isEqualTo(10);
        assertThat(new ApiV2TestClient(emulator).send().total()).isZero();
    }

    @Test
    void replyOfTheInterceptorIsSentUnchanged() {
        byte[] body = {'{', (byte) 0xFF, '}'};
        emulator.intercept(request -> request.ordinal() == 1
                ? InterceptorAction.reply(429, Map.of("Retry-After", "7"), body)
                : InterceptorAction.proceed());

        String reply = sendRaw(new ApiV2TestClient(emulator).signedForm());

        assertThat(reply).startsWith("HTTP/1.1 429 ").contains("Retry-after: 7").endsWith("{\uFFFD}");
        assertThat(new ApiV2TestClient(emulator).send().code()).isZero();
        assertThat(emulator.requestCount()).isEqualTo(2);
        assertThat(emulator.acceptedRequests()).hasSize(1);
    }

    @Test
    void emptyBodyIsSentAsHeadersAlone() {
        emulator.intercept(request -> InterceptorAction.reply(302, Map.of("Location", "/elsewhere"), new byte[0]));

        assertThat(new ApiV2TestClient(emulator).send().body()).isEmpty();
        assertThat(sendRaw("")).startsWith("HTTP/1.1 302 ").contains("Location: /elsewhere");
    }

    @Test
    void computedReplyCanBeReplaced() {
        emulator.intercept(RequestInterceptor.onReply(
                (request, body) -> InterceptorAction.reply(200, body.replace("\"code\":0", "\"code\":\"0\""))));

        assertThat(new ApiV2TestClient(emulator).send().body()).startsWith("{\"code\":\"0\",");
    }

    @Test
    void requestDroppedBeforeHandlingLeavesItsNonceUnused() {
        String form = new ApiV2TestClient(emulator).signedForm();
        emulator.intercept(request -> InterceptorAction.drop());
        assertThat(sendRaw(form)).isEmpty();

        emulator.intercept(RequestInterceptor.none());

        assertThat(ApiV2TestClient.sendGet(emulator, form).code()).isZero();
    }

    @Test
    void requestDroppedAfterHandlingHasUsedItsNonce() {
        String form = new ApiV2TestClient(emulator).signedForm();
        emulator.intercept(RequestInterceptor.onReply((request, body) -> InterceptorAction.drop()));
        assertThat(sendRaw(form)).isEmpty();
        assertThat(emulator.acceptedRequests()).hasSize(1);

        emulator.intercept(RequestInterceptor.none());

        assertThat(ApiV2TestClient.sendGet(emulator, form).code()).isEqualTo(4500);
    }

    @Test
    void truncatedReplyHasTheFullContentLengthButOnlyTheFirstBytes() {
        String whole = new ApiV2TestClient(emulator).send().body();
        emulator.intercept(request -> InterceptorAction.truncate(20));

        String reply = sendRaw(new ApiV2TestClient(emulator).signedForm());

        assertThat(reply)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-length: " + whole.getBytes(UTF_8).length)
                .endsWith("\r\n\r\n" + whole.substring(0, 20));
    }

    @Test
    void replyShorterThanTheTruncationIsSentCompletely() {
        emulator.intercept(request -> InterceptorAction.truncate(1_000_000));

        assertThat(new ApiV2TestClient(emulator).send().total()).isEqualTo(9);
    }

    @Test
    void delayPostponesTheReply() {
        emulator.intercept(request -> InterceptorAction.delay(Duration.ofMillis(50)));
        assertTakesAtLeast(50, 0);

        emulator.intercept(RequestInterceptor.onReply((request, body) ->
                InterceptorAction.reply(200, "{\"code\":6000}").delayedBy(Duration.ofMillis(50))));
        assertTakesAtLeast(50, 6000);

        emulator.intercept(RequestInterceptor.none());
        emulator.changeBehaviour(behaviour -> behaviour.withDelay(Duration.ofMillis(50)));
        assertTakesAtLeast(50, 0);
    }

    private void assertTakesAtLeast(long milliseconds, int code) {
        long start = System.nanoTime();
        assertThat(new ApiV2TestClient(emulator).send().code()).isEqualTo(code);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    @Test
    void blockedRequestDoesNotBlockOthers() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        emulator.intercept(request -> {
            if (request.ordinal() == 1) {
                arrived.countDown();
                await(release);
            }
            return InterceptorAction.proceed();
        });
        CompletableFuture<Integer> blocked = CompletableFuture.supplyAsync(
                () -> new ApiV2TestClient(emulator).send().total());
        await(arrived);

        emulator.tasks().replaceAll(List.of());
        assertThat(new ApiV2TestClient(emulator).send().total()).isZero();
        assertThat(blocked).isNotDone();
        release.countDown();

        assertThat(blocked.get(10, TimeUnit.SECONDS)).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingTheEmulatorEndsADelayedRequest() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        emulator.intercept(request -> {
            arrived.countDown();
            return InterceptorAction.delay(Duration.ofDays(1));
        });
        CompletableFuture<String> delayed = CompletableFuture.supplyAsync(() -> sendRaw("x=1"));
        await(arrived);

        emulator.close();

        try {
            assertThat(delayed.get(10, TimeUnit.SECONDS)).isEmpty();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void delayMayBeAsLongAsADurationCanBe() {
        Thread.currentThread().interrupt();

        assertThat(InterceptorAction.delay(Duration.ofSeconds(Long.MAX_VALUE)).apply(Optional::empty))
                .isEmpty();
        assertThat(Thread.interrupted()).as("the delay was interrupted").isTrue();
    }

    @Test
    void exceptionOfTheInterceptorIsSentWithStatus500() {
        emulator.intercept(request -> {
            throw new AssertionError("the second page came first");
        });

        ApiV2TestClient.HttpReply reply = new ApiV2TestClient(emulator).send();

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).contains("the second page came first");
    }

    @Test
    void invalidActionsAreRejected() {
        assertThatThrownBy(() -> InterceptorAction.reply(200, Map.of("date", "now"), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("date");
        assertThatThrownBy(() -> InterceptorAction.reply(100, "{}")).hasMessageContaining("100");
        assertThatThrownBy(() -> InterceptorAction.truncate(-1)).hasMessageContaining("-1");
    }

    @Test
    void toStringDescribesTheAction() {
        assertThat(InterceptorAction.truncate(5).delayedBy(Duration.ofSeconds(1)))
                .hasToString("truncate to 5 after PT1S");
    }
}
