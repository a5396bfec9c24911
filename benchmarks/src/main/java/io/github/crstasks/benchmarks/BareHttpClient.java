package io.github.crstasks.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The bare loop over {@code java.net.http}. */
record BareHttpClient(BareApi api, String endpoint, HttpClient client) implements PageReader {
    BareHttpClient(BareApi api, String endpoint) {
        this(
                api,
                endpoint,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    @Override
    public Read read(int offset) throws Exception {
        BareCall call = api.sign(endpoint, offset);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(call.uri()));
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            request.header(header.getKey(), header.getValue());
        }
        if (!call.body().isEmpty()) {
            request.POST(BodyPublishers.ofString(call.body()));
        }
        return api.decode(client.send(request.build(), BodyHandlers.ofString()).body());
    }
}
