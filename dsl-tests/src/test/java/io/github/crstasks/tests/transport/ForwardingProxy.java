package io.github.crstasks.tests.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.crstasks.tests.support.ConnectionAcceptor;
import io.vavr.control.Option;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * An HTTP/1.1 proxy on a free port of loopback, which opens tunnels, forwards plain requests without a body, and can require
 * credentials. Every host name leads to loopback.
 */
final class ForwardingProxy extends ConnectionAcceptor {
    /** A request to the proxy itself. */
    record Received(String method, String target, Option<String> authorization) {}

    private final Option<String> requiredAuthorization;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private ForwardingProxy(Option<String> requiredAuthorization) throws IOException {
        super("forwarding-proxy", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        this.requiredAuthorization = requiredAuthorization;
        start();
    }

    static ForwardingProxy withoutCredentials() throws IOException {
        return new ForwardingProxy(Option.none());
    }

    static ForwardingProxy requiring(String user, String password) throws IOException {
        return new ForwardingProxy(Option.some(basic(user, password)));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(ISO_8859_1));
    }

    List<Received> received() {
        return received;
    }

    @Override
    protected void serve(Socket client) throws IOException {
        try (client) {
            Option<Socket> upstream = Option.none();
            for (List<String> head = head(client); !head.isEmpty(); head = head(client)) {
                String[] start = head.get(0).split(" ", -1);
                Option<String> authorization = Option.ofOptional(head.stream()
                        .filter(line -> line.regionMatches(true, 0, "Proxy-Authorization:", 0, 20))
                        .map(line -> line.substring(20).strip())
                        .findFirst());
                received.add(new Received(start[0], start[1], authorization));
                if (requiredAuthorization.exists(required -> !authorization.contains(required))) {
                    send(client, "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 2\r\n\r\nno");
                } else if (start[0].equals("CONNECT")) {
                    Socket service = connect(Integer.parseInt(start[1].replaceFirst(".*:", "")));
                    send(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                    relay(client, service);
                    return;
                } else {
                    URI target = URI.create(start[1]);
                    if (upstream.isEmpty()) {
                        Socket service = connect(target.getPort());
                        upstream = Option.some(service);
                        relayReplies(service, client);
                    }
                    send(upstream.get(), forwarded(head, start[0], target));
                }
            }
        }
    }

    /** Returns a request as a proxy sends it on: with the path only, and without the headers for the proxy. */
    private static String forwarded(List<String> head, String method, URI target) {
        String path = target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        return head.stream()
                .skip(1)
                .filter(line -> !line.regionMatches(true, 0, "Proxy-", 0, 6))
                .collect(Collectors.joining("\r\n", method + " " + path + " HTTP/1.1\r\n", "\r\n\r\n"));
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    /** Returns the lines of the next request head; empty at the end of the connection. */
    private static List<String> head(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return List.of();
            }
            bytes.write(next);
        }
        return List.of(bytes.toString(ISO_8859_1).strip().split("\r\n", -1));
    }
}
