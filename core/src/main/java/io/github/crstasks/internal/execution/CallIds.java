package io.github.crstasks.internal.execution;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the calls of one client. A random prefix tells the clients apart, because their lines share a log and a listener
 * may be added to several of them. Safe for use by any number of threads.
 */
final class CallIds {
    private final String prefix =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final AtomicLong calls = new AtomicLong();

    /** Returns the id of the next call, for example {@code 5f0c2a91-17}. */
    String next() {
        return prefix + "-" + calls.incrementAndGet();
    }
}
