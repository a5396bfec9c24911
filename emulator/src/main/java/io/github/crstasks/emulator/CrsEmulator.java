package io.github.crstasks.emulator;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The CRS task list service on a loopback port, over plain HTTP: API 2.0, GetRedisTaskList, and API 3.0,
 * DescribeTaskList, with the same tasks.
 *
 * <p>It checks what the real service checks and lists the tasks of {@link #tasks()}, at first the nine of the API
 * document; it forgets none by itself, though API 3.0 shows those of 30 days. A {@link Script} interferes with single
 * requests, {@link Behaviour} with all.
 *
 * <p>The first emulator of a program sets the system property {@code sun.net.httpserver.nodelay} to {@code true} unless
 * it has a value: without it the JDK's server takes some 40 ms for each reply. If the program has used that server
 * before, the property comes too late and must be set on the command line. The same server always
 * takes the {@code Date} header from the system clock, and itself answers a request line that is no URI with HTTP status
 * 400, unseen and uncounted.
 *
 * <p>Safe for use by several threads; serves any number of clients at once, on threads that do not keep the program
 * alive.
 */
public final class CrsEmulator implements AutoCloseable {
    private final KeyPair keys;
    private final Behaviour initialBehaviour;
    private final List<TaskRow> initialTasks;
    private final TaskStore tasks = new TaskStore();
    private final RequestLog log = new RequestLog();
    private final Service service;
    private final LoopbackServer server;

    private CrsEmulator(Builder builder) {
        keys = builder.keys;
        initialBehaviour = builder.behaviour;
        initialTasks = builder.tasks.apply(builder.zone);
        tasks.replaceAll(initialTasks);
        service = new Service(
                log,
                List.of(
                        new ApiV2(new Gate(keys, builder.clock), tasks, builder.zone),
                        new ApiV3(new Tc3Gate(keys, builder.clock), tasks, builder.zone)),
                initialBehaviour);
        server = new LoopbackServer(builder.port, service);
    }

    /**
     * Starts an emulator with all defaults.
     *
     * @return the running emulator
     */
    public static CrsEmulator start() {
        return builder().start();
    }

    /**
     * Prepares an emulator.
     *
     * @return a builder with all defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where API 2.0 is.
     *
     * @return its address with its path, such as {@code http://127.0.0.1:41217/v2/index.php}
     */
    public URI endpoint() {
        return at(ApiV2.PATH);
    }

    /**
     * Where API 3.0 is.
     *
     * @return its address with its path, such as {@code http://127.0.0.1:41217/}
     */
    public URI endpointV3() {
        return at(ApiV3.PATH);
    }

    private URI at(String path) {
        return URI.create("http://" + server.host() + ":" + server.port() + path);
    }

    /**
     * The secret id that is let in.
     *
     * @return the secret id
     */
    public String secretId() {
        return keys.secretId();
    }

    /**
     * The key that signatures are checked with.
     *
     * @return the secret key
     */
    public String secretKey() {
        return keys.secretKey();
    }

    /**
     * The tasks that are listed.
     *
     * @return the one store of this emulator
     */
    public TaskStore tasks() {
        return tasks;
    }

    /**
     * Interferes with the requests that arrive from now on.
     *
     * @param script replaces the script so far; {@link Script#none()} ends all interference
     */
    public void script(Script script) {
        service.script(script);
    }

    /**
     * Changes how the requests are answered that arrive from now on.
     *
     * @param change from the present behaviour to the new one
     */
    public void behave(UnaryOperator<Behaviour> change) {
        service.behave(change);
    }

    /**
     * How many requests arrived, on any path, whatever became of them.
     *
     * @return the number since the start or the last reset
     */
    public long requestCount() {
        return log.count();
    }

    /**
     * The requests that were accepted: answered with a list, even if a script kept the answer back.
     *
     * @return the latest 10,000 since the start or the last reset, oldest first
     */
    public List<ReceivedRequest> requests() {
        return log.accepted();
    }

    /** Goes back to the tasks and the behaviour it was built with, no script and no requests; used nonces stay used. */
    public void reset() {
        service.script(Script.none());
        service.behave(changed -> initialBehaviour);
        log.clear();
        tasks.replaceAll(initialTasks);
    }

    /** Closes all connections and ends all threads; a script that is still running is interrupted. */
    @Override
    public void close() {
        server.close();
    }

    /** Collects what an emulator starts with; for use by one thread. */
    public static final class Builder {
        private int port;
        private KeyPair keys = KeyPair.EXAMPLE;
        private InstantSource clock = InstantSource.system();
        private ZoneOffset zone = ZoneOffset.ofHours(8);
        private Behaviour behaviour = Behaviour.documented();
        private Function<ZoneOffset, List<TaskRow>> tasks = zone -> TaskJson.rows(TaskJson.documentedReply(), zone);

        private Builder() {}

        /**
         * The port to listen on.
         *
         * @param port the port; 0, the default, for one that is free
         * @return this builder
         */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Who may call, with permanent credentials.
         *
         * @param secretId the secret id
         * @param secretKey the secret key
         * @return this builder
         */
        public Builder credentials(String secretId, String secretKey) {
            keys = new KeyPair(secretId, secretKey, Optional.empty());
            return this;
        }

        /**
         * Who may call, with temporary credentials.
         *
         * @param secretId the secret id
         * @param secretKey the secret key
         * @param token the token that must come with each call
         * @return this builder
         */
        public Builder credentials(String secretId, String secretKey, String token) {
            keys = new KeyPair(secretId, secretKey, Optional.of(token));
            return this;
        }

        /**
         * The clock that timestamps are checked against.
         *
         * @param clock the clock; the system's by default
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The time zone of all times on the wire.
         *
         * @param zone the zone; +08:00 by default
         * @return this builder
         */
        public Builder zone(ZoneOffset zone) {
            this.zone = zone;
            return this;
        }

        /**
         * Changes how requests are answered.
         *
         * @param change from the behaviour so far, at first {@link Behaviour#documented()}, to the new one
         * @return this builder
         */
        public Builder behave(UnaryOperator<Behaviour> change) {
            behaviour = change.apply(behaviour);
            return this;
        }

        /**
         * The tasks to start with, instead of those of the document.
         *
         * @param rows the tasks in their order of submission, as for {@link TaskStore#replaceAll}
         * @return this builder
         */
        public Builder tasks(List<TaskRow> rows) {
            List<TaskRow> copy = List.copyOf(rows);
            tasks = zone -> copy;
            return this;
        }

        /**
         * The tasks to start with, written as the service writes them.
         *
         * @param json a whole reply, or its array {@code redisTaskSet} alone; {@link #start()} throws {@link
         *     IllegalArgumentException} if it is neither
         * @return this builder
         */
        public Builder tasks(String json) {
            tasks = zone -> TaskJson.rows(json, zone);
            return this;
        }

        /**
         * Starts the emulator.
         *
         * @return the running emulator
         * @throws UncheckedIOException if it cannot listen on the port
         */
        public CrsEmulator start() {
            return new CrsEmulator(this);
        }
    }
}
