package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.Retry;
import io.github.crstasks.emulator.Reaction;
import io.github.crstasks.emulator.Script;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.google.GoogleTransport;
import io.vavr.control.Either;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;

class GoogleRetryProperties extends RetryProperties {
    @Override
    Loopback loopback() {
        return Loopback.over("the Google HTTP client", GoogleTransport::new);
    }

    /** Not the drops: {@link Deviation#RESENDS_AN_UNANSWERED_GET}. */
    @Override
    Set<Fault> survivable() {
        return EnumSet.complementOf(EnumSet.of(Fault.DROPPED, Fault.DROPPED_AFTER_THE_WORK, Fault.SILENCE));
    }

    @Example
    void a_replay_that_the_transport_itself_caused_is_survived() {
        Loopback loopback = loopback();
        loopback.hold(List.of(), 100);
        loopback.emulator()
                .script(Script.onReply(
                        (request, body) -> request.ordinal() == 1 ? Reaction.drop() : Reaction.proceed()));

        assertThat(loopback.client().retry(Retry.standard()).build().count(TaskQuery.all()))
                .isEqualTo(Either.right(0));
        assertThat(loopback.emulator().requestCount()).isEqualTo(3);
    }
}
