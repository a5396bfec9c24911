package io.github.crstasks.transport.jdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An empty body that can be sent once.
 *
 * <p>The JDK sends a GET again, unasked, if the connection ends before a byte of the reply: with the same nonce. The one
 * thing that it asks anew of each attempt is the length of the body, so that is where the second one is stopped.
 */
final class OneAttempt implements BodyPublisher {
    private final AtomicBoolean made = new AtomicBoolean();

    @Override
    public long contentLength() {
        if (made.getAndSet(true)) {
            throw new UncheckedIOException(new IOException("the connection ended before a byte of the reply"));
        }
        return 0;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        BodyPublishers.noBody().subscribe(subscriber);
    }
}
