package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the build, for the option {@code --version}. */
final class EmulatorVersion implements IVersionProvider {
    EmulatorVersion() {}

    @Override
    public String[] getVersion() {
        return new String[] {"crs-emulator " + version()};
    }

    private static String version() {
        try (InputStream in =
                Objects.requireNonNull(EmulatorVersion.class.getResourceAsStream("version.txt"), "version.txt")) {
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the version", e);
        }
    }
}
