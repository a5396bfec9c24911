package io.github.crstasks.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * An HTTP/1.1 server on loopback whose script decides every byte that it sends, valid or not. It listens on a free port
 * until it is closed. Safe for use by several threads.
 */
public final class ScriptedServer implements AutoCloseable {
    static final String THREAD_NAME = "scripted-server";
    private static final int BACKLOG = 100;
    private static final int SEND_BUFFER_BYTES = 64 << 10;

    private final String scheme;
    private final ServerSocket socket;
    private final List<ServerConnection> connections = new CopyOnWriteArrayList<>();
    private final List<ServerRequest> received = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ServerRequest> unread = new LinkedBlockingQueue<>();

    private ScriptedServer(String scheme, ServerSocket socket, ServerScript script) {
        this.scheme = scheme;
        this.socket = socket;
        start(() -> accept(script));
    }

    /**
     * Starts a server for http.
     *
     * @param script answers all requests
     * @return the server
     * @throws IOException if no port can be opened
     */
    public static ScriptedServer plain(ServerScript script) throws IOException {
        return new ScriptedServer("http", new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), script);
    }

    /**
     * Starts a server for https.
     *
     * @param tls presents the certificate, see {@link TestCertificate#serverContext()}
     * @param script answers all requests
     * @return the server
     * @throws IOException if no port can be opened
     */
    public static ScriptedServer secure(SSLContext tls, ServerScript script) throws IOException {
        ServerSocket socket =
                tls.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        return new ScriptedServer("https", socket, script);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, THREAD_NAME);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerScript script) {
        try {
            while (true) {
                Socket accepted = socket.accept();
                accepted.setTcpNoDelay(true);
                accepted.setSendBufferSize(SEND_BUFFER_BYTES);
                ServerConnection connection = new ServerConnection(accepted);
                connections.add(connection);
                start(() -> connection.serve(this, script));
            }
        } catch (IOException closed) {
            // The server was closed, which ends this thread.
        }
    }

    void received(ServerRequest request) {
        received.add(request);
        unread.add(request);
    }

    /**
     * Returns the address of this server.
     *
     * @return an address with host 127.0.0.1 and a path
     */
    public URI endpoint() {
        return endpoint("127.0.0.1");
    }

    /**
     * Returns the address of this server by another name of the loopback interface.
     *
     * @param host the host name
     * @return an address with this host and a path
     */
    public URI endpoint(String host) {
        return URI.create(scheme + "://" + host + ":" + socket.getLocalPort() + "/v2/index.php");
    }

    /**
     * Returns all requests received so far.
     *
     * @return a live, unmodifiable view
     */
    public List<ServerRequest> received() {
        return Collections.unmodifiableList(received);
    }

    /**
     * Returns all connections accepted so far, closed ones included.
     *
     * @return a live, unmodifiable view
     */
    public List<ServerConnection> connections() {
        return Collections.unmodifiableList(connections);
    }

    /**
     * Waits for the next request that this method has not returned yet.
     *
     * @param timeout how long to wait
     * @return the request
     * @throws AssertionError if no request arrives in time, or if the thread is interrupted
     */
    public ServerRequest awaitRequest(Duration timeout) {
        try {
            ServerRequest next = unread.poll(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError("no request arrived within " + timeout);
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a request", interrupted);
        }
    }

    /**
     * Closes the server and all its connections.
     *
     * @throws IOException if a socket cannot be closed
     */
    @Override
    public void close() throws IOException {
        socket.close();
        for (ServerConnection connection : connections) {
            connection.close();
        }
    }
}
