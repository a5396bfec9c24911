package io.github.crstasks.tests.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.crstasks.AsyncTaskClient;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.CrsEmulatorExtension;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The extension starts, resets and closes the emulator. The nested fixtures are test classes of a user. */
class CrsEmulatorExtensionTest {
    private static final JdkTransport TRANSPORT = new JdkTransport();
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    /** The emulators that a fixture saw, in the order of its tests. */
    private static final List<CrsEmulator> SEEN = new CopyOnWriteArrayList<>();

    private static final List<TaskClient> CLIENTS = new CopyOnWriteArrayList<>();

    private static TestExecutionSummary run(Class<?> fixture) {
        SEEN.clear();
        CLIENTS.clear();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(fixture))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    private static List<Throwable> failures(TestExecutionSummary summary) {
        List<Throwable> failures = new ArrayList<>();
        summary.getFailures().forEach(failure -> failures.add(failure.getException()));
        return failures;
    }

    private static Task backup() {
        return Task.builder()
                .submittedAt(START)
                .type(TaskType.BACKUP_INSTANCE)
                .status(TaskStatus.RUNNING)
                .instanceId("crs-1")
                .build();
    }

    private static CrsEmulatorExtension extension() {
        return CrsEmulatorExtension.builder()
                .tasks(List.of())
                .transport(TRANSPORT)
                .build();
    }

