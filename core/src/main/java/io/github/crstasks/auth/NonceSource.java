package io.github.crstasks.auth;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Generates nonces; safe for use by any number of threads at once.
 *
 * <p>The service accepts a pair of nonce and timestamp once. Source: docs/api/get-redis-task-list.md, section 2.
 */
@FunctionalInterface
public interface NonceSource {
    /**
     * Returns the next nonce.
     *
     * @return a positive number; any other ends the call with an error that names the source
     */
    int next();

    /**
     * Returns a source that starts at a random number and returns each of the 2,147,483,647 positive numbers once before it
     * repeats any, so that threads that share it never collide.
     *
     * @return a new source
     */
    static NonceSource random() {
        // An odd step visits every 31-bit number; a large one makes consecutive nonces look unrelated.
        int step = 0x5E3779B9;
        AtomicInteger state = new AtomicInteger(new SecureRandom().nextInt());
        return () -> {
            int nonce;
            do {
                nonce = state.getAndAdd(step) & Integer.MAX_VALUE;
            } while (nonce == 0);
            return nonce;
        };
    }
}
