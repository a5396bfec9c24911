package io.github.crstasks.tests.support;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Skips the methods of JUnit tests in a {@link MutationTestSearch}. Only mutation tests register it. */
public final class SkippedInMutationTestSearch implements InvocationInterceptor {
    @Override
    public void interceptBeforeAllMethod(
            Invocation<@Nullable Void> method,
            ReflectiveInvocationContext<Method> invocation,
            ExtensionContext extension)
            throws Throwable {
        proceedUnlessSearching(method);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> method,
            ReflectiveInvocationContext<Method> invocation,
            ExtensionContext extension)
            throws Throwable {
        proceedUnlessSearching(method);
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> method,
            ReflectiveInvocationContext<Method> invocation,
            ExtensionContext extension)
            throws Throwable {
        proceedUnlessSearching(method);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> method,
            ReflectiveInvocationContext<Method> invocation,
            ExtensionContext extension)
            throws Throwable {
        proceedUnlessSearching(method);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> test, DynamicTestInvocationContext invocation, ExtensionContext extension)
            throws Throwable {
        proceedUnlessSearching(test);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> method,
            ReflectiveInvocationContext<Method> invocation,
            ExtensionContext extension)
            throws Throwable {
        proceedUnlessSearching(method);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<@Nullable Void> method,
            ReflectiveInvocationContext<Method> invocation,
            ExtensionContext extension)
            throws Throwable {
        proceedUnlessSearching(method);
    }

    private static void proceedUnlessSearching(Invocation<@Nullable Void> method) throws Throwable {
        if (MutationTestSearch.isRunning()) {
            method.skip();
        } else {
            method.proceed();
        }
    }
}
