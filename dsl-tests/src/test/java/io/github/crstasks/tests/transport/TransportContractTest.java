package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.crstasks.testkit.TransportContract;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Each case of the contract fails for a transport with a fault of its kind, and for no other fault. To run all cases for each
 * fault takes minutes, so the second half is tested on request.
 */
class TransportContractTest {
    @TestFactory
    Stream<DynamicTest> faultFailsItsCases() {
        return forEachFault((i, fault) -> {
            // A declared deviation is no fault, so all cases must pass.
            PostDiscoveryFilter itsCases = fault.cases().isEmpty()
                    ? test -> FilterResult.included("no case may fail")
                    : test -> FilterResult.includedIf(!test.isTest()
                            || test.getSource()
                                    .flatMap(TransportContractTest::methodName)
                                    .filter(fault.cases()::contains)
                                    .isPresent());
            assertThat(failedCases(i, itsCases)).containsExactlyInAnyOrderElementsOf(fault.cases());
        });
    }

    @TestFactory
    @EnabledIfSystemProperty(named = "contract.full", matches = "true")
    Stream<DynamicTest> faultFailsNoOtherCases() {
        return forEachFault((i, fault) -> {
            Set<String> failed = failedCases(i, test -> FilterResult.included("any"));
            failed.removeAll(fault.uncertain());
            assertThat(failed).containsExactlyInAnyOrderElementsOf(fault.cases());
        });
    }

    @Test
    void everyCaseFailsForSomeFault() {
        Set<String> failing = new TreeSet<>();
        TransportFaults.ALL.forEach(fault -> failing.addAll(fault.cases()));
        assertThat(Stream.of(TransportContract.class.getDeclaredClasses())
                        .map(Class::getSuperclass)
                        .flatMap(group -> Stream.of(group.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        // Cases for virtual threads run on JDK 21 and later only.
                        .filter(method -> Runtime.version().feature() >= 21
                                || !method.isAnnotationPresent(EnabledForJreRange.class))
                        .map(Method::getName))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(failing);
    }

    private static Stream<DynamicTest> forEachFault(BiConsumer<Integer, TransportFault> test) {
        return IntStream.range(0, TransportFaults.ALL.size()).mapToObj(i -> {
            TransportFault fault = TransportFaults.ALL.get(i);
            return DynamicTest.dynamicTest(fault.toString(), () -> test.accept(i, fault));
        });
    }

    private static Optional<String> methodName(TestSource source) {
        return source instanceof MethodSource method ? Optional.of(method.getMethodName()) : Optional.empty();
    }

    private static Set<String> failedCases(int fault, PostDiscoveryFilter cases) {
        Set<String> failed = new ConcurrentSkipListSet<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(BrokenTransportContract.class))
                .filters(cases)
                .configurationParameter(BrokenTransportContract.FAULT, String.valueOf(fault))
                .build();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    failed.add(test.getSource()
                            .flatMap(TransportContractTest::methodName)
                            .orElse(test.getDisplayName()));
                }
            }
        });
        return failed;
    }
}
