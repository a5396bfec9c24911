package io.github.crstasks.auth;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out the numbers that make each request unlike any other; safe for use by any number of threads at once.
 *
 * <p>The service takes a pair of nonce and timestamp once. Source: API document, common parameters ({@code Nonce}).
 */
@FunctionalInterface
public interface NonceSource {
    /**
     * The next nonce.
     *
     * @return a positive number
     */
    int next();

    /**
     * Nonces that start at a random place and do not come again before all 2,147,483,647 have been handed out, so that
     * threads that share the source never collide.
     *
     * @return a new source
     */
    static NonceSource random() {
        // An odd step visits every 31-bit number; a large one makes neighbours in time look unrelated.
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
