package io.github.crstasks.tests.transport;

import io.github.crstasks.transport.BlockingTransport;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** Sends requests with OkHttp. */
public final class OkHttpTransport extends BlockingTransport {
    private final OkHttpClient client;

    /** Creates a transport with an OkHttp client of its own, as the service loader does. */
    public OkHttpTransport() {
        this(new OkHttpClient());
    }

    /** Creates a transport with the TLS and proxy settings of an OkHttp client, whose connections it shares. */
    public OkHttpTransport(OkHttpClient client) {
        // The timeout of a request covers its exchange, so that OkHttp needs none of its own.
        this.client = client.newBuilder()
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    @Override
    protected Exchange newExchange(TransportRequest request) {
        boolean isPost = request.method() == HttpMethod.POST;
        Request.Builder outgoing = new Request.Builder()
                .url(request.uri().toString())
                .header("Accept-Encoding", "gzip")
                .method(
                        request.method().name(),
                        isPost ? RequestBody.create(ByteString.of(request.body()), null) : null);
        request.headers().asMap().forEach((name, values) -> values.forEach(value -> outgoing.addHeader(name, value)));
        Call call = client.newCall(outgoing.build());
        return Exchange.of(() -> execute(call, request), call::cancel);
    }

    private static Either<TransportFailure, TransportResponse> execute(Call call, TransportRequest request)
            throws IOException {
        try (Response response = call.execute()) {
            TransportHeaders headers = TransportHeaders.of(response.headers().toMultimap());
            return TransportResponse.read(
                    request, response.code(), headers, response.body().byteStream());
        } catch (ProtocolException thrown) {
            // OkHttp's name for a connection that is lost within the body.
            throw "unexpected end of stream".equals(thrown.getMessage()) ? new EOFException() : thrown;
        }
    }

    @Override
    protected void closeStack() {
        client.connectionPool().evictAll();
    }
}
