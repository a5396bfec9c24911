package io.github.crstasks.testkit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Reverses the result of a case that the transport declares to fail. */
final class DeclaredFailures implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        ContractCases cases = (ContractCases) context.getRequiredTestInstance();
        for (FailingCase declared : cases.declared(FailingCase.class)) {
            if (declared.name().equals(method.getExecutable().getName())) {
                assertFails(invocation, declared);
                return;
            }
        }
        invocation.proceed();
    }

    private static void assertFails(Invocation<Void> invocation, FailingCase declared) throws Throwable {
        try {
            invocation.proceed();
        } catch (TestAbortedException aborted) {
            throw aborted;
        } catch (AssertionError | Exception expected) {
            return;
        }
        throw new AssertionError("the case passes, although the transport declares " + declared);
    }
}
