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
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of an authority that nobody knows, made with the JDK's own tool. */
final class Certificates {
    /** For localhost and 127.0.0.1. */
    static final String GOOD = "good";
    /** The same, but no longer valid. */
    static final String EXPIRED = "expired";
    /** Valid, but for another host. */
    static final String ELSEWHERE = "elsewhere";

    private static final String AUTHORITY = "authority";
    private static final char[] PASSWORD = "not-a-secret".toCharArray();
    private static final String HERE = "san=dns:localhost,ip:127.0.0.1";

    private final KeyStore all;

    private Certificates(KeyStore all) {
        this.all = all;
    }

    /** Made once for all cases: each certificate takes the tool a good part of a second. */
    static Certificates shared() {
        return Holder.SHARED;
    }

    private static final class Holder {
        private static final Certificates SHARED = make();
    }

    private static Certificates make() {
        try {
            Path folder = Files.createTempDirectory("certificates");
            Path store = folder.resolve("store.p12");
            try {
                keytool(store, AUTHORITY, "-ext", "bc:critical=ca:true");
                keytool(store, GOOD, "-signer", AUTHORITY, "-ext", HERE);
                keytool(store, EXPIRED, "-signer", AUTHORITY, "-ext", HERE, "-startdate", "-9d", "-validity", "2");
                keytool(store, ELSEWHERE, "-signer", AUTHORITY, "-ext", "san=dns:elsewhere.invalid");
                KeyStore all = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(store)) {
                    all.load(in, PASSWORD);
                }
                return new Certificates(all);
            } finally {
                Files.deleteIfExists(store);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException("keytool made no certificates", broken);
        }
    }

    private static void keytool(Path store, String alias, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                // The tool takes longer to warm up than to work.
                "-J-XX:TieredStopAtLevel=1",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(more));
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

    /** What a server shows that has one of these certificates. */
    SSLContext showing(String alias) throws GeneralSecurityException, IOException {
        KeyStore one = empty();
        one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    /** What a client has that trusts the authority and nobody else. */
    SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore one = empty();
        one.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(one);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
