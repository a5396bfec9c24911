package io.github.crstasks.internal.plan;

import io.github.crstasks.internal.format.Excerpt;
import io.vavr.collection.List;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Prints a node as the code that creates it, in one line of limited length, without recursion: see {@link NodeFold}. */
final class NodeText {
    private static final int MAX_LENGTH = 2000;

    private NodeText() {}

    static String of(Composite root) {
        StringBuilder output = new StringBuilder();
        Deque<Iterator<Object>> remaining = new ArrayDeque<>();
        remaining.push(parts(root));
        while (!remaining.isEmpty()) {
            if (!remaining.peek().hasNext()) {
                remaining.pop();
                continue;
            }
            if (output.length() > MAX_LENGTH) {
                return output.substring(0, MAX_LENGTH) + "...";
            }
            Object part = remaining.peek().next();
            if (part instanceof Composite composite) {
                remaining.push(parts(composite));
            } else {
                output.append(part);
            }
        }
        return output.toString();
    }

    /** Returns the text of a condition, which may contain names of any length and predicates of the caller. */
    static String line(String condition) {
        return Excerpt.of(condition, MAX_LENGTH);
    }

    /** Returns the operands and the code between them. */
    private static Iterator<Object> parts(Composite composite) {
        if (composite instanceof Composite.Not not) {
            return List.<Object>of(not.node(), ".negate()").iterator();
        }
        String combinator = composite instanceof Composite.And ? ".and(" : ".or(";
        return composite
                .operands()
                .iterator()
                .zipWithIndex()
                .flatMap(operand ->
                        operand._2 == 0 ? List.<Object>of(operand._1) : List.<Object>of(combinator, operand._1, ")"));
    }
}
