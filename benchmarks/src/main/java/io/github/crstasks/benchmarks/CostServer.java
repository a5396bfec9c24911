package io.github.crstasks.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Serves lists in a process of its own, so that its processor time is not measured: 10,000 tasks over http, over https, and
 * over http with a delay of 20 ms; then a list of 1,000,000 tasks, and one of a single page. Prints the five endpoints in
 * this order, and ends with its standard input.
 */
final class CostServer {
    static final int TASKS = 10_000;
    static final int MANY_TASKS = 1_000_000;
    static final char[] PASSWORD = "not-a-secret".toCharArray();

    private CostServer() {}

    /**
     * Runs the program.
     *
     * @param arguments the key store of the certificate
     * @throws Exception if the key store cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        SSLContext tls = tls(Path.of(arguments[0]));
        try (PageServer http = new PageServer(TASKS);
                PageServer https = new PageServer(TASKS, Optional.of(tls));
                PageServer delayed = new PageServer(TASKS);
                PageServer many = new PageServer(MANY_TASKS);
                PageServer onePage = new PageServer(20)) {
            delayed.delay(20);
            Stream.of(http, https, delayed, many, onePage)
                    .map(PageServer::endpoint)
                    .forEach(System.out::println);
            System.in.readAllBytes();
        }
    }

    /** Generates a certificate for 127.0.0.1, in a file that serves as key store and as trust store. */
    static Path generateCertificate(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=ip:127.0.0.1")
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool ended with " + keytool.exitValue());
        }
        return store;
    }

    private static SSLContext tls(Path store) throws GeneralSecurityException, IOException {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }
}
