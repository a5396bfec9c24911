package io.github.crstasks.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Server certificates of a test authority that no JDK trusts. They are generated with the {@code keytool} of the running
 * JDK at the first use and kept for the life of the JVM.
 */
public enum TestCertificate {
    /** Valid for localhost and 127.0.0.1. */
    VALID,
    /** Issued for localhost and 127.0.0.1, and expired a week ago. */
    EXPIRED,
    /** Valid for another host. */
    OTHER_HOST;

    private static final String AUTHORITY = "authority";
    private static final char[] PASSWORD = "not-a-secret".toCharArray();
    private static final String LOOPBACK = "san=dns:localhost,ip:127.0.0.1";

    /** Generated once, since each certificate takes the tool about a second. */
    private static final class Holder {
        private static final KeyStore STORE = generate();
    }

    private static KeyStore generate() {
        try {
            Path folder = Files.createTempDirectory("certificates");
            Path file = folder.resolve("store.p12");
            try {
                keytool(file, AUTHORITY, "-ext", "bc:critical=ca:true");
                keytool(file, VALID.alias(), "-signer", AUTHORITY, "-ext", LOOPBACK);
                keytool(
                        file,
                        EXPIRED.alias(),
                        "-signer",
                        AUTHORITY,
                        "-ext",
                        LOOPBACK,
                        "-startdate",
                        "-9d",
                        "-validity",
                        "2");
                keytool(file, OTHER_HOST.alias(), "-signer", AUTHORITY, "-ext", "san=dns:elsewhere.invalid");
                KeyStore store = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(file)) {
                    store.load(in, PASSWORD);
                }
                return store;
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException("keytool generated no certificates", failure);
        }
    }

    private static void keytool(Path store, String alias, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                // The tool spends most of its time on warming up.
                "-J-XX:TieredStopAtLevel=1",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private String alias() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the distinguished name of this certificate's subject.
     *
     * @return the name as {@code X500Principal.getName()} returns it
     */
    public String subject() {
        return "CN=" + alias();
    }

    /**
     * Returns the TLS settings of a server that presents this certificate.
     *
     * @return a new context
     */
    public SSLContext serverContext() {
        try {
            KeyStore keyStore = emptyStore();
            keyStore.setKeyEntry(
                    alias(),
                    Holder.STORE.getKey(alias(), PASSWORD),
                    PASSWORD,
                    Holder.STORE.getCertificateChain(alias()));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore, PASSWORD);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return tls;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /**
     * Returns the TLS settings of a client that trusts the test authority and no other.
     *
     * @return a new context
     */
    public static SSLContext clientContext() {
        try {
            KeyStore trustStore = emptyStore();
            trustStore.setCertificateEntry(AUTHORITY, Holder.STORE.getCertificate(AUTHORITY));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
