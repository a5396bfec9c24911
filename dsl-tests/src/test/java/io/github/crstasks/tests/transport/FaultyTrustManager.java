package io.github.crstasks.tests.transport;

import io.github.crstasks.testkit.TestCertificate;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Accepts a faulty certificate besides the valid one, by their names, and checks nothing else. */
final class FaultyTrustManager extends X509ExtendedTrustManager {
    private final TestCertificate faulty;

    private FaultyTrustManager(TestCertificate faulty) {
        this.faulty = faulty;
    }

    /** Returns the TLS settings of a client that accepts a faulty certificate. */
    static SSLContext accepting(TestCertificate faulty) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new FaultyTrustManager(faulty)}, new SecureRandom());
            return tls;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        String name = chain[0].getSubjectX500Principal().getName();
        if (!name.equals(faulty.subject()) && !name.equals(TestCertificate.VALID.subject())) {
            throw new CertificateException("rejected");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
