package io.github.crstasks.examples;

import io.github.crstasks.waiting.WaitProgress;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints the progress of a wait: on a terminal as one line that is overwritten, otherwise as a line for each poll. */
final class ProgressLine implements Consumer<WaitProgress>, AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void accept(WaitProgress progress) {
        if (terminal) {
            out.print(CLEAR_LINE + progress);
        } else {
            out.println(progress);
        }
        out.flush();
    }

    /** Clears the line on a terminal, so that the next output starts at its beginning. */
    @Override
    public void close() {
        if (terminal) {
            out.print(CLEAR_LINE);
        }
        out.flush();
    }
}
