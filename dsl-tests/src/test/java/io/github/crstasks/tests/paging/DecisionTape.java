package io.github.crstasks.tests.paging;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** A recorded sequence of decisions, so that a run can be repeated and shrunk. Decisions after its end are 0. */
final class DecisionTape {
    private final byte[] decisions;
    private int next;

    DecisionTape(byte[] decisions) {
        this.decisions = decisions;
    }

    /** Returns tapes with a number of decisions in a range. */
    static Arbitrary<DecisionTape> tapes(int minSize, int maxSize) {
        return Arbitraries.bytes()
                .between(Byte.MIN_VALUE, Byte.MAX_VALUE)
                .array(byte[].class)
                .ofMinSize(minSize)
                .ofMaxSize(maxSize)
                .map(DecisionTape::new);
    }

    /** Returns the same decisions from the start. */
    DecisionTape rewound() {
        return new DecisionTape(decisions);
    }

    /** Returns the next decision, a number from 0 to {@code bound - 1}. */
    int nextInt(int bound) {
        return next < decisions.length ? Byte.toUnsignedInt(decisions[next++]) % bound : 0;
    }
}
