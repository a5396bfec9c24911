package io.github.crstasks.benchmarks;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.Transport;
import java.net.URI;

/** Reads a list with a client of this library. */
record ClientListing(Transport transport, TaskClient client, int pagesInFlight) implements Listing {
    static ClientListing of(TaskListProtocol protocol, String endpoint, Transport transport, int pagesInFlight) {
        return new ClientListing(transport, client(protocol, endpoint, transport), pagesInFlight);
    }

    static TaskClient client(TaskListProtocol protocol, String endpoint, Transport transport) {
        return builder(protocol, endpoint, transport).build();
    }

    /** Returns a builder of a client without a limit of its rate. */
    static TaskClientBuilder builder(TaskListProtocol protocol, String endpoint, Transport transport) {
        return TaskClient.builder()
                .protocol(protocol)
                .region("gz")
                .endpoint(URI.create(endpoint))
                .credentials(Credentials.of("id", "key"))
                .transport(transport)
                .rateLimiter(RateLimiter.unlimited());
    }

    @Override
    public int list() {
        Paging paging = Paging.defaults().withPageSize(100).withPagesInFlight(pagesInFlight);
        return (int) client.stream(TaskQuery.all(), paging).count();
    }

    @Override
    public void close() {
        client.close();
        transport.close();
    }
}
