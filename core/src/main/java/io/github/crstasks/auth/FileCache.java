package io.github.crstasks.auth;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiFunction;

/**
 * The parsed content of a file, which is read again only if it may have changed: if its modification time, its size or its
 * identity differs. Safe for use by any number of threads.
 *
 * @param <T> what the content is parsed to
 */
final class FileCache<T> {
    /** A file that was modified more recently may be modified again without a new time; some file systems count in 2 s. */
    private static final Duration TIME_RESOLUTION = Duration.ofSeconds(3);

    /** The largest file. Larger ones hold no credentials, and devices never end. */
    private static final int MAX_BYTES = 1 << 20;

    private final BiFunction<Path, byte[], T> parser;
    private final InstantSource clock;
    private volatile Option<Entry<T>> latest = Option.none();

    FileCache(BiFunction<Path, byte[], T> parser, InstantSource clock) {
        this.parser = parser;
        this.clock = clock;
    }

    private record Entry<T>(Path file, Stamp stamp, T content) {}

    private record Stamp(FileTime modified, long size, Option<Object> identity) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), Option.of(attributes.fileKey()));
        }
    }

    /** Returns the parsed content; throws what reading throws. */
    T read(Path file) throws IOException {
        // Before the content, so that a change meanwhile is seen at the next call.
        Stamp stamp = Stamp.of(file);
        Option<Entry<T>> known = latest.filter(
                entry -> entry.file().equals(file) && entry.stamp().equals(stamp));
        if (known.isDefined()) {
            return known.get().content();
        }
        boolean isSettled = stamp.modified().toInstant().plus(TIME_RESOLUTION).isBefore(clock.instant());
        T content = parser.apply(file, readBounded(file));
        latest = Option.when(isSettled, () -> new Entry<>(file, stamp, content));
        return content;
    }

    /** Reads a whole file of a size that credentials can have. */
    static byte[] readBounded(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException("it is larger than " + MAX_BYTES + " bytes");
            }
            return content;
        }
    }
}
