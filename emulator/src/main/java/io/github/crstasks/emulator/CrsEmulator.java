package io.github.crstasks.emulator;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An emulator of the CRS task list service, over plain HTTP on a loopback port. It serves API 2.0, GetRedisTaskList,
 * and API 3.0, DescribeTaskList, with the same tasks.
 *
 * <p>The emulator validates requests as the real service does and lists the tasks of {@link #tasks()}, which are
 * initially the nine of the documented example. They are from 2017, so tasks of any age are listed, whereas the real API 3.0
 * lists those of the last 30 days: {@link EmulatorBehaviour#withHistory} does so too. A {@link RequestInterceptor} controls
 * single requests, {@link EmulatorBehaviour} applies to all of them.
 *
 * <p>The first emulator of a program sets the system property {@code sun.net.httpserver.nodelay} to {@code true} unless
 * it has a value: without it, the JDK's HTTP server takes about 40 ms for each reply. If the program has used that
 * server before, set the property on the command line instead. The JDK's server also sets the {@code Date} header,
 * always from the system clock, and answers a request line that is not a URI with HTTP status 400 itself: an
 * interceptor does not see such a request, and it is not counted.
 *
 * <p>Safe for use by several threads. Serves any number of clients concurrently, on daemon threads.
 */
public final class CrsEmulator implements AutoCloseable {
    private final AcceptedCredentials credentials;
    private final EmulatorBehaviour initialBehaviour;
    private final List<TaskRow> initialTasks;
    private final TaskStore tasks = new TaskStore();
    private final RequestLog log = new RequestLog();
    private final RequestHandler handler;
    private final LoopbackServer server;

    private CrsEmulator(Builder builder) {
        credentials = builder.credentials;
        initialBehaviour = builder.behaviour;
        initialTasks = builder.tasks.apply(builder.zone);
        tasks.replaceAll(initialTasks);
        SignatureTrace trace = new SignatureTrace(credentials, builder.signatureReports);
        handler = new RequestHandler(
                log,
                List.of(
                        new ApiV2Endpoint(
                                new ApiV2Authenticator(credentials, builder.clock, trace), tasks, builder.zone),
                        new ApiV3Endpoint(
                                new ApiV3Authenticator(credentials, builder.clock, trace),
                                tasks,
                                builder.clock,
                                builder.zone)),
                initialBehaviour);
        server = new LoopbackServer(builder.port, handler::handle);
    }

    /**
     * Starts an emulator with default settings.
     *
     * @return the running emulator
     */
    public static CrsEmulator start() {
        return builder().start();
    }

    /**
     * Returns a builder with default settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the endpoint of API 2.0.
     *
     * @return the URI with its path, such as {@code http://127.0.0.1:41217/v2/index.php}
     */
    public URI endpoint() {
        return uri(ApiV2Endpoint.PATH);
    }

    /**
     * Returns the endpoint of API 3.0.
     *
     * @return the URI with its path, such as {@code http://127.0.0.1:41217/}
     */
    public URI endpointV3() {
        return uri(ApiV3Endpoint.PATH);
    }

    private URI uri(String path) {
        return URI.create("http://" + server.host() + ":" + server.port() + path);
    }

    /**
     * Returns the secret id of the accepted credentials.
     *
     * @return the secret id
     */
    public String secretId() {
        return credentials.secretId();
    }

    /**
     * Returns the secret key of the accepted credentials.
     *
     * @return the secret key
     */
    public String secretKey() {
        return credentials.secretKey();
    }

    /**
     * Returns the tasks that the emulator lists.
     *
     * @return the store, always the same one
     */
    public TaskStore tasks() {
        return tasks;
    }

    /**
     * Sets the interceptor of all requests that arrive from now on.
     *
     * @param interceptor the interceptor, which replaces the previous one; defaults to {@link
     *     RequestInterceptor#none()}
     */
    public void intercept(RequestInterceptor interceptor) {
        handler.intercept(interceptor);
    }

    /**
     * Changes the behaviour for all replies that are computed from now on.
     *
     * @param change maps the current behaviour to the new one
     */
    public void changeBehaviour(UnaryOperator<EmulatorBehaviour> change) {
        handler.changeBehaviour(change);
    }

    /**
     * Returns how many requests were received, on any path and whatever the reply.
     *
     * @return the number of requests since the start or the last reset
     */
    public long requestCount() {
        return log.receivedCount();
    }

    /**
     * Returns the accepted requests: those for which a result was computed, even if an interceptor replaced or
     * dropped the reply.
     *
     * @return the latest 10,000 since the start or the last reset, oldest first
     */
    public List<ReceivedRequest> acceptedRequests() {
        return log.accepted();
    }

    /**
     * Restores the tasks and the behaviour that the emulator was built with, and removes the interceptor and all
     * received requests. Used nonces stay used.
     */
    public void reset() {
        handler.intercept(RequestInterceptor.none());
        handler.changeBehaviour(current -> initialBehaviour);
        log.clear();
        tasks.replaceAll(initialTasks);
    }

    /** Closes all connections and stops all threads, waiting up to 5 seconds; a running interceptor is interrupted. */
    @Override
    public void close() {
        server.close();
    }

    /** Builds an emulator; not safe for use by several threads. */
    public static final class Builder {
        private int port;
        private AcceptedCredentials credentials = AcceptedCredentials.EXAMPLE;
        private InstantSource clock = InstantSource.system();
        private ZoneOffset zone = ZoneOffset.ofHours(8);
        private EmulatorBehaviour behaviour = EmulatorBehaviour.documented();
        private Consumer<String> signatureReports =
                report -> System.getLogger(CrsEmulator.class.getName()).log(Level.DEBUG, report);
        private Function<ZoneOffset, List<TaskRow>> tasks =
                zone -> TaskRowParser.parse(TaskRowParser.documentedReply(), zone);

        private Builder() {}

        /**
         * Sets the port to listen on. Defaults to 0, a free port.
         *
         * @param port the port, or 0 for a free one
         * @return this builder
         */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Sets permanent credentials as the only accepted ones. Defaults to example credentials.
         *
         * @param secretId the secret id
         * @param secretKey the secret key
         * @return this builder
         */
        public Builder credentials(String secretId, String secretKey) {
            credentials = new AcceptedCredentials(secretId, secretKey, Optional.empty());
            return this;
        }

        /**
         * Sets temporary credentials as the only accepted ones.
         *
         * @param secretId the secret id
         * @param secretKey the secret key
         * @param token the session token, required in each request
         * @return this builder
         */
        public Builder credentials(String secretId, String secretKey, String token) {
            credentials = new AcceptedCredentials(secretId, secretKey, Optional.of(token));
            return this;
        }

        /**
         * Sets the clock with which request timestamps, and the age of tasks, are compared. Defaults to the system clock.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Sets the time zone of all times in requests and replies. Defaults to +08:00.
         *
         * @param zone the offset of the time zone
         * @return this builder
         */
        public Builder zone(ZoneOffset zone) {
            this.zone = zone;
            return this;
        }

        /**
         * Changes the behaviour. Defaults to {@link EmulatorBehaviour#documented()}.
         *
         * @param change maps the current behaviour to the new one
         * @return this builder
         */
        public Builder changeBehaviour(UnaryOperator<EmulatorBehaviour> change) {
            behaviour = change.apply(behaviour);
            return this;
        }

        /**
         * Sets what receives a report of each request whose signature does not match: the text that the emulator signed,
         * without the secret key and the token. Defaults to the logger {@code io.github.crstasks.emulator.CrsEmulator}, at
         * debug level.
         *
         * @param reports called on the threads that handle the requests, concurrently
         * @return this builder
         */
        public Builder signatureReports(Consumer<String> reports) {
            signatureReports = reports;
            return this;
        }

        /**
         * Sets the initial tasks. Defaults to the nine tasks of the documented example.
         *
         * @param rows the tasks in the order of submission, as for {@link TaskStore#replaceAll}
         * @return this builder
         */
        public Builder tasks(List<TaskRow> rows) {
            List<TaskRow> copy = List.copyOf(rows);
            tasks = zone -> copy;
            return this;
        }

        /**
         * Sets the initial tasks, in the JSON format of either API. Defaults to the nine tasks of the documented example.
         *
         * @param json a whole reply, or its array {@code redisTaskSet} or {@code Tasks} alone. Ids of tasks are not kept.
         *     {@link #start()} throws {@link IllegalArgumentException} if it is none of these, with the row and the field
         * @return this builder
         */
        public Builder tasks(String json) {
            tasks = zone -> TaskRowParser.parse(json, zone);
            return this;
        }

        /**
         * Starts the emulator.
         *
         * @return the running emulator
         * @throws UncheckedIOException if it cannot listen on the port
         * @throws IllegalArgumentException if the port is out of range or the JSON of the tasks is invalid
         */
        public CrsEmulator start() {
            return new CrsEmulator(this);
        }
    }
}
