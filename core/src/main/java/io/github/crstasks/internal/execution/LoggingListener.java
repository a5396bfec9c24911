package io.github.crstasks.internal.execution;

import io.github.crstasks.TaskClientListener;
import io.github.crstasks.paging.TraversalEvent;
import java.util.function.Supplier;

/** Logs every event at debug level, under the name {@code io.github.crstasks}. */
final class LoggingListener implements TaskClientListener {
    static final System.Logger LOG = System.getLogger("io.github.crstasks");

    private static void debug(Supplier<String> message) {
        LOG.log(System.Logger.Level.DEBUG, message);
    }

    @Override
    public void onStarted(StartedEvent event) {
        debug(event::toString);
    }

    @Override
    public void onCompleted(CompletedEvent event) {
        debug(event::toString);
    }

    @Override
    public void onAttempt(AttemptEvent event) {
        debug(event::toString);
    }

    @Override
    public void onReply(ReplyEvent event) {
        debug(event::toString);
    }

    @Override
    public void onRetry(RetryEvent event) {
        debug(event::toString);
    }

    @Override
    public void onRateLimited(RateLimitedEvent event) {
        debug(event::toString);
    }

    @Override
    public void onClockCorrected(ClockCorrectedEvent event) {
        debug(event::toString);
    }

    @Override
    public void onTraversal(TraversalEvent event) {
        debug(event::toString);
    }
}
