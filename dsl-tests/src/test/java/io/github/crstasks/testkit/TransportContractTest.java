package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Each case fails for a transport that is broken in its respect, and for no other. */
class TransportContractTest {
    @TestFactory
    Stream<DynamicTest> aFaultFailsItsCasesAndNoOthers() {
        return IntStream.range(0, Faults.ALL.size()).mapToObj(i -> {
            Fault fault = Faults.ALL.get(i);
            return DynamicTest.dynamicTest(
                    fault.toString(),
                    () -> assertThat(failedCases(i)).containsExactlyInAnyOrderElementsOf(fault.cases()));
        });
    }

    @Test
    void everyCaseIsSeenToFail() {
        Set<String> failing = new TreeSet<>();
        Faults.ALL.forEach(fault -> failing.addAll(fault.cases()));
        assertThat(Stream.of(TransportContract.class.getDeclaredClasses())
                        .map(Class::getSuperclass)
                        .flatMap(group -> Stream.of(group.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        // Before JDK 21 it does not run.
                        .filter(method -> Runtime.version().feature() >= 21
                                || !method.isAnnotationPresent(EnabledForJreRange.class))
                        .map(Method::getName))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(failing);
    }

    private static Set<String> failedCases(int fault) {
        Set<String> failed = new ConcurrentSkipListSet<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(BrokenTransportContract.class))
                .configurationParameter(BrokenTransportContract.FAULT, String.valueOf(fault))
                .build();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    failed.add(test.getSource()
                            .filter(MethodSource.class::isInstance)
                            .map(source -> ((MethodSource) source).getMethodName())
                            .orElse(test.getDisplayName()));
                }
            }
        });
        return failed;
    }
}
