/** Makes the exchanges of crs-tasks with the Google HTTP Client Library for Java. */
module io.github.crstasks.transport.google {
    requires static org.jspecify;
    requires transitive com.google.api.client;
    requires transitive io.github.crstasks;
    requires transitive java.net.http;

    exports io.github.crstasks.transport.google;

    // The library sets the fields of UnparsedHeaders by reflection.
    opens io.github.crstasks.transport.google to
            com.google.api.client;

    provides io.github.crstasks.transport.Transport with
            io.github.crstasks.transport.google.GoogleTransport;
}
