package io.github.crstasks.tests.support;

import java.util.Set;

/**
 * Each JVM that PIT starts for mutants finds the tests by running all of them once. That takes much longer than to run those
 * that a mutant needs, so tests do nothing meanwhile.
 */
final class MutationTestSearch {
    private static final Set<String> FRAMES =
            Set.of("org.pitest.junit5.JUnit5TestUnitFinder", "org.pitest.mutationtest.execute.MutationTestMinion");

    private MutationTestSearch() {}

    /** Returns whether the test that the calling thread runs is only being found. */
    static boolean isRunning() {
        // Finding a test runs it within both classes; running it against a mutant, or for its coverage, within one at
        // most.
        return StackWalker.getInstance()
                        .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                                .filter(FRAMES::contains)
                                .distinct()
                                .count())
                == FRAMES.size();
    }
}
