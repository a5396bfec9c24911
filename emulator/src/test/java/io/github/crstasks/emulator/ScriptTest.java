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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private final CrsEmulator emulator = CrsEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    /** All that comes back over one connection for one request, unlike HTTP clients that try twice on their own. */
    private String raw(String form) {
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
    void aScriptSeesEachRequestBeforeAndAfter() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        emulator.script(new Script() {
            @Override
            public Reaction before(ReceivedRequest request) {
                seen.add("before " + request.ordinal());
                return Reaction.proceed();
            }

            @Override
            public Reaction after(ReceivedRequest request, String body) {
                seen.add("after " + request.parameter("limit") + body.startsWith("{\"code\":0,"));
                return Reaction.proceed();
            }
        });

        new Caller(emulator).with("limit", "3").call();
        new Caller(emulator).with("limit", "x").call();

        assertThat(seen).containsExactly("before 1", "after Optional[3]true", "before 2", "after Optional[x]false");
    }

    @Test
    void tasksChangedBeforeAreInTheReplyAndTasksChangedAfterAreNot() {
        TaskRow row = TaskRow.pending(Instant.now(), "importRdb", "n", "crs-new");
        emulator.script(request -> {
            emulator.tasks().submit(row);
            return Reaction.proceed();
        });
        assertThat(new Caller(emulator).call().total()).isEqualTo(10);

        emulator.script(Script.onReply((request, body) -> {
            emulator.tasks().replaceAll(List.of());
            return Reaction.proceed();
        }));
        assertThat(new Caller(emulator).call().total()).isEqualTo(10);
        assertThat(new Caller(emulator).call().total()).isZero();
    }

    @Test
    void anAnswerOfTheScriptsOwnIsSentAsItIs() {
        byte[] body = {'{', (byte) 0xFF, '}'};
        emulator.script(request ->
                request.ordinal() == 1 ? Reaction.reply(429, Map.of("Retry-After", "7"), body) : Reaction.proceed());

        String answer = raw(new Caller(emulator).form());

        assertThat(answer)
                .startsWith("HTTP/1.1 429 ")
                .contains("Retry-after: 7")
                .endsWith("{\uFFFD}");
        assertThat(new Caller(emulator).call().code()).isZero();
        assertThat(emulator.requestCount()).isEqualTo(2);
        assertThat(emulator.requests()).hasSize(1);
    }

    @Test
    void anEmptyAnswerEndsWithItsHead() {
        emulator.script(request -> Reaction.reply(302, Map.of("Location", "/elsewhere"), new byte[0]));

        assertThat(new Caller(emulator).call().body()).isEmpty();
        assertThat(raw("")).startsWith("HTTP/1.1 302 ").contains("Location: /elsewhere");
    }

    @Test
    void aComputedReplyCanBeRewritten() {
        emulator.script(
                Script.onReply((request, body) -> Reaction.reply(200, body.replace("\"code\":0", "\"code\":\"0\""))));

        assertThat(new Caller(emulator).call().body()).startsWith("{\"code\":\"0\",");
    }

    @Test
    void aRequestDroppedBeforeLeavesItsNonceUnused() {
        String form = new Caller(emulator).form();
        emulator.script(request -> Reaction.drop());
        assertThat(raw(form)).isEmpty();

        emulator.script(Script.none());

        assertThat(Caller.get(emulator, form).code()).isZero();
    }

    @Test
    void aRequestDroppedAfterHasUsedItsNonce() {
        String form = new Caller(emulator).form();
        emulator.script(Script.onReply((request, body) -> Reaction.drop()));
        assertThat(raw(form)).isEmpty();
        assertThat(emulator.requests()).hasSize(1);

        emulator.script(Script.none());

        assertThat(Caller.get(emulator, form).code()).isEqualTo(4500);
    }

    @Test
    void aTruncatedReplyAnnouncesAllAndSendsItsBeginning() {
        String whole = new Caller(emulator).call().body();
        emulator.script(request -> Reaction.truncate(20));

        String answer = raw(new Caller(emulator).form());

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-length: " + whole.getBytes(UTF_8).length)
                .endsWith("\r\n\r\n" + whole.substring(0, 20));
    }

    @Test
    void aReplyShorterThanItsTruncationArrivesWhole() {
        emulator.script(request -> Reaction.truncate(1_000_000));

        assertThat(new Caller(emulator).call().total()).isEqualTo(9);
    }

    @Test
    void aDelayHoldsTheReplyBack() {
        emulator.script(request -> Reaction.delay(Duration.ofMillis(50)));
        assertTakesLonger(50, 0);

        emulator.script(Script.onReply(
                (request, body) -> Reaction.reply(200, "{\"code\":6000}").after(Duration.ofMillis(50))));
        assertTakesLonger(50, 6000);

        emulator.script(Script.none());
        emulator.behave(behaviour -> behaviour.withDelay(Duration.ofMillis(50)));
        assertTakesLonger(50, 0);
    }

    private void assertTakesLonger(long milliseconds, int code) {
        long start = System.nanoTime();
        assertThat(new Caller(emulator).call().code()).isEqualTo(code);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    @Test
    void aScriptCanHoldOneRequestWhileOthersPass() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        emulator.script(request -> {
            if (request.ordinal() == 1) {
                arrived.countDown();
                await(release);
            }
            return Reaction.proceed();
        });
        CompletableFuture<Integer> held =
                CompletableFuture.supplyAsync(() -> new Caller(emulator).call().total());
        await(arrived);

        emulator.tasks().replaceAll(List.of());
        assertThat(new Caller(emulator).call().total()).isZero();
        assertThat(held).isNotDone();
        release.countDown();

        assertThat(held.get(10, TimeUnit.SECONDS)).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingEndsARequestThatIsHeld() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        emulator.script(request -> {
            arrived.countDown();
            return Reaction.delay(Duration.ofDays(1));
        });
        CompletableFuture<String> held = CompletableFuture.supplyAsync(() -> raw("x=1"));
        await(arrived);

        emulator.close();

        try {
            assertThat(held.get(10, TimeUnit.SECONDS)).isEmpty();
        } catch (ExecutionException reset) {
            assertThat(reset.getCause()).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void aScriptThatThrowsIsAnsweredWith500() {
        emulator.script(request -> {
            throw new AssertionError("the second page came first");
        });

        Caller.Answer answer = new Caller(emulator).call();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("the second page came first");
    }

    @Test
    void headersTheServerWritesItselfAreRefused() {
        assertThatThrownBy(() -> Reaction.reply(200, Map.of("date", "now"), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("date");
        assertThatThrownBy(() -> Reaction.reply(100, "{}")).hasMessageContaining("100");
        assertThatThrownBy(() -> Reaction.truncate(-1)).hasMessageContaining("-1");
    }

    @Test
    void aReactionSaysWhatItDoes() {
        assertThat(Reaction.truncate(5).after(Duration.ofSeconds(1))).hasToString("truncate to 5 after PT1S");
    }
}
