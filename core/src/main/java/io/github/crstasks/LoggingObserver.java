package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.TraversalEvent;
import java.time.Duration;
import java.util.function.Supplier;

/** Logs what a client does, at debug, under the name of the front door's package. */
final class LoggingObserver implements ExchangeObserver {
    private final System.Logger log = System.getLogger("io.github.crstasks");

    private void debug(Supplier<String> text) {
        log.log(System.Logger.Level.DEBUG, text);
    }

    @Override
    public void attempt(PageCall call, int attempt) {
        debug(() -> "attempt " + attempt + " at " + call);
    }

    @Override
    public void reply(PageCall call, int httpStatus, int bytes, Duration took) {
        debug(() -> "HTTP " + httpStatus + ", " + bytes + " bytes, after " + took + " for " + call);
    }

    @Override
    public void retry(PageCall call, TaskError error, int attempt, Duration wait) {
        debug(() -> "attempt " + attempt + " failed, again after " + wait + ": " + error.message());
    }

    @Override
    public void rateLimited(PageCall call, Duration wait) {
        debug(() -> "waiting " + wait + " under the rate limit for " + call);
    }

    @Override
    public void clockCorrected(Duration correction) {
        debug(() -> "the clock is wrong, corrected by " + correction);
    }

    @Override
    public void noticed(TraversalEvent event) {
        debug(event::toString);
    }
}
