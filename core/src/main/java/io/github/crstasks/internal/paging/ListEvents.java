package io.github.crstasks.internal.paging;

import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskScan;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Reports what the replies show about a list, each kind of event once, however often it occurs. */
final class ListEvents {
    private enum Kind {
        LIST_MOVED,
        ORDER_BROKEN,
        COMPLETENESS_ASSUMED
    }

    private final TaskScan scan;
    private final Consumer<? super TraversalEvent> listener;
    private final Set<Kind> reported = EnumSet.noneOf(Kind.class);

    ListEvents(TaskScan scan, Consumer<? super TraversalEvent> listener) {
        this.scan = scan;
        this.listener = listener;
    }

    /** Reports a page cap, which can occur more than once: each one is smaller than the one before. */
    void pageCapDetected(int rows) {
        listener.accept(new TraversalEvent.PageCapDetected(scan, rows));
    }

    void listMoved(String reason) {
        report(Kind.LIST_MOVED, new TraversalEvent.ListMoved(scan, reason));
    }

    void orderBroken(String reason) {
        report(Kind.ORDER_BROKEN, new TraversalEvent.OrderBroken(scan, reason));
    }

    void completenessAssumed(String reason) {
        report(Kind.COMPLETENESS_ASSUMED, new TraversalEvent.CompletenessAssumed(scan, reason));
    }

    private void report(Kind kind, TraversalEvent event) {
        if (reported.add(kind)) {
            listener.accept(event);
        }
    }
}
