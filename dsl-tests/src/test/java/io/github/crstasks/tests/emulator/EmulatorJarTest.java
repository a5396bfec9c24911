package io.github.crstasks.tests.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.crstasks.emulator.CrsEmulator;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The emulator runs from one jar, which Maven has packaged before the tests of this module run. */
@Timeout(60)
class EmulatorJarTest {
    private static final String ENDPOINT = "export CRS_ENDPOINT='";

    private static Path plainJar() throws Exception {
        return Path.of(CrsEmulator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    @Test
    void oneJarServesWithoutAClassPath() throws Exception {
        Path plain = plainJar();
        assumeTrue(plain.toString().endsWith(".jar"), "the phase package has not run");
        Path all = plain.resolveSibling(plain.getFileName().toString().replace(".jar", "-all.jar"));
        assertThat(Files.exists(all)).as(all.toString()).isTrue();
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        all.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (!line.startsWith(ENDPOINT)) {
                line = output.readLine();
            }
            URI endpoint = URI.create(line.substring(ENDPOINT.length(), line.length() - 1));
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("4000");
        } finally {
            program.destroy();
        }
    }
}
