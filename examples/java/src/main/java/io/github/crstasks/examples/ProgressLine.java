package io.github.crstasks.examples;

import io.github.crstasks.waiting.WaitProgress;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Shows how far a wait has come: on one line that is written over on a terminal, line by line elsewhere. */
final class ProgressLine implements Consumer<WaitProgress>, AutoCloseable {
    private static final String START_OF_AN_EMPTY_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void accept(WaitProgress progress) {
        if (terminal) {
            out.print(START_OF_AN_EMPTY_LINE + progress);
        } else {
            out.println(progress);
        }
        out.flush();
    }

    /** Clears the line for what comes after it. */
    @Override
    public void close() {
        if (terminal) {
            out.print(START_OF_AN_EMPTY_LINE);
        }
        out.flush();
    }
}
