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
 * Ends a property that holds after {@code properties.millis}, if that is set, but not before some tries: mutation tests go
 * through the properties once for each mutant.
 */
public final class ShortProperties implements AroundTryHook {
    private static final long MOST_NANOS = Long.getLong("properties.millis", Integer.MAX_VALUE) * 1_000_000;

    /** The first tries are slow, since the classes are new to the JVM. */
    private static final int FEWEST_TRIES = 25;

    private static final class Tries {
        private final long begun = System.nanoTime();
        private int made;

        boolean areEnough() {
            made++;
            return made >= FEWEST_TRIES && System.nanoTime() - begun > MOST_NANOS;
        }
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        Store<Tries> tries = Store.getOrCreate(ShortProperties.class, Lifespan.PROPERTY, Tries::new);
        TryExecutionResult result = aTry.execute(parameters);
        return tries.get().areEnough() && result.isSatisfied() ? TryExecutionResult.satisfied(true) : result;
    }
}
