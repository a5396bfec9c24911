package io.github.crstasks.transport;

import io.vavr.control.Either;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A transport whose HTTP stack is a function. */
final class FakeBlockingTransport extends BlockingTransport {
    private final Function<TransportRequest, Exchange> stack;
    private final AtomicInteger stackClosings = new AtomicInteger();

    FakeBlockingTransport(Function<TransportRequest, Exchange> stack) {
        this.stack = stack;
    }

    /** Creates a transport whose exchanges cannot be aborted. */
    static FakeBlockingTransport responding(Callable<TransportResponse> stack) {
        return new FakeBlockingTransport(request -> Exchange.of(() -> Either.right(stack.call()), () -> {}));
    }

    @Override
    protected Exchange newExchange(TransportRequest request) {
        return stack.apply(request);
    }

    @Override
    protected void closeStack() {
        stackClosings.incrementAndGet();
    }

    int stackClosings() {
        return stackClosings.get();
    }
}
