package io.github.crstasks.tests.support;

import io.github.crstasks.TaskClient;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A copy of the library in a class loader of its own. */
public final class IsolatedLibrary implements AutoCloseable {
    private static final List<String> LIBRARIES = List.of("vavr", "gson");

    private final URLClassLoader loader;

    private IsolatedLibrary(Stream<Path> path) {
        this.loader = new URLClassLoader(
                path.map(IsolatedLibrary::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** Returns a copy of core and what it needs, with the classes beside one class. */
    public static IsolatedLibrary with(Class<?> type) {
        return with(locationOf(type));
    }

    /** Returns a copy of core and what it needs, with one more entry on the path. */
    public static IsolatedLibrary with(Path entry) {
        Stream<Path> libraries = classPath().filter(jar -> LIBRARIES.stream().anyMatch(name -> isNamed(jar, name)));
        return new IsolatedLibrary(Stream.concat(Stream.of(locationOf(TaskClient.class), entry), libraries));
    }

    private static Stream<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of);
    }

    private static boolean isNamed(Path entry, String library) {
        return String.valueOf(entry.getFileName()).startsWith(library);
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static URL url(Path path) {
        try {
            URI uri = path.toUri();
            return uri.toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the class loader of the copy. */
    public ClassLoader loader() {
        return loader;
    }

    /** Builds and closes a client of the copy. */
    public String buildClient() throws ReflectiveOperationException {
        Class<?> client = loader.loadClass(TaskClient.class.getName());
        Object builder = client.getMethod("builder").invoke(null);
        builder.getClass().getMethod("region", String.class).invoke(builder, "ap-guangzhou");
        Object built = builder.getClass().getMethod("build").invoke(builder);
        client.getMethod("close").invoke(built);
        return "built";
    }

    /** Calls a function on a thread with another context class loader. */
    public <T> T inContext(@Nullable ClassLoader context, Callable<T> function) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return function.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
