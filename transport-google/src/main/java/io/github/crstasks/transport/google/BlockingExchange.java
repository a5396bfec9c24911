package io.github.crstasks.transport.google;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpMethod;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.http.TransportFailure.Kind;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One exchange on the thread that calls for it. */
final class BlockingExchange {
    private static final int BUFFER = 16 << 10;

    private final HttpRequest request;
    private final Stack stack;

    BlockingExchange(HttpRequest request, Stack stack) {
        this.request = request;
        this.stack = stack;
    }

    Either<TransportFailure, HttpResponse> send() throws IOException {
        com.google.api.client.http.HttpResponse incoming = outgoing().execute();
        try {
            return reply(incoming);
        } catch (IOException | RuntimeException broken) {
            abandon(incoming);
            throw broken;
        }
    }

    private Either<TransportFailure, HttpResponse> reply(com.google.api.client.http.HttpResponse incoming)
            throws IOException {
        int status = incoming.getStatusCode();
        HttpHeaders headers = headers(incoming.getHeaders());
        if (status == 0) {
            abandon(incoming);
            return Either.left(TransportFailure.of(request, Kind.UNREADABLE));
        }
        if (status == 204 || status == 304) {
            incoming.ignore();
            return Either.right(new HttpResponse(status, headers, new byte[0]));
        }
        InputStream content = incoming.getContent();
        if (content == null && request.method() == HttpMethod.POST && (status == 401 || status == 407)) {
            // HttpURLConnection drops the body of a challenge that it cannot answer by sending again.
            return Either.right(new HttpResponse(status, headers, new byte[0]));
        }
        byte[] raw = content == null ? new byte[0] : read(incoming, content);
        if (raw.length > request.rawBodyLimit()) {
            return Either.left(TransportFailure.of(request, Kind.TOO_LARGE));
        }
        requireWhole(headers, raw.length);
        return HttpResponse.decode(request, status, headers, raw);
    }

    /** HttpURLConnection takes the end of the connection for the end of the body, and even for the end of the headers. */
    private static void requireWhole(HttpHeaders headers, int length) throws EOFException {
        Option<Long> declared = headers.first("Content-Length").map(Long::parseLong);
        boolean framed =
                declared.isDefined() || headers.first("Transfer-Encoding").isDefined();
        if (length < declared.getOrElse(0L) || (length == 0 && !framed)) {
            throw new EOFException(
                    length + " bytes of " + declared.map(String::valueOf).getOrElse("unknown") + " came");
        }
    }

    private com.google.api.client.http.HttpRequest outgoing() throws IOException {
        com.google.api.client.http.HttpHeaders headers = new com.google.api.client.http.HttpHeaders();
        request.headers().asMap().forEach(headers::set);
        int millis =
                (int) Math.min(Integer.MAX_VALUE, Math.max(1, request.timeout().toMillis()));
        return stack.transport()
                .createRequestFactory()
                .buildRequest(request.method().name(), url(), content())
                .setHeaders(headers)
                .setConnectTimeout(millis)
                .setReadTimeout(millis)
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
     * The library takes a query apart and drops the {@code =} of empty values; a query that is the name of one parameter
     * stays whole.
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

    private static HttpHeaders headers(com.google.api.client.http.HttpHeaders incoming) {
        Map<String, List<String>> fields = new TreeMap<>();
        incoming.forEach((name, value) -> {
            List<String> values = new ArrayList<>();
            (value instanceof Iterable<?> several ? several : List.of(value))
                    .forEach(each -> values.add(String.valueOf(each)));
            fields.put(name, values);
        });
        return HttpHeaders.of(fields);
    }

    /** Gives the connection up: what is left of the reply is not for anybody. */
    private void abandon(com.google.api.client.http.HttpResponse incoming) {
        stack.cut();
        try {
            incoming.disconnect();
        } catch (IOException gone) {
            // That is what was wanted.
        }
    }

    /** The body, or one buffer more of it than the limit allows; a body read to its end frees the connection for others. */
    private byte[] read(com.google.api.client.http.HttpResponse incoming, InputStream content) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            read.write(buffer, 0, count);
            if (read.size() > request.rawBodyLimit() || Thread.currentThread().isInterrupted()) {
                abandon(incoming);
                return read.toByteArray();
            }
        }
        content.close();
        return read.toByteArray();
    }
}
