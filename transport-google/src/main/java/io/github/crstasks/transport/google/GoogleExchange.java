package io.github.crstasks.transport.google;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import io.github.crstasks.transport.BlockingTransport;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One exchange with the Google HTTP Client Library for Java. */
final class GoogleExchange implements BlockingTransport.Exchange {
    private final TransportRequest request;
    private final Connector connector;

    GoogleExchange(TransportRequest request, Connector connector) {
        this.request = request;
        this.connector = connector;
    }

    @Override
    public Either<TransportFailure, TransportResponse> execute() {
        Option<TransportFailure> unsupported = connector.route().unsupported(request);
        if (unsupported.isDefined()) {
            return Either.left(unsupported.get());
        }
        try {
            return exchange();
        } catch (IOException thrown) {
            return Either.left(connector.route().failure(request, thrown));
        }
    }

    private Either<TransportFailure, TransportResponse> exchange() throws IOException {
        HttpResponse incoming = outgoing().execute();
        connector.receiveBody();
        boolean isComplete = false;
        try {
            Either<TransportFailure, TransportResponse> result = read(incoming);
            isComplete = result.isRight();
            return result;
        } finally {
            // A connection whose response was read to its end is kept for the next exchange.
            if (!isComplete) {
                disconnect(incoming);
            }
        }
    }

    private Either<TransportFailure, TransportResponse> read(HttpResponse incoming) throws IOException {
        int status = incoming.getStatusCode();
        if (status == 0) {
            return Either.left(TransportFailure.of(request, Kind.INVALID_RESPONSE));
        }
        Option<TransportFailure> refusal = connector.route().refusal(request, status);
        if (refusal.isDefined()) {
            return Either.left(refusal.get());
        }
        TransportHeaders headers = headers(incoming.getHeaders());
        InputStream content = incoming.getContent();
        if (content == null && (status == 401 || status == 407)) {
            // HttpURLConnection drops the body of a challenge that it cannot answer by resending the request.
            return Either.right(new TransportResponse(status, headers, new byte[0]));
        }
        InputStream body = content == null ? InputStream.nullInputStream() : content;
        boolean isComplete = !connector.canTruncateHeaders() || isFramed(status, headers);
        Either<TransportFailure, TransportResponse> result =
                TransportResponse.read(request, status, headers, isComplete ? body : requireByte(body));
        if (result.isRight()) {
            body.close();
        }
        return result;
    }

    private static boolean isFramed(int status, TransportHeaders headers) {
        return status == 204
                || status == 304
                || headers.first("Content-Length").isDefined()
                || headers.first("Transfer-Encoding").isDefined();
    }

    /** Requires a first byte, which shows that the headers are complete. */
    private static InputStream requireByte(InputStream body) throws IOException {
        PushbackInputStream checked = new PushbackInputStream(body);
        int first = checked.read();
        if (first < 0) {
            throw new EOFException("the connection ended within the headers");
        }
        checked.unread(first);
        return checked;
    }

    private HttpRequest outgoing() throws IOException {
        HttpHeaders headers = new HttpHeaders();
        request.headers().asMap().forEach(headers::set);
        // Unlike Duration.toMillis(), this does not overflow.
        long millis = TimeUnit.MILLISECONDS.convert(request.timeout());
        int timeoutMillis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, millis));
        return connector
                .transport()
                .createRequestFactory()
                .buildRequest(request.method().name(), url(), content())
                .setHeaders(headers)
                .setResponseHeaders(new UnparsedHeaders())
                .setConnectTimeout(timeoutMillis)
                .setReadTimeout(timeoutMillis)
                .setNumberOfRetries(0)
                .setFollowRedirects(false)
                .setThrowExceptionOnExecuteError(false)
                .setResponseReturnRawInputStream(true)
                .setSuppressUserAgentSuffix(true)
                // The library would log the signed URL, and a curl command with it.
                .setLoggingEnabled(false)
                .setCurlLoggingEnabled(false);
    }

    /**
     * Returns the URL with its whole query as the name of one parameter without a value. The library would parse the query
     * and drop the {@code =} of empty values.
     */
    private GenericUrl url() {
        GenericUrl url = new GenericUrl(request.endpoint().toString(), true);
        String query = request.uri().getRawQuery();
        if (query != null) {
            url.set(query, "");
        }
        return url;
    }

    private @Nullable HttpContent content() {
        if (request.method() == HttpMethod.GET) {
            return null;
        }
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        return new ByteArrayContent(null, body);
    }

    private static TransportHeaders headers(HttpHeaders incoming) {
        Map<String, List<String>> fields = new TreeMap<>();
        incoming.forEach((name, value) -> {
            List<String> values = new ArrayList<>();
            (value instanceof Iterable<?> several ? several : List.of(value))
                    .forEach(element -> values.add(String.valueOf(element)));
            fields.put(name, values);
        });
        return TransportHeaders.of(fields);
    }

    private void disconnect(HttpResponse incoming) {
        connector.disconnect();
        try {
            incoming.disconnect();
        } catch (IOException ignored) {
            // The connection is closed nevertheless.
        }
    }

    @Override
    public boolean isInterruptible() {
        return connector.isInterruptible();
    }

    @Override
    public void abort() {
        // A thread that waits for a pooled connection is interrupted instead; an open connection has to be closed.
        connector.disconnect();
    }
}
