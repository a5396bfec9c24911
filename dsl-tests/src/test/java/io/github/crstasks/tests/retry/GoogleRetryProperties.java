package io.github.crstasks.tests.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.RequestInterceptor;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.vavr.control.Either;
import java.net.HttpURLConnection;
import java.util.List;
import net.jqwik.api.Example;

class GoogleRetryProperties extends RetryProperties {
    @Override
    EmulatorFixture fixture() {
        return EmulatorFixture.sharedOverGoogle();
    }

    /** See {@link Deviation#RESENDS_UNANSWERED_GET}. */
    @Example
    void replayCausedByTheTransportIsRetried() {
        EmulatorFixture fixture = fixture();
        fixture.replaceTasks(List.of(), 100);
        fixture.emulator()
                .intercept(RequestInterceptor.onReply((request, body) ->
                        request.ordinal() == 1 ? InterceptorAction.drop() : InterceptorAction.proceed()));

        try (Transport connecting = GoogleTransport.connecting(url -> (HttpURLConnection) url.openConnection())) {
            assertThat(fixture.client()
                            .transport(connecting)
                            .retryPolicy(RetryPolicy.defaults())
                            .build()
                            .count(TaskQuery.all()))
                    .isEqualTo(Either.right(0));
        }
        assertThat(fixture.emulator().requestCount()).isEqualTo(3);
    }
}
