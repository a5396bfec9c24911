package io.github.crstasks.internal.client;

import static io.github.crstasks.query.TaskQuery.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.task.Task;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.RecordingSubscriber;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Either;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests how many tasks a publisher emits, and how it ends. */
@Timeout(20)
class TaskPublisherTest {
    private final FakeTransport service = FakeTransport.answering(request -> Responses.listing(request, 8, 3));
    private final RecordingSubscriber<Task> subscriber =
            RecordingSubscriber.of(service.client().build().publisher(all()));

    private List<String> take(int tasks) throws InterruptedException {
        return subscriber.take(tasks).stream().map(Task::instanceId).toList();
    }

    @Test
    void publisherEmitsAsManyTasksAsRequestedAndCompletesOnce() throws InterruptedException {
        assertThat(service.requests()).isEmpty();

        subscriber.request(1);
        assertThat(take(1)).containsExactly("crs-0");
        subscriber.request(1);
        subscriber.request(3);
        assertThat(take(4)).containsExactly("crs-1", "crs-2", "crs-3", "crs-4");
        subscriber.request(4);
        assertThat(take(3)).containsExactly("crs-5", "crs-6", "crs-7");
        assertThat(subscriber.takeEnd()).isEmpty();
        subscriber.request(1);

        assertThat(subscriber.excess()).isZero();
        assertThat(subscriber.items()).hasSize(8);
        assertThat(subscriber.ends()).hasSize(1);
    }

    @Test
    void demandDoesNotOverflow() throws InterruptedException {
        subscriber.request(1);
        subscriber.request(Long.MAX_VALUE);

        assertThat(take(8)).hasSize(8);
        assertThat(subscriber.takeEnd()).isEmpty();
    }

    @Test
    void requestForNoTasksIsSignalledOnce() throws InterruptedException {
        subscriber.request(0);
        subscriber.request(-1);
        subscriber.request(1);

        assertThat(subscriber.takeEnd())
                .get()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("but was 0");
        assertThat(subscriber.ends()).hasSize(1);
        assertThat(subscriber.items()).isEmpty();
    }

    @Test
    void noPageIsRequestedAfterTheCancellation() throws InterruptedException {
        CompletableFuture<Flow.Subscription> cancelled = new CompletableFuture<>();
        FakeTransport cancelling = FakeTransport.starting(request -> {
            if (request.uri().getRawQuery().contains("offset=0")) {
                return CompletableFuture.completedFuture(
                        Either.right(Responses.page(20, Tasks.at(9, "a"), Tasks.at(8, "b"))));
            }
            cancelled.join().cancel();
            return new CompletableFuture<>();
        });
        RecordingSubscriber<Task> tasks =
                RecordingSubscriber.of(cancelling.client().pageSize(2).build().publisher(all()));
        cancelled.complete(tasks.subscription());

        tasks.request(20);

        assertThat(tasks.take(2)).hasSize(2);
        assertThat(cancelling.requests()).hasSize(2);
    }
}
