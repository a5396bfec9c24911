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

/** The server's end of a connection. */
final class Connection {
    private static final Duration PACE = Duration.ofMillis(10);

    private final Socket socket;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Connection(Socket socket) {
        this.socket = socket;
    }

    /** Completes once the connection has ended, whoever ended it. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    void send(String bytes) throws IOException {
        send(bytes.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    void reply(int status, String body) throws IOException {
        send("HTTP/1.1 " + status + " Told\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    void trickle(String more) throws IOException {
        while (true) {
            send(more);
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    void awaitEnd() throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        close();
    }

    void close() throws IOException {
        socket.close();
    }

    /** Ends the connection as a crash would. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        close();
    }

    /** Answers requests until either side has enough. */
    void serve(ScriptedServer server, Script script) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Option<Received> next = read(in); next.isDefined(); next = read(in)) {
                server.received(next.get());
                script.answer(next.get(), this);
            }
        } catch (IOException gone) {
            // The client went, or the script closed: either is what a case wants.
        } finally {
            ended.complete(null);
        }
    }

    private Option<Received> read(InputStream in) throws IOException {
        String requestLine = line(in);
        if (requestLine.isEmpty()) {
            return Option.none();
        }
        String[] words = requestLine.split(" ", -1);
        if (words.length != 3) {
            throw new IOException("no request line: " + requestLine);
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
        return Option.of(new Received(words[0], words[1], headers, body, this));
    }

    /** A line without its end; empty at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
