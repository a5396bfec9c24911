package io.github.crstasks.testkit;

import java.io.IOException;

/** How a server answers one request. */
@FunctionalInterface
interface Script {
    /** Answers, or does not; an exception ends the connection. */
    void answer(Received request, Connection connection) throws IOException;

    /** Leaves the request unanswered until the client goes. */
    static Script silence() {
        return (request, connection) -> connection.awaitEnd();
    }

    /** Sends some bytes and then nothing more until the client goes. */
    static Script silenceAfter(String bytes) {
        return (request, connection) -> {
            connection.send(bytes);
            connection.awaitEnd();
        };
    }

    /** Sends some bytes and then the same byte over and over, slowly, until the client goes. */
    static Script trickle(String bytes, String more) {
        return (request, connection) -> {
            connection.send(bytes);
            connection.trickle(more);
        };
    }

    /** Sends some bytes and ends the connection. */
    static Script lastWords(String bytes) {
        return (request, connection) -> {
            connection.send(bytes);
            connection.close();
        };
    }

    /** Answers with a status and a body of declared length; the connection stays open. */
    static Script reply(int status, String body) {
        return (request, connection) -> connection.reply(status, body);
    }
}
