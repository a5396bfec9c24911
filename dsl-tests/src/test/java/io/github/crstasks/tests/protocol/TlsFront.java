package io.github.crstasks.tests.protocol;

import io.github.crstasks.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts TLS connections on a free port of loopback and passes their bytes to another port, for clients that know https only. */
final class TlsFront implements AutoCloseable {
    private final int target;
    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    TlsFront(int target) throws IOException {
        this.target = target;
        this.listening = TestCertificate.VALID
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Returns the host and the port, as a Host header has them. */
    String authority() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(client, service));
                start(() -> pump(client, service));
                start(() -> pump(service, client));
            }
        } catch (IOException closed) {
            // The front was closed, which ends this thread.
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // Either side has closed its connection, which closes the other.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
