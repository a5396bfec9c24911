package io.github.crstasks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskQuery;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens on the way is told to an observer, and logged at debug. */
class ExchangeObserverTest {
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

    /** The clock is an hour slow, then the service is busy, then it sends one row at a time. */
    private final Queue<HttpResponse> replies = new ArrayDeque<>(List.of(
            reply(200, HttpHeaders.none().with("Date", "Fri, 10 Feb 2017 09:56:18 GMT"), "{\"code\":4500}"),
            reply(503, HttpHeaders.none(), ""),
            reply(200, HttpHeaders.none(), page("2017-02-10 16:56:18")),
            reply(200, HttpHeaders.none(), page("2017-02-10 16:56:17"))));

    private final Transport transport = new Transport() {
        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            return Either.right(replies.remove());
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            return CompletableFuture.completedFuture(send(request));
        }

        @Override
        public void close() {}
    };

    private static HttpResponse reply(int status, HttpHeaders headers, String body) {
        return new HttpResponse(status, headers, body.getBytes(UTF_8));
    }

    private static String page(String startTime) {
        return "{\"code\":0,\"totalCount\":2,\"data\":{\"redisTaskSet\":[{\"startTime\":\"" + startTime
                + "\",\"taskName\":\"importRdb\",\"redisId\":\"a\",\"status\":1}]}}";
    }

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    private int tasksSeenBy(ExchangeObserver observer) {
        return TaskClient.builder()
                .region("gz")
                .credentials(Credentials.of("id", "key"))
                .transport(transport)
                .clock(() -> NOW)
                .retry(Retry.standard().withWaits(Duration.ZERO, Duration.ZERO))
                .rate(() -> Duration.ofNanos(7))
                .observer(observer)
                .build()
                .list(TaskQuery.all())
                .get()
                .size();
    }

    @Test
    void each_step_is_told_and_logged() {
        List<String> told = new ArrayList<>();

        assertThat(tasksSeenBy(new ExchangeObserver() {
                    @Override
                    public void attempt(PageCall call, int attempt) {
                        told.add("attempt " + attempt);
                    }

                    @Override
                    public void reply(PageCall call, int httpStatus, int bytes, Duration took) {
                        told.add("reply " + httpStatus + " of " + bytes);
                    }

                    @Override
                    public void retry(PageCall call, TaskError error, int attempt, Duration wait) {
                        told.add("retry after " + attempt);
                    }

                    @Override
                    public void rateLimited(PageCall call, Duration wait) {
                        told.add("limited");
                    }

                    @Override
                    public void clockCorrected(Duration correction) {
                        told.add("corrected by " + correction);
                    }

                    @Override
                    public void noticed(TraversalEvent event) {
                        told.add(event.getClass().getSimpleName());
                    }
                }))
                .isEqualTo(2);

        assertThat(told)
                .startsWith(
                        "limited",
                        "attempt 1",
                        "reply 200 of 13",
                        "corrected by PT1H",
                        "retry after 1",
                        "limited",
                        "attempt 2",
                        "reply 503 of 0",
                        "retry after 2",
                        "limited",
                        "attempt 3")
                .contains("PageCapLearnt");
        assertThat(logged)
                .allMatch(line -> line.startsWith("FINE "))
                .contains(
                        "FINE waiting PT0.000000007S under the rate limit for rows 0 to 99 of everything",
                        "FINE attempt 1 at rows 0 to 99 of everything",
                        "FINE the clock is wrong, corrected by PT1H",
                        "FINE HTTP 503, 0 bytes, after PT0S for rows 0 to 99 of everything",
                        "FINE PageCapLearnt[scan=everything, rows=1]")
                .anyMatch(line -> line.startsWith("FINE attempt 2 failed, again after PT0S: HTTP 503 came"));
    }

    @Test
    void an_observer_that_throws_changes_nothing_and_is_logged() {
        ExchangeObserver broken = new ExchangeObserver() {
            @Override
            public void attempt(PageCall call, int attempt) {
                throw new IllegalStateException("broken");
            }
        };

        assertThat(tasksSeenBy(broken)).isEqualTo(2);
        assertThat(logged).contains("FINE an observer failed");
    }
}
