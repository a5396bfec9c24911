package io.github.crstasks.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Ends a property after {@code tries.most} tries, however many it asks for: mutation tests run each of them for each
 * mutant.
 */
public final class FewTries implements AroundTryHook {
    private final int most = Integer.getInteger("tries.most", Integer.MAX_VALUE);

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        TryExecutionResult result = aTry.execute(parameters);
        int tried = Store.getOrCreate(FewTries.class, Lifespan.PROPERTY, AtomicInteger::new)
                .get()
                .incrementAndGet();
        return result.isSatisfied() && tried >= most ? TryExecutionResult.satisfied(true) : result;
    }
}
