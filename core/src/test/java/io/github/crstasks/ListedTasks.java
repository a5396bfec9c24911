package io.github.crstasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A service without a network, whose list does not change: instances crs-0, crs-1 and so on, whatever is filtered by. */
final class ListedTasks implements Transport {
    private static final Pattern NUMBER = Pattern.compile("(?:offset|limit)=(\\d+)");

    private final int total;
    private final int pageCap;
    private final AtomicInteger sent = new AtomicInteger();

    ListedTasks(int total, int pageCap) {
        this.total = total;
        this.pageCap = pageCap;
    }

    int sent() {
        return sent.get();
    }

    TaskClientBuilder client() {
        return TaskClient.builder()
                .region("gz")
                .credentials(Credentials.of("id", "key"))
                .transport(this)
                .retry(Retry.none());
    }

    @Override
    public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
        sent.incrementAndGet();
        Matcher limitThenOffset = NUMBER.matcher(request.uri().getRawQuery());
        int limit = next(limitThenOffset);
        int offset = next(limitThenOffset);
        String rows = IntStream.range(offset, Math.min(total, offset + Math.min(limit, pageCap)))
                .mapToObj(
                        "{\"startTime\":\"2017-02-10 16:56:18\",\"taskName\":\"importRdb\",\"redisId\":\"crs-%d\",\"status\":1}"
                                ::formatted)
                .collect(Collectors.joining(","));
        String body = "{\"code\":0,\"totalCount\":" + total + ",\"data\":{\"redisTaskSet\":[" + rows + "]}}";
        return Either.right(new HttpResponse(200, HttpHeaders.none(), body.getBytes(UTF_8)));
    }

    private static int next(Matcher number) {
        if (!number.find()) {
            throw new IllegalArgumentException("limit and offset must be in " + number);
        }
        return Integer.parseInt(number.group(1));
    }

    @Override
    public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
        return CompletableFuture.completedFuture(send(request));
    }

    @Override
    public void close() {}
}
