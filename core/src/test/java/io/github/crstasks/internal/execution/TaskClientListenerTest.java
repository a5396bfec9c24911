package io.github.crstasks.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event is sent to the listeners and logged at debug level. */
class TaskClientListenerTest {
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:18Z");

    private final Logger logger = Logger.getLogger("io.github.crstasks");
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** The clock is an hour slow, then the service is busy, then it returns one row a page. */
    private final Queue<TransportResponse> replies = new ArrayDeque<>(List.of(
            Responses.of(200, TransportHeaders.none().with("Date", "Fri, 10 Feb 2017 09:56:18 GMT"), "{\"code\":4500}"),
            Responses.of(503, TransportHeaders.none(), ""),
            Responses.page(2, Tasks.at(18, "a")),
            Responses.page(2, Tasks.at(17, "a"))));

    private final FakeTransport transport = FakeTransport.answering(request -> replies.remove());

    @BeforeEach
    void captureTheLog() {
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void releaseTheLog() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    private int tasksListedWith(TaskClientListener... listeners) {
        var builder = transport
                .client()
                .clock(() -> NOW)
                .scheduler(ManualScheduler.skippingDelays())
                .retryPolicy(RetryPolicy.builder()
                        .initialDelay(Duration.ZERO)
                        .maxDelay(Duration.ZERO)
                        .build())
                .rateLimiter(() -> Duration.ofMillis(7));
        List.of(listeners).forEach(builder::listener);
        return builder.build().list(TaskQuery.all()).get().size();
    }

    @Test
    void eachStepIsNotifiedAndLogged() {
        RecordingListener listener = new RecordingListener();

        assertThat(tasksListedWith(listener)).isEqualTo(2);

        assertThat(listener.events)
                .startsWith(
                        "started",
                        "rate limited by PT0.007S",
                        "attempt 1",
                        "reply 200 of 13",
                        "corrected by PT1H",
                        "retry after 1",
                        "rate limited by PT0.007S",
                        "attempt 2",
                        "reply 503 of 0",
                        "retry after 2",
                        "rate limited by PT0.007S",
                        "attempt 3")
                .contains("PageCapDetected", "completed after 3");
        assertThat(logged).allMatch(line -> line.startsWith("FINE "));
        assertThat(logged.stream()
                        .filter(line -> line.startsWith("FINE call"))
                        .map(line -> line.replaceFirst(": .*", ""))
                        .distinct())
                .hasSize(2);
        assertThat(logged.stream().map(line -> line.replaceFirst("call [0-9a-f]{8}-[12]: ", "")))
                .contains(
                        "FINE delayed by 7 ms by the rate limit: rows 0 to 99 of everything",
                        "FINE started for rows 0 to 99 of everything",
                        "FINE succeeded after 3 attempts in 21 ms for rows 0 to 99 of everything",
                        "FINE attempt 1 for rows 0 to 99 of everything",
                        "FINE clock corrected by 1 h",
                        "FINE HTTP 503, 0 bytes, after 0 ms for rows 0 to 99 of everything",
                        "FINE PageCapDetected[scan=everything, rows=1]")
                .anyMatch(
                        line -> line.startsWith("FINE attempt 2 failed, next attempt at once: HTTP 503 was received"));
    }

    static List<Throwable> anything() {
        return List.of(new IllegalStateException("unchecked"), new IOException("checked"), new AssertionError("error"));
    }

    @Test
    void listenerWhoseExceptionCannotBeLoggedHasNoEffect() {
        RecordingListener next = new RecordingListener();
        logger.addHandler(new StreamHandler(OutputStream.nullOutputStream(), new SimpleFormatter()) {
            @Override
            public synchronized void publish(LogRecord line) {
                if (line.getThrown() != null) {
                    throw new AssertionError("no log", line.getThrown());
                }
            }
        });
        try {
            assertThat(tasksListedWith(new ThrowingListener(new IllegalStateException("unchecked")), next))
                    .isEqualTo(2);
        } finally {
            for (Handler added : logger.getHandlers()) {
                logger.removeHandler(added);
            }
        }
        assertEventsOfEachKind(next);
    }

    @ParameterizedTest
    @MethodSource("anything")
    void listenerThatThrowsHasNoEffectAndIsLogged(Throwable thrown) {
        RecordingListener next = new RecordingListener();

        assertThat(tasksListedWith(new ThrowingListener(thrown), next)).isEqualTo(2);

        assertThat(logged).contains("FINE a listener threw an exception");
        assertEventsOfEachKind(next);
    }

    private static void assertEventsOfEachKind(RecordingListener listener) {
        assertThat(listener.events)
                .contains(
                        "started",
                        "completed after 3",
                        "attempt 1",
                        "retry after 2",
                        "corrected by PT1H",
                        "PageCapDetected");
    }

    private static final class RecordingListener implements TaskClientListener {
        private final List<String> events = new ArrayList<>();

        @Override
        public void onStarted(StartedEvent event) {
            events.add("started");
        }

        @Override
        public void onCompleted(CompletedEvent event) {
            events.add("completed after " + event.attempts());
        }

        @Override
        public void onAttempt(AttemptEvent event) {
            events.add("attempt " + event.attempt());
        }

        @Override
        public void onReply(ReplyEvent event) {
            events.add("reply " + event.httpStatus() + " of " + event.bytes());
        }

        @Override
        public void onRetry(RetryEvent event) {
            events.add("retry after " + event.attempt());
        }

        @Override
        public void onRateLimited(RateLimitedEvent event) {
            events.add("rate limited by " + event.delay());
        }

        @Override
        public void onClockCorrected(ClockCorrectedEvent event) {
            events.add("corrected by " + event.correction());
        }

        @Override
        public void onTraversal(TraversalEvent event) {
            events.add(event.getClass().getSimpleName());
        }
    }

    private record ThrowingListener(Throwable thrown) implements TaskClientListener {
        @Override
        public void onStarted(StartedEvent event) {
            throw Rethrow.unchecked(thrown);
        }

        @Override
        public void onCompleted(CompletedEvent event) {
            throw Rethrow.unchecked(thrown);
        }

        @Override
        public void onAttempt(AttemptEvent event) {
            throw Rethrow.unchecked(thrown);
        }

        @Override
        public void onReply(ReplyEvent event) {
            throw Rethrow.unchecked(thrown);
        }

        @Override
        public void onRetry(RetryEvent event) {
            throw Rethrow.unchecked(thrown);
        }

        @Override
        public void onRateLimited(RateLimitedEvent event) {
            throw Rethrow.unchecked(thrown);
        }

        @Override
        public void onClockCorrected(ClockCorrectedEvent event) {
            throw Rethrow.unchecked(thrown);
        }

        @Override
        public void onTraversal(TraversalEvent event) {
            throw Rethrow.unchecked(thrown);
        }
    }
}
