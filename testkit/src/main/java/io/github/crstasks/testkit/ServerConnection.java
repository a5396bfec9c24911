package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vavr.control.Option;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** The server's end of a connection to a {@link ScriptedServer}. */
public final class ServerConnection {
    private static final Duration TRICKLE_INTERVAL = Duration.ofMillis(10);

    private final Socket socket;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    ServerConnection(Socket socket) {
        this.socket = socket;
    }

    /**
     * Returns a future that completes once either side has closed the connection.
     *
     * @return the future
     */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /**
     * Sends bytes.
     *
     * @param bytes the bytes, as Latin-1
     * @throws IOException if the client has closed the connection
     */
    public void send(String bytes) throws IOException {
        send(bytes.getBytes(ISO_8859_1));
    }

    /**
     * Sends bytes.
     *
     * @param bytes the bytes
     * @throws IOException if the client has closed the connection
     */
    public void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /**
     * Sends a response with a {@code Content-Length}.
     *
     * @param status the status code
     * @param body the body, as Latin-1
     * @throws IOException if the client has closed the connection
     */
    public void respond(int status, String body) throws IOException {
        send("HTTP/1.1 " + status + " Scripted\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /**
     * Sends the same bytes every 10 ms until the client closes the connection.
     *
     * @param repeated the bytes, as Latin-1
     * @throws IOException once the client has closed the connection
     */
    public void trickle(String repeated) throws IOException {
        while (true) {
            send(repeated);
            LockSupport.parkNanos(TRICKLE_INTERVAL.toNanos());
        }
    }

    /**
     * Discards what the client sends until it closes the connection.
     *
     * @throws IOException if the client resets the connection
     */
    public void awaitClose() throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        close();
    }

    /**
     * Closes the connection.
     *
     * @throws IOException if the socket cannot be closed
     */
    public void close() throws IOException {
        socket.close();
    }

    /**
     * Resets the connection, as the crash of a server would.
     *
     * @throws IOException if the socket cannot be closed
     */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        close();
    }

    /** Answers requests until either side closes the connection. */
    void serve(ScriptedServer server, ServerScript script) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Option<ServerRequest> next = read(in); next.isDefined(); next = read(in)) {
                server.received(next.get());
                script.answer(next.get(), this);
            }
        } catch (IOException end) {
            // The client or the script closed the connection, as many cases expect.
        } finally {
            closed.complete(null);
        }
    }

    private static Option<ServerRequest> read(InputStream in) throws IOException {
        String requestLine = line(in);
        if (requestLine.isEmpty()) {
            return Option.none();
        }
        String[] words = requestLine.split(" ", -1);
        if (words.length != 3) {
            throw new IOException("not a request line: " + requestLine);
        }
        List<Entry<String, String>> headers = new ArrayList<>();
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            String name = header.substring(0, colon);
            String value = header.substring(colon + 1).strip();
            headers.add(Map.entry(name, value));
            if (name.equalsIgnoreCase("Content-Length")) {
                length = Integer.parseInt(value);
            }
        }
        String body = new String(in.readNBytes(length), ISO_8859_1);
        return Option.of(new ServerRequest(words[0], words[1], headers, body));
    }

    /** Returns the next line without its end, or an empty text at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
