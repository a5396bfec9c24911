package io.github.crstasks.testkit;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Ways of trusting too much. */
final class Trust {
    private Trust() {}

    static SSLContext authority() {
        try {
            return Certificates.shared().trusting();
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static SSLContext ofAnyTime() {
        return trusting(Certificates.EXPIRED);
    }

    static SSLContext ofAnyHost() {
        return trusting(Certificates.ELSEWHERE);
    }

    private static SSLContext trusting(String overlooked) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new Blind(overlooked)}, new SecureRandom());
            return tls;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Takes the good certificate and whatever it is blind to, by its name, and looks at nothing else. */
    private static final class Blind extends X509ExtendedTrustManager {
        private final String overlooked;

        Blind(String overlooked) {
            this.overlooked = overlooked;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            String name = chain[0].getSubjectX500Principal().getName();
            if (!name.equals("CN=" + overlooked) && !name.equals("CN=" + Certificates.GOOD)) {
                throw new CertificateException("refused");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
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
}
