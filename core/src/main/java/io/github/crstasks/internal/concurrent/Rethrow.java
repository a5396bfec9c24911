package io.github.crstasks.internal.concurrent;

import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;

/** Rethrows exceptions of the caller's code unchanged, even checked ones: Kotlin and Scala lambdas may throw them. */
public final class Rethrow {
    private Rethrow() {}

    /**
     * Throws a throwable of any type.
     *
     * @param thrown the throwable
     * @return never returns; callers throw the declared value, so that the compiler sees the end of their method
     */
    public static RuntimeException unchecked(Throwable thrown) {
        return Rethrow.<RuntimeException>sneaky(thrown);
    }

    /**
     * Returns a throwable that can be described.
     *
     * @param thrown an exception of the caller's code
     * @return the throwable; a substitute that names its type if its {@code toString()} throws. A future that fails calls
     *     that method, and would not notify all its dependents
     */
    public static Throwable describable(Throwable thrown) {
        try {
            return thrown.toString() == null ? substitute(thrown) : thrown;
        } catch (Throwable thrownByDescription) {
            return substitute(thrown);
        }
    }

    private static Throwable substitute(Throwable thrown) {
        return new IllegalStateException(
                "an exception that cannot be described: " + thrown.getClass().getName());
    }

    /**
     * Returns the value of a future, or throws exactly what it failed with. The methods of the future wrap some exceptions
     * and unwrap others.
     *
     * @param completed a future that is complete
     */
    public static <T> T resultOf(CompletableFuture<T> completed) {
        completed.handle((value, thrown) -> Option.of(thrown)).join().forEach(thrown -> {
            throw unchecked(thrown);
        });
        return completed.join();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Erasure makes the cast a no-op.
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
