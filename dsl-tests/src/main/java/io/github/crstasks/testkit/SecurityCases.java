package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure.Kind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

/** A request goes to the host that it is meant for, or nowhere. */
abstract class SecurityCases extends Cases {
    SecurityCases(TransportContract contract) {
        super(contract);
    }

    private ScriptedServer showing(String certificate) throws GeneralSecurityException, IOException {
        return closedLater(ScriptedServer.secure(Certificates.shared().showing(certificate), Script.reply(200, "ok")));
    }

    private void assertRefuses(Transport transport, ScriptedServer server) {
        assertFailsWith(Kind.NOT_SECURE, bothWays(transport, get(server)));
        assertThat(server.received()).isEmpty();
    }

    @Test
    final void anUnknownAuthorityIsRefused() throws GeneralSecurityException, IOException {
        assertRefuses(open(), showing(Certificates.GOOD));
    }

    @Test
    final void aGivenAuthorityIsAccepted() throws GeneralSecurityException, IOException {
        ScriptedServer server = showing(Certificates.GOOD);
        Transport transport = open(Certificates.shared().trusting());
        for (String host : new String[] {"127.0.0.1", "localhost"}) {
            assertThat(text(reply(transport.send(get(server.endpoint(host), "a=b")))))
                    .isEqualTo("ok");
        }
    }

    @Test
    final void anExpiredCertificateIsRefused() throws GeneralSecurityException, IOException {
        assertRefuses(open(Certificates.shared().trusting()), showing(Certificates.EXPIRED));
    }

    @Test
    final void aCertificateOfAnotherHostIsRefused() throws GeneralSecurityException, IOException {
        assertRefuses(open(Certificates.shared().trusting()), showing(Certificates.ELSEWHERE));
    }
}
