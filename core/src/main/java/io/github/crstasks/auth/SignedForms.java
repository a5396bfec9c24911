package io.github.crstasks.auth;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the forms of one key are written. Safe for use by any number of threads. */
final class SignedForms {
    private final KeyedHash hash;
    private final AtomicReference<@Nullable SignedForm> idle = new AtomicReference<>();

    SignedForms(KeyedHash hash) {
        this.hash = hash;
    }

    /** A form for use by one thread, and by no other until that one gives it back. */
    SignedForm take() {
        SignedForm free = idle.getAndSet(null);
        return free == null ? new SignedForm(hash.algorithm()) : free;
    }

    void giveBack(SignedForm form) {
        idle.set(form);
    }
}
