package io.github.crstasks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A build that is refused leaves no transport behind, which nobody could close. */
class RefusedBuildTest {
    @Test
    void buildThatIsRefusedBecauseOfGsonCreatesNoTransport() throws Exception {
        ClassLoader loader = new OldGsonLoader(getClass().getClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Callable<?> program = (Callable<?>) loader.loadClass(Program.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(program.call()).asString().contains("Gson", "0 transports");
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    /** Builds a client; its classes are those of the {@link OldGsonLoader}. */
    public static final class Program implements Callable<String> {
        @Override
        public String call() {
            try (TaskClient client = TaskClient.builder()
                    .region("gz")
                    .credentials(Credentials.of("id", "key"))
                    .build()) {
                return client + " was built";
            } catch (IllegalStateException refused) {
                return refused.getMessage() + ", " + CountedTransport.created + " transports";
            }
        }
    }

    /** Counts its instances. */
    public static final class CountedTransport implements Transport {
        static int created;

        /** Creates a transport that sends nothing. */
        public CountedTransport() {
            created++;
        }

        @Override
        public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    /** Loads this library anew, with a Gson that lacks a method and with one transport. */
    private static final class OldGsonLoader extends ClassLoader {
        OldGsonLoader(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.github.crstasks.") && !name.startsWith("com.google.gson.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file =
                    Objects.requireNonNull(getParent().getResourceAsStream(name.replace('.', '/') + ".class"), name)) {
                String bytes = new String(file.readAllBytes(), ISO_8859_1);
                String old = name.startsWith("com.google.gson.")
                        ? bytes.replace("getPreviousPath", "getFormerlyPath")
                        : bytes;
                return defineClass(name, old.getBytes(ISO_8859_1), 0, old.length());
            } catch (IOException thrown) {
                throw new ClassNotFoundException(name, thrown);
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals("META-INF/services/" + Transport.class.getName())
                    ? Collections.enumeration(List.of(serviceFile()))
                    : super.getResources(name);
        }

        private static URL serviceFile() throws IOException {
            return new URL("memory", "", -1, "/services", new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(
                                    CountedTransport.class.getName().getBytes(ISO_8859_1));
                        }
                    };
                }
            });
        }
    }
}
