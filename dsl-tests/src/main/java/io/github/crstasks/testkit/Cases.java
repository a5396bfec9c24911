package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.http.TransportFailure.Kind;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the groups of cases share: a transport and servers that end with the case. */
@Timeout(120)
abstract class Cases {
    /** How many brief times what is to happen soon may take: far more than it takes, and less than what never ends. */
    private static final int PATIENCE = 80;

    /** A deadline that is not meant to pass. */
    static final Duration LONG = Duration.ofSeconds(60);

    private final TransportContract contract;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Cases(TransportContract contract) {
        this.contract = contract;
    }

    /** A deadline that is meant to pass. */
    final Duration brief() {
        return contract.brief();
    }

    /** Longer than anything takes that is to happen soon, and shorter than what never ends. */
    final Duration ample() {
        return contract.brief().multipliedBy(PATIENCE);
    }

    @AfterEach
    final void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    final Set<String> loggersThatShowTheQuery() {
        return contract.loggersThatShowTheQuery();
    }

    final boolean deviates(Deviation deviation) {
        return contract.deviations().contains(deviation);
    }

    final Transport open() {
        return closedLater(contract.open(Option.none()));
    }

    final Transport open(SSLContext trusted) {
        return closedLater(contract.open(Option.of(trusted)));
    }

    final ScriptedServer serving(Script script) throws IOException {
        return closedLater(ScriptedServer.plain(script));
    }

    final <T extends AutoCloseable> T closedLater(T resource) {
        opened.push(resource);
        return resource;
    }

    static HttpRequest get(ScriptedServer server) {
        return get(server.endpoint(), "Action=DescribeTasks");
    }

    static HttpRequest get(URI endpoint, String query) {
        return HttpRequest.get(endpoint, query, HttpHeaders.none());
    }

    static HttpRequest post(ScriptedServer server, String form) {
        return HttpRequest.post(
                server.endpoint(),
                form.getBytes(ISO_8859_1),
                HttpHeaders.none().with("Content-Type", "application/x-www-form-urlencoded"));
    }

    static HttpRequest within(Duration timeout, HttpRequest request) {
        return request.within(timeout, request.bodyLimit());
    }

    /** What comes of a blocking call, which must come to an end. */
    final Either<TransportFailure, HttpResponse> blocking(Transport transport, HttpRequest request) {
        CompletableFuture<Either<TransportFailure, HttpResponse>> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                result.complete(transport.send(request));
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        caller.setDaemon(true);
        caller.start();
        return soon(result);
    }

    /** What comes of both kinds of call, one after the other. */
    final List<Either<TransportFailure, HttpResponse>> bothWays(Transport transport, HttpRequest request) {
        return List.of(blocking(transport, request), soon(transport.sendAsync(request)));
    }

    final <T> T soon(CompletableFuture<T> future) {
        try {
            return future.get(ample().toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception late) {
            throw new AssertionError("nothing came back", late);
        }
    }

    static HttpResponse reply(Either<TransportFailure, HttpResponse> result) {
        assertThat(result.isRight()).as("%s is a reply", result).isTrue();
        return result.get();
    }

    static void assertFailsWith(Kind kind, List<Either<TransportFailure, HttpResponse>> results) {
        assertThat(results).allSatisfy(result -> {
            assertThat(result.isLeft()).as("%s is a failure", result).isTrue();
            assertThat(result.getLeft()).returns(kind, TransportFailure::kind);
            assertThat(result.getLeft().message()).isNotBlank();
        });
    }

    /** A deadline that is not meant to pass, unless a stack with one of these deviations must be waited for. */
    final Duration longUnless(Deviation... held) {
        return deviatesIn(held) ? brief().multipliedBy(4) : LONG;
    }

    /** The client must end all connections: at once, unless it deviates. */
    final void assertLetGo(ScriptedServer server, Deviation... held) {
        assertThat(server.connections()).isNotEmpty().allSatisfy(connection -> {
            if (deviatesIn(held)) {
                assertThat(connection.ended()).as("held on to").failsWithin(brief());
            }
            assertThat(connection.ended()).as("let go").succeedsWithin(ample());
        });
    }

    final boolean deviatesIn(Deviation... any) {
        return Stream.of(any).anyMatch(this::deviates);
    }

    static String text(HttpResponse response) {
        return ISO_8859_1.decode(response.body()).toString();
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(plain);
        }
        return zipped.toByteArray();
    }

    static String gzip(String plain) throws IOException {
        return new String(gzip(plain.getBytes(ISO_8859_1)), ISO_8859_1);
    }
}
