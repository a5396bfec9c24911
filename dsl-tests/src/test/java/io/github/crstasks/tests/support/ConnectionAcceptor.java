package io.github.crstasks.tests.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts connections on a port of loopback, each served by a daemon thread, and closes all sockets when it is closed. */
public abstract class ConnectionAcceptor implements AutoCloseable {
    private final String threadName;
    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    protected ConnectionAcceptor(String threadName, ServerSocket listening) {
        this.threadName = threadName;
        this.listening = listening;
    }

    /** Serves one connection until either side has closed it; may throw when it is closed. */
    protected abstract void serve(Socket client) throws IOException;

    /** Starts to accept connections. */
    protected final void start() {
        start(() -> {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                start(() -> serve(client));
            }
        });
    }

    /** Returns the port that clients connect to. */
    public final int port() {
        return listening.getLocalPort();
    }

    /** Opens a connection to another port of loopback. */
    protected final Socket connect(int port) throws IOException {
        Socket service = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(service);
        return service;
    }

    /** Passes bytes in both directions until one of the sockets is closed, and closes both. */
    protected final void relay(Socket client, Socket service) throws IOException {
        relayReplies(service, client);
        pump(client, service);
    }

    /** Passes bytes from a socket to another, on a thread of its own, and closes both at the end. */
    protected final void relayReplies(Socket service, Socket client) {
        start(() -> pump(service, client));
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private void start(Action action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        action.run();
                    } catch (IOException closed) {
                        // A socket was closed by its other side or by close(), which ends this thread.
                    }
                },
                threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Action {
        void run() throws IOException;
    }

    @Override
    public final void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
