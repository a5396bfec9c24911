package io.github.crstasks.emulator;

import java.util.Map;
import java.util.Set;

/** One version of the service's language. */
interface Api {
    /** Where it is spoken. */
    String path();

    /** The HTTP methods that it takes. */
    Set<String> methods();

    Question read(HttpCall call);

    /** A call that was read, and may have no sense. */
    interface Question {
        /** What was read of it. */
        Map<String, String> parameters();

        Answer answer(Behaviour behaviour);
    }

    /**
     * The body of a reply.
     *
     * @param accepted whether it is the answer, and no refusal
     */
    record Answer(String body, boolean accepted) {}
}
