package io.github.crstasks.tests.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.testkit.ThreadSnapshot;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client uses the caller's threads, those of its transport and one of its own, and leaves none behind. */
@Timeout(120)
class OwnThreadsTest {
    private static final Instant NOON = Instant.parse("2017-02-08T04:00:00Z");
    private static final int TASKS = 250;

    private CrsEmulator emulator = CrsEmulator.start();

    @BeforeEach
    void submitTasksAndFailEveryFifthRequest() {
        emulator.tasks()
                .replaceAll(IntStream.range(0, TASKS)
                        .mapToObj(i -> TaskRow.pending(NOON.plusSeconds(i), "backupInstance", "orders", "crs-1"))
                        .toList());
        AtomicInteger requests = new AtomicInteger();
        emulator.intercept(request -> requests.getAndIncrement() % 5 == 0
                ? InterceptorAction.reply(503, Map.of(), new byte[0])
                : InterceptorAction.proceed());
    }

    @AfterEach
    void closeEmulator() {
        emulator.close();
    }

    private String[] arguments(String transport) {
        return new String[] {transport, emulator.endpoint().toString(), emulator.secretId(), emulator.secretKey()};
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "google"})
    void fullCommonPoolDelaysNoCall(String transport) throws IOException, InterruptedException {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=4",
                "-cp",
                System.getProperty("java.class.path"),
                FullCommonPoolProgram.class.getName());
        Process process = new ProcessBuilder(
                        Stream.concat(java, Stream.of(arguments(transport))).toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("every call has ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "google"})
    void closedClientLeavesNoThread(String transport) {
        ThreadSnapshot before = ThreadSnapshot.take();

        new EveryCallProgram().accept(arguments(transport));

        assertThat(becomesTrue(() -> ownThreads(before).isEmpty()))
                .as("threads left: %s", ownThreads(before))
                .isTrue();
    }

    private static List<String> ownThreads(ThreadSnapshot before) {
        return before.newThreads().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("crs-tasks"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "google"})
    void classLoaderOfClosedClientIsCollected(String transport) throws ReflectiveOperationException, IOException {
        WeakReference<ClassLoader> loader = runInOwnClassLoader(EveryCallProgram.class, arguments(transport));
        // JDK 17 keeps the type of the record whose methods were linked last, so another one takes its place.
        runInOwnClassLoader(RecordProgram.class);
        assertThat(becomesTrue(() -> {
                    System.gc();
                    return loader.get() == null;
                }))
                .isTrue();
    }

    private static WeakReference<ClassLoader> runInOwnClassLoader(
            Class<? extends Consumer<String[]>> programClass, String... arguments)
            throws ReflectiveOperationException, IOException {
        URL[] classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(OwnThreadsTest::toUrl)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                @SuppressWarnings("unchecked") // The class loader loads another copy of the same class.
                Consumer<String[]> program = (Consumer<String[]>) loader.loadClass(programClass.getName())
                        .getConstructor()
                        .newInstance();
                program.accept(arguments);
            } finally {
                thread.setContextClassLoader(before);
            }
            return new WeakReference<>(loader);
        }
    }

    private static URL toUrl(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    /** Waits up to 30 seconds for a condition that other threads or the garbage collector make true. */
    private static boolean becomesTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return condition.getAsBoolean();
    }
}
