package io.github.crstasks.internal.client;

import io.github.crstasks.TaskClient;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.RecordingSubscriber;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** The styles in which a client sends a query, with one way to read their results. */
enum CallStyle {
    LIST {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) {
            return client.list(query);
        }
    },
    COUNT {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) {
            return client.count(query);
        }
    },
    PAGE {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) {
            return client.page(query, 0, 10);
        }
    },
    STREAM {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) {
            try (var stream = client.stream(query)) {
                return Either.right(stream.toList());
            } catch (TaskException thrown) {
                return Either.left(thrown.error());
            }
        }
    },
    AWAIT {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) {
            return of(client.await(query, WaitOptions.defaults()));
        }
    },
    PUBLISHER {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) throws Throwable {
            return firstSignal(client.publisher(query));
        }
    },
    WATCH {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) throws Throwable {
            return firstSignal(client.watch(query));
        }
    },
    ASYNC_LIST {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) throws Throwable {
            return get(client.async().list(query));
        }
    },
    ASYNC_COUNT {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) throws Throwable {
            return get(client.async().count(query));
        }
    },
    ASYNC_PAGE {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) throws Throwable {
            return get(client.async().page(query, 0, 10));
        }
    },
    ASYNC_AWAIT {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) throws Throwable {
            return of(get(client.async().await(query, WaitOptions.defaults())));
        }
    },
    ASYNC_PUBLISHER {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) throws Throwable {
            return firstSignal(client.async().publisher(query));
        }
    },
    ASYNC_WATCH {
        @Override
        Either<TaskError, ?> result(TaskClient client, TaskQuery query) throws Throwable {
            return firstSignal(client.async().watch(query));
        }
    };

    /**
     * Sends a query and returns its result or the error that ended it.
     *
     * @throws Throwable the exception of the call, the future or the subscriber, unless it carries a {@link TaskError}
     */
    abstract Either<TaskError, ?> result(TaskClient client, TaskQuery query) throws Throwable;

    private static Either<TaskError, ?> of(WaitOutcome outcome) {
        return outcome instanceof WaitOutcome.PollFailed failed ? Either.left(failed.error()) : Either.right(outcome);
    }

    /** Waits for the future and rethrows its exception without a wrapper. */
    private static <T> T get(CompletableFuture<T> future) throws Throwable {
        future.handle((value, thrown) -> "completed").get(1, TimeUnit.MINUTES);
        return Rethrow.resultOf(future);
    }

    private static <T> Either<TaskError, ?> firstSignal(Flow.Publisher<T> publisher) throws Throwable {
        RecordingSubscriber<T> subscriber = RecordingSubscriber.of(publisher);
        subscriber.request(1);
        Throwable thrown = subscriber.takeEnd().orElseThrow();
        if (thrown instanceof TaskException carrier) {
            return Either.left(carrier.error());
        }
        throw thrown;
    }
}
