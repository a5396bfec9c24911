package io.github.crstasks.internal.client;

import io.github.crstasks.internal.concurrent.Rethrow;
import io.vavr.control.Option;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a client created itself and closes with it. For use by one thread until the client is built. */
public final class OwnedResources {
    private final Deque<Runnable> closers = new ArrayDeque<>();

    /**
     * Adds a resource.
     *
     * @param resource the resource
     * @param close closes it, more than once if the client is closed more than once
     * @return the resource
     */
    public <T> T add(T resource, Consumer<? super T> close) {
        closers.add(() -> close.accept(resource));
        return resource;
    }

    /** Closes every resource, also if closing another one throws. */
    void close() {
        Option<Throwable> failure = Option.none();
        for (Runnable closer : closers) {
            try {
                closer.run();
            } catch (Throwable thrown) {
                failure = Option.some(thrown);
            }
        }
        failure.forEach(thrown -> {
            throw Rethrow.unchecked(thrown);
        });
    }
}
