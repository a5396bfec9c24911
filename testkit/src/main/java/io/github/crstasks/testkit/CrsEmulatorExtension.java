package io.github.crstasks.testkit;

import io.github.crstasks.AsyncTaskClient;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.EmulatorBehaviour;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.task.Task;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Option;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts an emulator of the service for the tests of a JUnit 5 class, and gives them clients of it.
 *
 * <pre>{@code
 * import org.junit.jupiter.api.Test;
 * import org.junit.jupiter.api.extension.RegisterExtension;
 *
 * class BackupTest {
 *     @RegisterExtension
 *     static final CrsEmulatorExtension emulator = CrsEmulatorExtension.create();
 *
 *     @Test
 *     void backupIsListed(TaskClient client) {
 *         emulator.submit(Task.builder().type(BACKUP_INSTANCE).status(RUNNING).instanceId("crs-1").build());
 *         System.out.println(client.list(TaskQuery.instanceId("crs-1")));
 *     }
 * }
 * }</pre>
 *
 * <p>In a static field, or with {@code @ExtendWith}, one emulator serves all tests of the class and of its nested classes. It is
 * {@linkplain CrsEmulator#reset() reset} before each test and closed after the last. In another field, each test has an emulator
 * of its own, unless JUnit creates one instance of the class for all tests. Each test has a client of its own, which is closed
 * after the test.
 *
 * <p>Parameters of the types {@link TaskClient}, {@link AsyncTaskClient} and {@link CrsEmulator} are resolved in tests and in
 * lifecycle methods.
 *
 * <p>Tests that run in parallel need a field that is not static: a test fails if another one uses the same emulator. Otherwise,
 * the emulator is safe for use by several threads of one test.
 */
public final class CrsEmulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final List<Class<?>> PARAMETER_TYPES =
            List.of(TaskClient.class, AsyncTaskClient.class, CrsEmulator.class);

    private final EmulatorSettings settings;
    /** The classes and tests that need the emulator, as the ids of their contexts. */
    private final Set<String> users = new HashSet<>();

    private Option<RunningEmulator> running = Option.none();
    /** The test that runs, as the id of its context. */
    private Option<String> test = Option.none();

    /** Creates an extension with default settings, for {@code @ExtendWith}. */
    public CrsEmulatorExtension() {
        this(new Builder());
    }

    private CrsEmulatorExtension(Builder builder) {
        settings = new EmulatorSettings(
                builder.protocol,
                builder.region,
                builder.credentials,
                builder.tasks,
                builder.behaviour,
                builder.clock,
                builder.transport,
                builder.client);
    }

    /**
     * Creates an extension with default settings: API 2.0, the nine tasks of the documented example, example credentials, and the
     * transport that {@link java.util.ServiceLoader} finds.
     *
     * @return the extension, for a field with {@code @RegisterExtension}
     */
    public static CrsEmulatorExtension create() {
        return builder().build();
    }

    /**
     * Creates a builder with default settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the emulator.
     *
     * @return the emulator
     * @throws IllegalStateException if no test runs for which this extension is registered
     */
    public synchronized CrsEmulator emulator() {
        return requireRunning().emulator();
    }

    /**
     * Returns the client of the test that runs; outside of a test, such as in {@code @BeforeAll}, one that is closed with the
     * emulator.
     *
     * @return the client, always the same one in a test; the extension closes it
     * @throws IllegalStateException if no test runs for which this extension is registered, or if no transport is set and not
     *     exactly one is found
     */
    public synchronized TaskClient client() {
        return requireRunning().client();
    }

    /**
     * Creates a builder of a client of the emulator, with the settings of this extension.
     *
     * @return the builder of a client that the caller closes
     * @throws IllegalStateException if no test runs for which this extension is registered
     */
    public synchronized TaskClientBuilder clientBuilder() {
        return requireRunning().clientBuilder();
    }

    /**
     * Adds a task to the list of the emulator.
     *
     * @param task the task; {@link EmulatedTasks#rowOf} says which of its values are used
     * @return the id of the task, with which {@code emulator().tasks()} changes it
     * @throws IllegalArgumentException if the task has an unknown status without a number that fits an {@code int}
     * @throws IllegalStateException if no test runs for which this extension is registered
     */
    public long submit(Task task) {
        return EmulatedTasks.submit(emulator(), task);
    }

    private RunningEmulator requireRunning() {
        return running.getOrElseThrow(
                () -> new IllegalStateException(
                        "the emulator runs during tests only; is the field of"
                                + " CrsEmulatorExtension annotated with @RegisterExtension, and static if it is used outside of a test?"));
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public synchronized void beforeEach(ExtensionContext context) {
        if (test.isDefined()) {
            throw new IllegalStateException(
                    "two tests use one emulator at the same time: " + context.getDisplayName()
                            + " and another one. Tests that run in parallel need a field of CrsEmulatorExtension that is not static");
        }
        start(context);
        test = Option.some(context.getUniqueId());
        requireRunning().beginTest();
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        // A test that was refused because another one runs has nothing to end.
        if (test.contains(context.getUniqueId())) {
            test = Option.none();
            requireRunning().endTest();
            stop(context);
        }
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        stop(context);
    }

    private void start(ExtensionContext context) {
        if (running.isEmpty()) {
            running = Option.some(new RunningEmulator(settings));
        }
        users.add(context.getUniqueId());
    }

    private void stop(ExtensionContext context) {
        // JUnit also ends a class whose start failed before it reached this extension.
        if (users.remove(context.getUniqueId()) && users.isEmpty()) {
            RunningEmulator ended = requireRunning();
            running = Option.none();
            ended.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETER_TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public synchronized Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == CrsEmulator.class) {
            return emulator();
        }
        return type == TaskClient.class ? client() : client().async();
    }

    /** Builds an extension; not safe for use by several threads. */
    public static final class Builder {
        private TaskListProtocol protocol = ApiV2.create();
        private String region = "ap-guangzhou";
        private Option<Credentials> credentials = Option.none();
        private Option<List<TaskRow>> tasks = Option.none();
        private UnaryOperator<EmulatorBehaviour> behaviour = UnaryOperator.identity();
        private Option<InstantSource> clock = Option.none();
        private Option<Transport> transport = Option.none();
        private UnaryOperator<TaskClientBuilder> client = UnaryOperator.identity();

        private Builder() {}

        /**
         * Sets the version of the API that clients use. Defaults to {@link ApiV2}. The emulator serves both.
         *
         * @param protocol {@link ApiV2} or {@link ApiV3}
         * @return this builder
         */
        public Builder protocol(TaskListProtocol protocol) {
            this.protocol = Objects.requireNonNull(protocol, "protocol");
            return this;
        }

        /**
         * Sets the region of clients. Defaults to {@code ap-guangzhou}.
         *
         * @param region a short or long region code
         * @return this builder
         */
        public Builder region(String region) {
            this.region = Objects.requireNonNull(region, "region");
            return this;
        }

        /**
         * Sets the credentials that the emulator accepts and that clients have. Defaults to example credentials.
         *
         * @param credentials permanent or temporary credentials
         * @return this builder
         */
        public Builder credentials(Credentials credentials) {
            this.credentials = Option.some(Objects.requireNonNull(credentials, "credentials"));
            return this;
        }

        /**
         * Sets the tasks that the emulator has at the start of each test. Defaults to the nine tasks of the documented example.
         *
         * @param tasks the tasks in the order of submission; {@link EmulatedTasks#rowOf} says which of their values are used
         * @return this builder
         * @throws IllegalArgumentException if a task has an unknown status without a number that fits an {@code int}
         */
        public Builder tasks(Iterable<Task> tasks) {
            this.tasks = Option.some(io.vavr.collection.List.ofAll(tasks)
                    .map(EmulatedTasks::rowOf)
                    .toJavaList());
            return this;
        }

        /**
         * Changes the behaviour that the emulator has at the start of each test. Defaults to {@link
         * EmulatorBehaviour#documented()}.
         *
         * @param change maps the behaviour that was set so far to the new one
         * @return this builder
         */
        public Builder behaviour(UnaryOperator<EmulatorBehaviour> change) {
            Objects.requireNonNull(change, "change");
            UnaryOperator<EmulatorBehaviour> previous = behaviour;
            behaviour = current -> change.apply(previous.apply(current));
            return this;
        }

        /**
         * Sets the clock of the emulator and of clients. Defaults to the system clock.
         *
         * @param clock returns times from 1970 to 9999
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Option.some(Objects.requireNonNull(clock, "clock"));
            return this;
        }

        /**
         * Sets the HTTP transport of clients. Defaults to the only one that {@link java.util.ServiceLoader} finds.
         *
         * @param transport not closed by the extension
         * @return this builder
         */
        public Builder transport(Transport transport) {
            this.transport = Option.some(Objects.requireNonNull(transport, "transport"));
            return this;
        }

        /**
         * Sets a function that changes the builder of each client, such as its retry policy. Defaults to none.
         *
         * @param change returns the builder to use
         * @return this builder
         */
        public Builder client(UnaryOperator<TaskClientBuilder> change) {
            this.client = Objects.requireNonNull(change, "change");
            return this;
        }

        /**
         * Builds the extension.
         *
         * @return the extension, for a field with {@code @RegisterExtension}
         */
        public CrsEmulatorExtension build() {
            return new CrsEmulatorExtension(this);
        }
    }
}
