package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
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
import org.junit.jupiter.api.extension.ExtendWith;

/** Base class of all groups of cases. Opens transports and servers, and closes them after each case. */
@Timeout(120)
@ExtendWith(DeclaredFailures.class)
abstract class ContractCases {
    /** A case waits for this multiple of the short timeout, which is far longer than an expected event takes. */
    private static final int PATIENCE_FACTOR = 80;

    /** A timeout that must not expire. */
    static final Duration LONG_TIMEOUT = Duration.ofSeconds(60);

    private final TransportContract contract;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    ContractCases(TransportContract contract) {
        this.contract = contract;
    }

    /** Returns a timeout that is meant to expire. */
    final Duration shortTimeout() {
        return contract.shortTimeout();
    }

    /** Returns how long to wait for an event that must happen soon. */
    final Duration patience() {
        return contract.shortTimeout().multipliedBy(PATIENCE_FACTOR);
    }

    @AfterEach
    final void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    final Set<String> loggersThatLogTheQuery() {
        return contract.loggersThatLogTheQuery();
    }

    final boolean deviates(Deviation... any) {
        return Stream.of(any).anyMatch(contract.deviations()::contains);
    }

    /** Returns the declared deviations of one kind. */
    final <D extends Deviation> List<D> declared(Class<D> kind) {
        return contract.deviations().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    final Transport open() {
        return closedAfterwards(contract.open(Option.none()));
    }

    final Transport open(SSLContext trusted) {
        return closedAfterwards(contract.open(Option.of(trusted)));
    }

    final ScriptedServer serve(ServerScript script) throws IOException {
        return closedAfterwards(ScriptedServer.plain(script));
    }

    final <T extends AutoCloseable> T closedAfterwards(T resource) {
        opened.push(resource);
        return resource;
    }

    static TransportRequest get(ScriptedServer server) {
        return get(server.endpoint(), "Action=DescribeTasks");
    }

    static TransportRequest get(URI endpoint, String query) {
        return TransportRequest.get(endpoint, query, TransportHeaders.none());
    }

    static TransportRequest post(ScriptedServer server, String form) {
        return TransportRequest.post(
                server.endpoint(),
                form.getBytes(ISO_8859_1),
                TransportHeaders.none().with("Content-Type", "application/x-www-form-urlencoded"));
    }

    static TransportRequest withTimeout(Duration timeout, TransportRequest request) {
        return request.withLimits(timeout, request.maxResponseBytes());
    }

    /** Returns the result of a blocking call, and fails if the call does not end. */
    final Either<TransportFailure, TransportResponse> sendBlocking(Transport transport, TransportRequest request) {
        CompletableFuture<Either<TransportFailure, TransportResponse>> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                result.complete(transport.send(request));
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        caller.setDaemon(true);
        caller.start();
        return await(result);
    }

    /** Returns the results of a blocking and of an asynchronous call, made one after the other. */
    final List<Either<TransportFailure, TransportResponse>> sendBothWays(
            Transport transport, TransportRequest request) {
        return List.of(sendBlocking(transport, request), await(transport.sendAsync(request)));
    }

    final <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception failure) {
            throw new AssertionError("the call did not end with a value in time", failure);
        }
    }

    static TransportResponse response(Either<TransportFailure, TransportResponse> result) {
        assertThat(result.isRight()).as("%s is a response", result).isTrue();
        return result.get();
    }

    static void assertFailsWith(Kind kind, List<Either<TransportFailure, TransportResponse>> results) {
        assertThat(results).allSatisfy(result -> {
            assertThat(result.isLeft()).as("%s is a failure", result).isTrue();
            assertThat(result.getLeft()).returns(kind, TransportFailure::kind);
            assertThat(result.getLeft().message()).isNotBlank();
        });
    }

    /** Returns a timeout that must not expire, or a shorter one if the transport keeps connections until it expires. */
    final Duration longTimeoutUnless(Deviation... keeping) {
        return deviates(keeping) ? shortTimeout().multipliedBy(4) : LONG_TIMEOUT;
    }

    /** Asserts that the client closes all connections: at once, unless it declares one of the deviations. */
    final void assertConnectionsClose(ScriptedServer server, Deviation... keeping) {
        assertThat(server.connections()).isNotEmpty().allSatisfy(connection -> {
            if (deviates(keeping)) {
                assertThat(connection.closed()).as("connection is kept open").failsWithin(shortTimeout());
            }
            assertThat(connection.closed()).as("connection is closed").succeedsWithin(patience());
        });
    }

    static String text(TransportResponse response) {
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
