package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.http.TransportFailure.Kind;
import io.vavr.control.Either;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A closed transport does nothing more and keeps nothing. */
abstract class ClosingCases extends Cases {
    /** Threads that the JDK starts once for the whole JVM, whoever needs them first. */
    private static final Set<String> OF_THE_JVM = Set.of(
            "CompletableFutureDelayScheduler",
            "Keep-Alive-Timer",
            "Keep-Alive-SocketCleaner",
            "Common-Cleaner",
            "process reaper",
            ScriptedServer.THREAD);

    /** The shortest time after which a stack is known to end idle connections by itself is 5 seconds. */
    private static final Duration BEFORE_IDLENESS_ENDS = Duration.ofSeconds(4);

    ClosingCases(TransportContract contract) {
        super(contract);
    }

    @Test
    final void closingEndsWhatIsUnderWay() throws IOException {
        ScriptedServer server = serving(Script.silence());
        Transport transport = open();
        HttpRequest request = within(LONG, get(server));
        CompletableFuture<Either<TransportFailure, HttpResponse>> async = transport.sendAsync(request);
        CompletableFuture<Either<TransportFailure, HttpResponse>> blocking = new CompletableFuture<>();
        Thread caller = new Thread(() -> blocking.complete(transport.send(request)));
        caller.setDaemon(true);
        caller.start();
        server.next(ample());
        server.next(ample());
        transport.close();
        assertFailsWith(Kind.CLOSED, List.of(soon(async), soon(blocking)));
        assertLetGo(server);
    }

    @Test
    final void aClosedTransportSendsNothing() throws IOException {
        ScriptedServer server = serving(Script.reply(200, "ok"));
        Transport transport = open();
        reply(transport.send(get(server)));
        transport.close();
        assertFailsWith(Kind.CLOSED, bothWays(transport, get(server)));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    final void closingTwiceDoesNoHarm() throws IOException {
        Transport transport = open();
        transport.close();
        transport.close();
        assertFailsWith(Kind.CLOSED, bothWays(transport, get(serving(Script.reply(200, "ok")))));
    }

    @Test
    final void nothingIsLeftAfterClosing() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ScriptedServer server = serving(Script.reply(200, "ok"));
        Transport transport = open();
        assertThat(bothWays(transport, get(server))).allSatisfy(Cases::reply);
        transport.close();
        BooleanSupplier gone = () -> server.connections().stream()
                        .allMatch(connection -> connection.ended().isDone())
                && left(before).isEmpty();
        boolean outlasts = deviates(Deviation.OUTLASTS_CLOSE);
        assertThat(becomes(gone, outlasts ? brief().multipliedBy(4) : BEFORE_IDLENESS_ENDS))
                .as("nothing is left; threads: %s", left(before))
                .isEqualTo(!outlasts);
    }

    static Set<Thread> left(Set<Thread> before) {
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(thread ->
                OF_THE_JVM.contains(thread.getName()) || thread.getName().startsWith("ForkJoinPool.commonPool"));
        return left;
    }

    static boolean becomes(BooleanSupplier condition, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return condition.getAsBoolean();
    }
}
