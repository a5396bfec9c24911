package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

    @Test
    void otherPathsAre404() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            Caller.Answer answer = Caller.exchange(
                    "GET", emulator.endpoint().resolve("/v2/index.html").toString(), "");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("{").isNotBlank();
            assertThat(emulator.requestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD"})
    void otherMethodsAre405(String method) {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            String url = emulator.endpoint() + "?" + new Caller(emulator).form();

            assertThat(Caller.exchange(method, url, "").status()).isEqualTo(405);
            assertThat(new Caller(emulator).call().code()).isZero();
        }
    }

    @Test
    void aQueryAbove32KilobytesIs414AndABodyAboveAMegabyteIs413() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            assertThat(Caller.get(emulator, "x=" + "y".repeat(32 * 1024)).status())
                    .isEqualTo(414);
            assertThat(Caller.post(emulator, "x=" + "y".repeat(1024 * 1024)).status())
                    .isEqualTo(413);
            assertThat(new Caller(emulator).call().code()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"测试API专用", "🚀 launch", "a+b", "100%", "%2B", "a&limit=1", "a=b", "ü/ß?#", " ", "\\\"<>\u2028"})
    void anyNameIsFoundAndListedUnchanged(String name) {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            emulator.tasks().submit(TaskRow.pending(Instant.now(), "importRdb", name, "crs-" + name));

            for (Caller caller : List.of(new Caller(emulator), new Caller(emulator).post())) {
                Caller.Answer answer = caller.with("redisName", name)
                        .with("redisId", "crs-" + name)
                        .call();

                assertThat(answer.column("redisName")).containsExactly(name);
            }
        }
    }

    @Test
    void aSpaceMayBeSentAsPlusOrPercent20() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            String plus = new Caller(emulator).with("redisName", "a b").form();
            String percent =
                    new Caller(emulator).with("redisName", "a b").form().replace("a+b", "a%20b");

            assertThat(plus).contains("a+b");
            assertThat(percent).contains("a%20b");
            assertThat(Caller.get(emulator, plus).code()).isZero();
            assertThat(Caller.get(emulator, percent).code()).isZero();
        }
    }

    @Test
    void sixtyFourClientsAreServedAtTheSameTime() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(64);
        try (CrsEmulator emulator = CrsEmulator.start()) {
            CyclicBarrier all = new CyclicBarrier(64);
            emulator.script(request -> {
                awaitAll(all);
                return Reaction.proceed();
            });
            List<Future<Integer>> totals = new ArrayList<>();
            for (int client = 0; client < 64; client++) {
                totals.add(clients.submit(() -> {
                    int total = 0;
                    for (int call = 0; call < 5; call++) {
                        total += new Caller(emulator).call().total();
                    }
                    return total;
                }));
            }

            for (Future<Integer> total : totals) {
                assertThat(total.get(60, TimeUnit.SECONDS)).isEqualTo(45);
            }
            assertThat(emulator.requestCount()).isEqualTo(64 * 5);
            assertThat(emulator.requests().stream().map(ReceivedRequest::nonce).distinct())
                    .hasSize(64 * 5);
        } finally {
            clients.shutdownNow();
        }
    }

    private static void awaitAll(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingLeavesNoThreadAndNoListener() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        CrsEmulator emulator = CrsEmulator.start();
        new Caller(emulator).call();
        List<Thread> started = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !thread.getName().startsWith("Keep-Alive"))
                .toList();
        assertThat(started).isNotEmpty().allMatch(Thread::isDaemon);

        emulator.close();
        emulator.close();

        for (Thread thread : started) {
            thread.join(5_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
        assertThatThrownBy(() -> new Caller(emulator).call()).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theServerIsToldNotToWaitForAcknowledgements() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            assertThat(emulator.endpoint()).hasHost("127.0.0.1");
            assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
        }
    }

    @Test
    void aRequestLineThatIsNoUriIsTheServersOwn400() throws Exception {
        try (CrsEmulator emulator = CrsEmulator.start();
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), emulator.endpoint().getPort())) {
            socket.getOutputStream().write("GET /v2/index.php?x=%zz HTTP/1.1\r\n\r\n".getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(emulator.requestCount()).isZero();
        }
    }

    @Test
    void aPortCanBeAskedForAndATakenOneIsRefused() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (CrsEmulator emulator = CrsEmulator.builder().port(free).start()) {
            assertThat(emulator.endpoint()).hasPort(free);
            assertThatThrownBy(() -> CrsEmulator.builder().port(free).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(free));
        }
    }

    @Test
    void acceptedRequestsAreRememberedInBoundedMemory() {
        RequestLog log = new RequestLog();
        for (int count = 0; count < RequestLog.REMEMBERED + 5; count++) {
            log.accepted(log.arrived("GET", "/", java.util.Map.of()));
        }

        assertThat(log.count()).isEqualTo(RequestLog.REMEMBERED + 5);
        assertThat(log.accepted()).hasSize(RequestLog.REMEMBERED);
        assertThat(log.accepted().get(0).ordinal()).isEqualTo(6);
    }
}
