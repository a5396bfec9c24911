package io.github.crstasks.testkit;

/** Decisions that were all made beforehand, so that a run can be repeated and cut short; past the end all are 0. */
final class Choices {
    private final byte[] made;
    private int next;

    Choices(byte[] made) {
        this.made = made;
    }

    /** The same decisions from the start. */
    Choices again() {
        return new Choices(made);
    }

    /** One of 0 to {@code options - 1}. */
    int below(int options) {
        return next < made.length ? Byte.toUnsignedInt(made[next++]) % options : 0;
    }

    boolean oneIn(int options) {
        return below(options) == options - 1;
    }
}
