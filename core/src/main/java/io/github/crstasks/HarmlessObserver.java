package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.TraversalEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Tells several observers, and lets none of them do harm. */
final class HarmlessObserver implements ExchangeObserver {
    private final List<ExchangeObserver> observers;

    HarmlessObserver(List<ExchangeObserver> observers) {
        this.observers = observers;
    }

    private void tell(Consumer<ExchangeObserver> news) {
        for (ExchangeObserver observer : observers) {
            try {
                news.accept(observer);
            } catch (RuntimeException dropped) {
                System.getLogger(ExchangeObserver.class.getName())
                        .log(System.Logger.Level.DEBUG, "an observer failed", dropped);
            }
        }
    }

    @Override
    public void attempt(PageCall call, int attempt) {
        tell(observer -> observer.attempt(call, attempt));
    }

    @Override
    public void reply(PageCall call, int httpStatus, int bytes, Duration took) {
        tell(observer -> observer.reply(call, httpStatus, bytes, took));
    }

    @Override
    public void retry(PageCall call, TaskError error, int attempt, Duration wait) {
        tell(observer -> observer.retry(call, error, attempt, wait));
    }

    @Override
    public void rateLimited(PageCall call, Duration wait) {
        tell(observer -> observer.rateLimited(call, wait));
    }

    @Override
    public void clockCorrected(Duration correction) {
        tell(observer -> observer.clockCorrected(correction));
    }

    @Override
    public void noticed(TraversalEvent event) {
        tell(observer -> observer.noticed(event));
    }
}
