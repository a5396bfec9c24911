package io.github.crstasks.benchmarks;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The bare loop over {@link HttpURLConnection}. */
record BareUrlConnection(BareApi api, String endpoint) implements PageReader {
    @Override
    public Read read(int offset) throws Exception {
        BareCall call = api.sign(endpoint, offset);
        HttpURLConnection connection = (HttpURLConnection) new URL(call.uri()).openConnection();
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            connection.setRequestProperty(header.getKey(), header.getValue());
        }
        if (!call.body().isEmpty()) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(call.body().getBytes(StandardCharsets.UTF_8));
            }
        }
        try (InputStream in = connection.getInputStream()) {
            return api.decode(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
