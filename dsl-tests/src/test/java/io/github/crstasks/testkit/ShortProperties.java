package io.github.crstasks.testkit;

import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Ends a property with the first try that holds after {@code properties.millis}, if that is set: mutation tests go
 * through the properties once for each mutant.
 */
public final class ShortProperties implements AroundTryHook {
    private static final long MOST_NANOS = Long.getLong("properties.millis", Integer.MAX_VALUE) * 1_000_000;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        long begun = Store.getOrCreate(ShortProperties.class, Lifespan.PROPERTY, System::nanoTime)
                .get();
        TryExecutionResult result = aTry.execute(parameters);
        boolean late = System.nanoTime() - begun > MOST_NANOS;
        return result.isSatisfied() && late ? TryExecutionResult.satisfied(true) : result;
    }
}
