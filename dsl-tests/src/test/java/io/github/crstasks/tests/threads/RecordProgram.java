package io.github.crstasks.tests.threads;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares and hashes a record. */
public final class RecordProgram implements Consumer<String[]> {
    private record Pair(@Nullable Pair next, String text) {}

    @Override
    public void accept(String[] arguments) {
        Pair last = new Pair(null, "last");
        Pair first = new Pair(last, "first");
        if (first.hashCode() == last.hashCode() || !first.equals(new Pair(last, "first"))) {
            throw new IllegalStateException("records are compared by their components");
        }
    }
}
