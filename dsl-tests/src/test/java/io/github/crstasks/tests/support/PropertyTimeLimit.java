package io.github.crstasks.tests.support;

import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Ends a property early, as successful, after {@code properties.millis} and at least 25 tries. Defaults to no limit.
 * Mutation tests set it, since they run the properties once for each mutant.
 */
public final class PropertyTimeLimit implements AroundTryHook {
    private static final long LIMIT_NANOS = Long.getLong("properties.millis", Integer.MAX_VALUE) * 1_000_000;

    /** The first tries are slow because their classes are being loaded. */
    private static final int MIN_TRIES = 25;

    private static final class Tries {
        private final boolean isOnlySearched = MutationTestSearch.isRunning();
        private final long start = System.nanoTime();
        private int count;

        boolean countAndCheck() {
            count++;
            return count >= MIN_TRIES && System.nanoTime() - start > LIMIT_NANOS;
        }
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        Store<Tries> tries = Store.getOrCreate(PropertyTimeLimit.class, Lifespan.PROPERTY, Tries::new);
        if (tries.get().isOnlySearched) {
            return TryExecutionResult.satisfied(true);
        }
        TryExecutionResult result = aTry.execute(parameters);
        return tries.get().countAndCheck() && result.isSatisfied() ? TryExecutionResult.satisfied(true) : result;
    }
}
