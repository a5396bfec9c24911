package io.github.crstasks.transport.jdk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/** A server that holds back its responses until it is allowed to send them. */
final class HoldingServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Semaphore responses = new Semaphore(0);

    /** Starts a server on a free port of the loopback interface. */
    HoldingServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Allows a number of responses. */
    void respond(int count) {
        responses.release(count);
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader requests =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                if (line.isEmpty()) {
                    responses.acquire();
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
                }
            }
        } catch (IOException | InterruptedException closed) {
            // The transport closed the connection.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
