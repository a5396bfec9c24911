package io.github.crstasks.internal.wire;

import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.function.Supplier;

/** Checks the version of Gson, which the build of a program may have replaced by an older one. */
final class GsonVersion {
    private GsonVersion() {}

    /**
     * Requires the methods of Gson that this library calls. Without this check, a missing method would only be found when a
     * reply needs it.
     *
     * @throws IllegalStateException if the version is too old
     */
    static void requireUsable() {
        // The newest of these methods.
        requireUsable(() -> new JsonReader(new StringReader("")).getPreviousPath());
    }

    /** Requires that a call of Gson finds its methods. */
    static void requireUsable(Supplier<String> call) {
        try {
            var unused = call.get();
        } catch (LinkageError missing) {
            throw new IllegalStateException(
                    "this version of Gson is too old: com.google.code.gson:gson must be 2.10.1 or later; set its version in"
                            + " your build, or import crs-tasks-bom before other BOMs ("
                            + missing.getMessage() + ")",
                    missing);
        }
    }
}
