package io.github.crstasks.transport.google;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An empty body that can be sent only once.
 *
 * <p>The JDK resends a GET, with the same nonce, if the connection closes before the first byte of the response. Before it
 * resends, it calls only {@link #contentLength()} again, so that is where this class fails.
 */
final class NonRepeatableBody implements BodyPublisher {
    private final AtomicBoolean isSent = new AtomicBoolean();

    @Override
    public long contentLength() {
        if (isSent.getAndSet(true)) {
            throw new UncheckedIOException(new IOException("connection closed before the first byte of the response"));
        }
        return 0;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        BodyPublishers.noBody().subscribe(subscriber);
    }
}
