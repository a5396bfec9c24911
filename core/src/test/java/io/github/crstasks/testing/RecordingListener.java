package io.github.crstasks.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskClientListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the events of calls. For use by any number of threads. */
public final class RecordingListener implements TaskClientListener {
    private final List<Recorded> events = new CopyOnWriteArrayList<>();

    /** An event with the id of its call. */
    public record Recorded(String callId, Object event) {}

    /** Returns the events so far. */
    public List<Object> events() {
        return events.stream().map(Recorded::event).toList();
    }

    /** Returns the ends of calls so far. */
    public List<CompletedEvent> ends() {
        return events.stream()
                .map(Recorded::event)
                .filter(CompletedEvent.class::isInstance)
                .map(CompletedEvent.class::cast)
                .toList();
    }

    /** Returns the ids of the calls that have begun. */
    public List<String> startedCalls() {
        return events.stream()
                .filter(recorded -> recorded.event() instanceof StartedEvent)
                .map(Recorded::callId)
                .toList();
    }

    /** Asserts that each call has one start, which is its first event, and one end. */
    public RecordingListener assertEachCallHasOneStartAndOneEnd() {
        assertThat(startedCalls()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(ends().stream().map(CompletedEvent::callId)).containsExactlyInAnyOrderElementsOf(startedCalls());
        for (String id : startedCalls()) {
            assertThat(events.stream().filter(recorded -> recorded.callId().equals(id)))
                    .first()
                    .satisfies(first -> assertThat(first.event()).isInstanceOf(StartedEvent.class));
        }
        assertThat(events).allSatisfy(event -> assertThat(startedCalls()).contains(event.callId()));
        return this;
    }

    /** Asserts as {@link #assertEachCallHasOneStartAndOneEnd} does, and that the end is the last event. */
    public RecordingListener assertNothingFollowsAnEnd() {
        assertEachCallHasOneStartAndOneEnd();
        for (String id : startedCalls()) {
            assertThat(events.stream().filter(recorded -> recorded.callId().equals(id)))
                    .last()
                    .satisfies(last -> assertThat(last.event()).isInstanceOf(CompletedEvent.class));
        }
        return this;
    }

    @Override
    public void onStarted(StartedEvent event) {
        events.add(new Recorded(event.callId(), event));
    }

    @Override
    public void onCompleted(CompletedEvent event) {
        events.add(new Recorded(event.callId(), event));
    }

    @Override
    public void onAttempt(AttemptEvent event) {
        events.add(new Recorded(event.callId(), event));
    }

    @Override
    public void onReply(ReplyEvent event) {
        events.add(new Recorded(event.callId(), event));
    }

    @Override
    public void onRetry(RetryEvent event) {
        events.add(new Recorded(event.callId(), event));
    }

    @Override
    public void onRateLimited(RateLimitedEvent event) {
        events.add(new Recorded(event.callId(), event));
    }

    @Override
    public void onClockCorrected(ClockCorrectedEvent event) {
        events.add(new Recorded(event.callId(), event));
    }
}
