package io.github.crstasks.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A server on loopback that answers as badly as a script says. */
final class ScriptedServer implements AutoCloseable {
    static final String THREAD = "scripted-server";
    private static final int BACKLOG = 100;
    private static final int SEND_BUFFER = 64 << 10;

    private final String scheme;
    private final ServerSocket socket;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Received> arriving = new LinkedBlockingQueue<>();

    private ScriptedServer(String scheme, ServerSocket socket, Script script) {
        this.scheme = scheme;
        this.socket = socket;
        start(() -> accept(script));
    }

    static ScriptedServer plain(Script script) throws IOException {
        return new ScriptedServer("http", new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), script);
    }

    static ScriptedServer secure(SSLContext tls, Script script) throws IOException {
        ServerSocket socket =
                tls.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        return new ScriptedServer("https", socket, script);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket accepted = socket.accept();
                accepted.setTcpNoDelay(true);
                accepted.setSendBufferSize(SEND_BUFFER);
                Connection connection = new Connection(accepted);
                connections.add(connection);
                start(() -> connection.serve(this, script));
            }
        } catch (IOException closed) {
            // That is how a case ends.
        }
    }

    void received(Received request) {
        received.add(request);
        arriving.add(request);
    }

    URI endpoint() {
        return endpoint("127.0.0.1");
    }

    URI endpoint(String host) {
        return URI.create(scheme + "://" + host + ":" + socket.getLocalPort() + "/v2/index.php");
    }

    /** All requests so far. */
    List<Received> received() {
        return received;
    }

    /** All connections so far, ended or not. */
    List<Connection> connections() {
        return connections;
    }

    /** The next request that was not asked for yet, which must come soon. */
    Received next(Duration soon) {
        try {
            Received next = arriving.poll(soon.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError("no request has come within " + soon);
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a request", interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
