package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.TransportFailure.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The deadline covers the whole exchange, and what misses it gives its connection up.
 *
 * <p>None of these servers ever comes to an end: a deadline that does not hold is seen by the call not coming back.
 */
abstract class DeadlineCases extends Cases {
    DeadlineCases(TransportContract contract) {
        super(contract);
    }

    private ScriptedServer assertTimesOut(Script script) throws IOException {
        ScriptedServer server = serving(script);
        assertFailsWith(Kind.TIMED_OUT, bothWays(open(), within(brief(), get(server))));
        return server;
    }

    private void assertTimesOutInTheMidst(Script trickle) throws IOException {
        ScriptedServer server = assertTimesOut(trickle);
        if (deviates(Deviation.HOLDS_WHAT_IS_GIVEN_UP)) {
            assertThat(server.connections())
                    .allSatisfy(connection ->
                            assertThat(connection.ended()).as("held on to").failsWithin(brief()));
        } else {
            assertLetGo(server);
        }
    }

    @Test
    final void aServerThatNeverAnswersIsGivenUp() throws IOException {
        assertLetGo(assertTimesOut(Script.silence()));
    }

    @Test
    final void headersThatNeverEndAreGivenUp() throws IOException {
        assertTimesOutInTheMidst(Script.trickle("HTTP/1.1 200 OK\r\nX-Endless: ", "x"));
    }

    @Test
    final void aBodyThatTricklesIsGivenUp() throws IOException {
        assertTimesOutInTheMidst(Script.trickle("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "x"));
    }

    @Test
    final void aChunkedBodyThatTricklesIsGivenUp() throws IOException {
        assertTimesOutInTheMidst(Script.trickle("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"));
    }

    @Test
    final void aBodyThatFallsSilentIsGivenUp() throws IOException {
        assertLetGo(assertTimesOut(Script.silenceAfter("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nx")));
    }
}
