/** Makes the exchanges of crs-tasks with the Google HTTP Client Library for Java. */
module io.github.crstasks.transport.google {
    requires static org.jspecify;
    requires transitive com.google.api.client;
    requires transitive io.github.crstasks;

    exports io.github.crstasks.transport.google;

    provides io.github.crstasks.transport.Transport with
            io.github.crstasks.transport.google.GoogleTransport;
}
