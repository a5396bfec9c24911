package io.github.crstasks.internal.execution;

import io.github.crstasks.TaskClientListener;
import io.github.crstasks.paging.TraversalEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Logs every event at debug level, under the name {@code io.github.crstasks}. */
final class LoggingListener implements TaskClientListener {
    static final System.Logger LOG = System.getLogger("io.github.crstasks");

    private static void debug(Supplier<String> message) {
        LOG.log(System.Logger.Level.DEBUG, message);
    }

    /** Returns milliseconds, saturated: a delay has any length. */
    private static long millis(Duration time) {
        return TimeUnit.MILLISECONDS.convert(time);
    }

    @Override
    public void onAttempt(AttemptEvent event) {
        debug(() -> "attempt " + event.attempt() + " for " + event.call());
    }

    @Override
    public void onReply(ReplyEvent event) {
        debug(() -> "HTTP " + event.httpStatus() + ", " + event.bytes() + " bytes, after " + millis(event.elapsed())
                + " ms for " + event.call());
    }

    @Override
    public void onRetry(RetryEvent event) {
        debug(() -> "attempt " + event.attempt() + " failed, next attempt in " + millis(event.delay()) + " ms: "
                + event.error().message());
    }

    @Override
    public void onRateLimited(RateLimitedEvent event) {
        debug(() -> "delayed by " + millis(event.delay()) + " ms by the rate limit: " + event.call());
    }

    @Override
    public void onClockCorrected(ClockCorrectedEvent event) {
        debug(() -> "clock corrected by " + event.correction());
    }

    @Override
    public void onTraversal(TraversalEvent event) {
        debug(event::toString);
    }
}
