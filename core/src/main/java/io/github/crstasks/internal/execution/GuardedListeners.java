package io.github.crstasks.internal.execution;

import io.github.crstasks.TaskClientListener;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.paging.TraversalEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Logs every event, notifies several listeners and logs their exceptions, so that no listener affects a call. */
public final class GuardedListeners implements TaskClientListener {
    private final List<TaskClientListener> listeners;

    /** Creates a listener that notifies the log and then the given listeners in this order. */
    public GuardedListeners(List<TaskClientListener> listeners) {
        this.listeners = Stream.concat(Stream.of(new LoggingListener()), listeners.stream())
                .toList();
    }

    private void notifyEach(Consumer<TaskClientListener> notification) {
        for (TaskClientListener listener : listeners) {
            Extensions.notifyListener("a listener", () -> notification.accept(listener));
        }
    }

    @Override
    public void onStarted(StartedEvent event) {
        notifyEach(listener -> listener.onStarted(event));
    }

    @Override
    public void onCompleted(CompletedEvent event) {
        notifyEach(listener -> listener.onCompleted(event));
    }

    @Override
    public void onAttempt(AttemptEvent event) {
        notifyEach(listener -> listener.onAttempt(event));
    }

    @Override
    public void onReply(ReplyEvent event) {
        notifyEach(listener -> listener.onReply(event));
    }

    @Override
    public void onRetry(RetryEvent event) {
        notifyEach(listener -> listener.onRetry(event));
    }

    @Override
    public void onRateLimited(RateLimitedEvent event) {
        notifyEach(listener -> listener.onRateLimited(event));
    }

    @Override
    public void onClockCorrected(ClockCorrectedEvent event) {
        notifyEach(listener -> listener.onClockCorrected(event));
    }

    @Override
    public void onTraversal(TraversalEvent event) {
        notifyEach(listener -> listener.onTraversal(event));
    }
}
