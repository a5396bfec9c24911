package io.github.crstasks.testkit;

import java.io.IOException;

/** Decides how a {@link ScriptedServer} answers a request. Implementations must be safe for use by several threads. */
@FunctionalInterface
public interface ServerScript {
    /**
     * Answers one request, or leaves it unanswered. The connection stays open for the next request unless this method closes
     * it.
     *
     * @param request the request
     * @param connection where to write the answer
     * @throws IOException if the client has closed the connection; ends the connection
     */
    void answer(ServerRequest request, ServerConnection connection) throws IOException;

    /**
     * Sends nothing until the client closes the connection.
     *
     * @return the script
     */
    static ServerScript silence() {
        return (request, connection) -> connection.awaitClose();
    }

    /**
     * Sends some bytes and then nothing until the client closes the connection.
     *
     * @param bytes what to send, as Latin-1
     * @return the script
     */
    static ServerScript silenceAfter(String bytes) {
        return (request, connection) -> {
            connection.send(bytes);
            connection.awaitClose();
        };
    }

    /**
     * Sends some bytes, and then others every 10 ms until the client closes the connection.
     *
     * @param bytes what to send first, as Latin-1
     * @param repeated what to send again and again, as Latin-1
     * @return the script
     */
    static ServerScript trickle(String bytes, String repeated) {
        return (request, connection) -> {
            connection.send(bytes);
            connection.trickle(repeated);
        };
    }

    /**
     * Sends some bytes and closes the connection.
     *
     * @param bytes what to send, as Latin-1
     * @return the script
     */
    static ServerScript closeAfter(String bytes) {
        return (request, connection) -> {
            connection.send(bytes);
            connection.close();
        };
    }

    /**
     * Sends a response with a {@code Content-Length} and keeps the connection open.
     *
     * @param status the status code
     * @param body the body, as Latin-1
     * @return the script
     */
    static ServerScript respond(int status, String body) {
        return (request, connection) -> connection.respond(status, body);
    }
}
