package io.github.crstasks.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.http.TransportFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is special to this transport; what it shares with all others is in the contract. */
@Timeout(30)
class JdkTransportTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Transport.class)).hasExactlyElementsOfTypes(JdkTransport.class);
    }

    @Test
    void refusesAClientThatFollowsRedirects() {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdkTransport.sharing(client))
                .withMessageContaining("NORMAL");
    }

    @Test
    void sendsThroughTheProxyOfTheCallersClient() throws IOException {
        try (ServerSocket proxy = listening();
                Transport transport = JdkTransport.sharing(HttpClient.newBuilder()
                        .proxy(ProxySelector.of(new InetSocketAddress(proxy.getInetAddress(), proxy.getLocalPort())))
                        .build())) {
            AtomicReference<String> request = answering(proxy, OK.getBytes(StandardCharsets.US_ASCII));
            URI endpoint = URI.create("http://service.invalid/v2/index.php");
            assertThat(transport
                            .send(HttpRequest.get(endpoint, "a=b", HttpHeaders.none()))
                            .get()
                            .status())
                    .isEqualTo(200);
            assertThat(request.get()).startsWith("GET http://service.invalid/v2/index.php?a=b HTTP/1.1");
        }
    }

    @Test
    void leavesTheCallersClientUsable() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        JdkTransport.sharing(client).close();
        try (ServerSocket server = listening()) {
            answering(server, OK.getBytes(StandardCharsets.US_ASCII));
            assertThat(client.send(
                                    java.net.http.HttpRequest.newBuilder(endpoint(server))
                                            .build(),
                                    java.net.http.HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("ok");
        }
    }

    @Test
    void decodesGzipUpToTheLimit() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(new byte[1000]);
        }
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        reply.writeBytes(zipped.toByteArray());
        try (ServerSocket server = listening();
                Transport transport = new JdkTransport()) {
            HttpRequest request = HttpRequest.get(endpoint(server), "", HttpHeaders.none());
            answering(server, reply.toByteArray());
            assertThat(transport
                            .send(request.within(Duration.ofSeconds(10), 1000))
                            .get()
                            .body()
                            .remaining())
                    .isEqualTo(1000);
            answering(server, reply.toByteArray());
            assertThat(transport
                            .send(request.within(Duration.ofSeconds(10), 999))
                            .getLeft()
                            .kind())
                    .isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void theDeadlineCoversTheBody() throws IOException {
        try (ServerSocket server = listening();
                Transport transport = new JdkTransport()) {
            HttpRequest request =
                    HttpRequest.get(endpoint(server), "", HttpHeaders.none()).within(Duration.ofMillis(300), 1000);
            answering(server, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
            assertThat(transport.send(request).getLeft()).returns(Kind.TIMED_OUT, TransportFailure::kind);
        }
    }

    @Test
    void closingEndsWhatIsUnderWayAndRefusesWhatComesLater() throws IOException {
        JdkTransport transport = new JdkTransport();
        try (ServerSocket server = listening()) {
            HttpRequest request = HttpRequest.get(endpoint(server), "", HttpHeaders.none());
            var reply = transport.sendAsync(request);
            transport.close();
            assertThat(reply.join().getLeft().kind()).isEqualTo(Kind.CLOSED);
            assertThat(transport.send(request).getLeft().kind()).isEqualTo(Kind.CLOSED);
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static URI endpoint(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v2/index.php");
    }

    /** Answers one request and ends the connection when the client does, or with the reply if that says so. */
    private static AtomicReference<String> answering(ServerSocket server, byte[] reply) {
        AtomicReference<String> head = new AtomicReference<>("");
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                StringBuilder read = new StringBuilder();
                while (read.indexOf("\r\n\r\n") < 0) {
                    read.append((char) in.read());
                }
                head.set(read.toString());
                socket.getOutputStream().write(reply);
                if (!new String(reply, StandardCharsets.ISO_8859_1).contains("Connection: close")) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException ended) {
                // The client's side of it is what the test looks at.
                head.compareAndSet("", ended.toString());
            }
        });
        thread.setDaemon(true);
        thread.start();
        return head;
    }
}
