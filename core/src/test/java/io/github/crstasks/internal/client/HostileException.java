package io.github.crstasks.internal.client;

import io.github.crstasks.internal.concurrent.Rethrow;

/** An exception whose own methods throw, as a broken or a malicious one may do. */
final class HostileException extends RuntimeException {
    private final transient Throwable thrown;

    HostileException(Throwable thrown) {
        this.thrown = thrown;
    }

    @Override
    public String getMessage() {
        throw Rethrow.unchecked(thrown);
    }

    @Override
    public String toString() {
        throw Rethrow.unchecked(thrown);
    }

    @Override
    public synchronized Throwable getCause() {
        throw Rethrow.unchecked(thrown);
    }
}
