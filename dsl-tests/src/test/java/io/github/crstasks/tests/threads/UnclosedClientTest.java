package io.github.crstasks.tests.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.testkit.ThreadSnapshot;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that is never closed neither keeps the JVM running nor stays in memory. */
@Timeout(60)
class UnclosedClientTest {
    @Test
    void unclosedClientsWithAWatchDoNotKeepTheProgramRunning() throws IOException, InterruptedException {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            UnclosedClientProgram.class.getName(),
                            emulator.endpoint().toString(),
                            emulator.secretId(),
                            emulator.secretKey())
                    .redirectErrorStream(true)
                    .start();
            try {
                // Reading the output first would never end if the program does not.
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
                assertThat(process.exitValue()).as(output).isZero();
                assertThat(output).contains("main has ended");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    static Stream<Named<Supplier<Transport>>> transports() {
        return Stream.of(Named.of("jdk", JdkTransport::new), Named.of("google", GoogleTransport::new));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void unclosedClientIsCollectedAndItsThreadsAreDaemons(Supplier<Transport> newTransport) {
        try (EmulatorFixture service = EmulatorFixture.start()) {
            ThreadSnapshot before = ThreadSnapshot.take();
            List<WeakReference<?>> abandoned = UnclosedClientProgram.abandon(service, newTransport);

            Set<Thread> own = before.newThreads().stream()
                    .filter(thread -> thread.getName().startsWith("crs-tasks"))
                    .collect(Collectors.toSet());
            assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);
            abandoned.forEach(UnclosedClientTest::assertCollected);
        }
    }

    private static void assertCollected(WeakReference<?> reference) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (reference.get() != null && System.nanoTime() < end) {
            System.gc();
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(reference.get()).isNull();
    }
}
