package io.github.crstasks.tests.protocol;

import io.github.crstasks.testkit.TestCertificate;
import io.github.crstasks.tests.support.ConnectionAcceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * Accepts TLS connections on a free port of loopback and passes their bytes to another port, for clients that know https
 * only.
 */
final class TlsFront extends ConnectionAcceptor {
    private final int target;

    TlsFront(int target) throws IOException {
        super(
                "tls-front",
                TestCertificate.VALID
                        .serverContext()
                        .getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        this.target = target;
        start();
    }

    /** Returns the host and the port, as a Host header has them. */
    String authority() {
        return "127.0.0.1:" + port();
    }

    @Override
    protected void serve(Socket client) throws IOException {
        relay(client, connect(target));
    }
}
