/** Makes the exchanges of crs-tasks with {@code java.net.http}. */
module io.github.crstasks.transport.jdk {
    requires static org.jspecify;
    requires transitive io.github.crstasks;
    requires transitive java.net.http;

    exports io.github.crstasks.transport.jdk;

    provides io.github.crstasks.transport.Transport with
            io.github.crstasks.transport.jdk.JdkTransport;
}
