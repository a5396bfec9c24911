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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackServerTest {

    @Test
    void unknownPathIsAnsweredWith404() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            ApiV2TestClient.HttpReply reply = ApiV2TestClient.exchange(
                    "GET", emulator.endpoint().resolve("/v2/index.html").toString(), "");

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.body()).doesNotContain("{").isNotBlank();
            assertThat(emulator.requestCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD"})
    void unsupportedMethodIsAnsweredWith405(String method) {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            String url = emulator.endpoint() + "?" + new ApiV2TestClient(emulator).signedForm();

            assertThat(ApiV2TestClient.exchange(method, url, "").status()).isEqualTo(405);
            assertThat(new ApiV2TestClient(emulator).send().code()).isZero();
        }
    }

    @Test
    void queryAbove32KilobytesIsAnsweredWith414AndBodyAbove1MegabyteWith413() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            assertThat(ApiV2TestClient.sendGet(emulator, "x=" + "y".repeat(32 * 1024))
                            .status())
                    .isEqualTo(414);
            assertThat(ApiV2TestClient.sendPost(emulator, "x=" + "y".repeat(1024 * 1024))
                            .status())
                    .isEqualTo(413);
            assertThat(new ApiV2TestClient(emulator).send().code()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"测试API专用", "🚀 launch", "a+b", "100%", "%2B", "a&limit=1", "a=b", "ü/ß?#", " ", "\\\"<>\u2028"})
    void anyNameIsMatchedAndListedUnchanged(String name) {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            emulator.tasks().submit(TaskRow.pending(Instant.now(), "importRdb", name, "crs-" + name));

            for (ApiV2TestClient client :
                    List.of(new ApiV2TestClient(emulator), new ApiV2TestClient(emulator).usingPost())) {
                ApiV2TestClient.HttpReply reply = client.with("redisName", name)
                        .with("redisId", "crs-" + name)
                        .send();

                assertThat(reply.column("redisName")).containsExactly(name);
            }
        }
    }

    @Test
    void spaceMayBeEncodedAsPlusOrPercent20() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            String plus = new ApiV2TestClient(emulator).with("redisName", "a b").signedForm();
            String percent = new ApiV2TestClient(emulator)
                    .with("redisName", "a b")
                    .signedForm()
                    .replace("a+b", "a%20b");

            assertThat(plus).contains("a+b");
            assertThat(percent).contains("a%20b");
            assertThat(ApiV2TestClient.sendGet(emulator, plus).code()).isZero();
            assertThat(ApiV2TestClient.sendGet(emulator, percent).code()).isZero();
        }
    }

    @Test
    void sixtyFourClientsAreServedConcurrently() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(64);
        try (CrsEmulator emulator = CrsEmulator.start()) {
            CyclicBarrier allArrived = new CyclicBarrier(64);
            emulator.intercept(request -> {
                await(allArrived);
                return InterceptorAction.proceed();
            });
            List<Future<Integer>> totals = new ArrayList<>();
            for (int client = 0; client < 64; client++) {
                totals.add(clients.submit(() -> {
                    int total = 0;
                    for (int call = 0; call < 5; call++) {
                        total += new ApiV2TestClient(emulator).send().total();
                    }
                    return total;
                }));
            }

            for (Future<Integer> total : totals) {
                assertThat(total.get(60, TimeUnit.SECONDS)).isEqualTo(45);
            }
            assertThat(emulator.requestCount()).isEqualTo(64 * 5);
            assertThat(emulator.acceptedRequests().stream()
                            .map(ReceivedRequest::nonce)
                            .distinct())
                    .hasSize(64 * 5);
        } finally {
            clients.shutdownNow();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingStopsAllThreadsAndFreesThePort() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        CrsEmulator emulator = CrsEmulator.start();
        new ApiV2TestClient(emulator).send();
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
        assertThatThrownBy(() -> new ApiV2TestClient(emulator).send()).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void emulatorDisablesNaglesAlgorithm() {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            assertThat(emulator.endpoint()).hasHost("127.0.0.1");
            assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
        }
    }

    @Test
    void requestLineThatIsNotAUriIsAnsweredWith400AndNotCounted() throws Exception {
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
    void portCanBeChosenAndAnOccupiedPortIsRejected() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (CrsEmulator emulator = CrsEmulator.builder().port(port).start()) {
            assertThat(emulator.endpoint()).hasPort(port);
            assertThatThrownBy(() -> CrsEmulator.builder().port(port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(port));
        }
    }

    @Test
    void logKeepsOnlyTheLatestAcceptedRequests() {
        RequestLog log = new RequestLog();
        for (int count = 0; count < RequestLog.MAX_ACCEPTED + 5; count++) {
            log.recordAccepted(log.recordReceived("GET", "/", Map.of()));
        }

        assertThat(log.receivedCount()).isEqualTo(RequestLog.MAX_ACCEPTED + 5);
        assertThat(log.accepted()).hasSize(RequestLog.MAX_ACCEPTED);
        assertThat(log.accepted().get(0).ordinal()).isEqualTo(6);
    }
}