    private static boolean isClosed(CrsEmulator emulator) {
        try (ServerSocket free = new ServerSocket(emulator.endpoint().getPort(), 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    static class StaticFixture {
        @RegisterExtension
        static final CrsEmulatorExtension EMULATOR = extension();

        private static TaskClient clientOfClass;

        @BeforeAll
        static void useClassClient(TaskClient client, CrsEmulator emulator) {
            clientOfClass = client;
            assertThat(emulator).isSameAs(EMULATOR.emulator());
        }

        @BeforeEach
        void submit(CrsEmulator emulator) {
            SEEN.add(emulator);
            EMULATOR.submit(backup());
        }

        private static void check(TaskClient client) {
            CLIENTS.add(client);
            assertThat(client).isSameAs(EMULATOR.client()).isNotSameAs(clientOfClass);
            assertThat(client.list(TaskQuery.instanceId("crs-1")).get()).hasSize(1);
            assertThat(clientOfClass.list(TaskQuery.all()).get()).hasSize(1);
            // The next test must neither see this task nor this interceptor.
            EMULATOR.submit(backup());
            EMULATOR.emulator().intercept(request -> InterceptorAction.drop());
        }

        @Test
        void first(TaskClient client) {
            check(client);
        }

        @Test
        void second(TaskClient client) {
            check(client);
        }

        @Nested
        class Inner {
            @Test
            void third(TaskClient client) {
                check(client);
            }
        }

        @Nested
        class InnerWithAsync {
            @Test
            void fourth(AsyncTaskClient client) {
                assertThat(client.list(TaskQuery.all()).join().get()).hasSize(1);
            }
        }
    }

    @Test
    void staticFieldServesAllTestsOfTheClassAndIsClosedAfterTheLast() {
        TestExecutionSummary summary = run(StaticFixture.class);

        assertThat(failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(4);
        assertThat(SEEN).hasSize(4).containsOnly(SEEN.get(0));
        assertThat(isClosed(SEEN.get(0))).isTrue();
        assertThat(CLIENTS).hasSize(3).doesNotHaveDuplicates();
        assertThat(CLIENTS).allMatch(client -> client.list(TaskQuery.all()).isLeft());
        assertThatIllegalStateException()
                .isThrownBy(StaticFixture.EMULATOR::emulator)
                .withMessageContaining("@RegisterExtension");
    }

    @Test
    void extensionCanBeUsedAgainByAnotherRun() {
        assertThat(failures(run(StaticFixture.class))).isEmpty();
        assertThat(failures(run(StaticFixture.class))).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class ParallelFixture {
        private static final CountDownLatch BOTH = new CountDownLatch(2);

        @RegisterExtension
        final CrsEmulatorExtension emulator = extension();

        private void check(TaskClient client) throws InterruptedException {
            SEEN.add(emulator.emulator());
            emulator.submit(backup());
            BOTH.countDown();
            assertThat(BOTH.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(client.list(TaskQuery.all()).get()).hasSize(1);
        }

        @Test
        void first(TaskClient client) throws InterruptedException {
            check(client);
        }

        @Test
        void second(TaskClient client) throws InterruptedException {
            check(client);
        }
    }

    @Test
    void otherFieldGivesEachTestAnEmulatorSoThatTestsCanRunInParallel() {
        TestExecutionSummary summary = run(ParallelFixture.class);

        assertThat(failures(summary)).isEmpty();
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().allMatch(CrsEmulatorExtensionTest::isClosed);
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class SharedParallelFixture {
        private static final CountDownLatch REFUSED = new CountDownLatch(1);

        @RegisterExtension
        static final CrsEmulatorExtension EMULATOR = extension();

        /** Called for the test that is refused, while the other one runs. */
        @RegisterExtension
        static final AfterEachCallback END_OF_TEST = context -> REFUSED.countDown();

        private static void check() throws InterruptedException {
            SEEN.add(EMULATOR.emulator());
            assertThat(REFUSED.await(20, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void first() throws InterruptedException {
            check();
        }

        @Test
        void second() throws InterruptedException {
            check();
        }
    }

    @Test
    void testsInParallelWithOneEmulatorAreRefused() {
        TestExecutionSummary summary = run(SharedParallelFixture.class);

        assertThat(failures(summary))
                .singleElement()
                .isInstanceOf(IllegalStateException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("two tests use one emulator at the same time", "not static");
        assertThat(SEEN).singleElement().matches(CrsEmulatorExtensionTest::isClosed);
    }

    @ExtendWith(CrsEmulatorExtension.class)
    static class ExtendWithFixture {
        @Test
        void documentedTasksAreThere(CrsEmulator emulator) {
            SEEN.add(emulator);
            assertThat(emulator.tasks().rows()).hasSize(9);
        }
    }

    @Test
    void annotationUsesTheDefaults() {
        assertThat(failures(run(ExtendWithFixture.class))).isEmpty();
        assertThat(SEEN).singleElement().matches(CrsEmulatorExtensionTest::isClosed);
    }

    static class OptionsFixture {
        @RegisterExtension
        static final CrsEmulatorExtension EMULATOR = CrsEmulatorExtension.builder()
                .protocol(ApiV3.create())
                .region("ap-nowhere")
                .credentials(Credentials.temporary("id", "key", "token"))
                .tasks(List.of(backup()))
                .behaviour(behaviour -> behaviour.withPageCap(5))
                .behaviour(behaviour -> behaviour.withAnyRegion(true).withHistory(Duration.ofDays(30)))
                .clock(() -> START)
                .transport(TRANSPORT)
                .client(client -> client.retryPolicy(RetryPolicy.none()))
                .build();

        @Test
        void optionsApply(TaskClient client) {
            assertThat(client.list(TaskQuery.all()).get())
                    .singleElement()
                    .satisfies(task -> assertThat(task.taskId().isDefined()).isTrue());
            EMULATOR.emulator().intercept(request -> InterceptorAction.reply(503, ""));
            long before = EMULATOR.emulator().requestCount();
            assertThat(client.list(TaskQuery.all()).isLeft()).isTrue();
            assertThat(EMULATOR.emulator().requestCount()).isEqualTo(before + 1);
        }
    }

    @Test
    void optionsApplyToTheEmulatorAndToClients() {
        assertThat(failures(run(OptionsFixture.class))).isEmpty();
    }

    @Test
    void emulatorIsRefusedOutsideOfATest() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CrsEmulatorExtension.create().client())
                .withMessageContaining("@RegisterExtension");
    }
}
