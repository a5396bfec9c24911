package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A request is sent only to a server that proves to be the host of the endpoint. */
abstract class CertificateCases extends ContractCases {
    CertificateCases(TransportContract contract) {
        super(contract);
    }

    private ScriptedServer serve(TestCertificate certificate) throws IOException {
        return closedAfterwards(ScriptedServer.secure(certificate.serverContext(), ServerScript.respond(200, "ok")));
    }

    private void assertRejects(Transport transport, ScriptedServer server) {
        assertFailsWith(Kind.TLS_FAILED, sendBothWays(transport, get(server)));
        assertThat(server.received()).isEmpty();
    }

    @Test
    final void unknownAuthorityIsRejected() throws IOException {
        assertRejects(open(), serve(TestCertificate.VALID));
    }

    @Test
    final void trustedAuthorityIsAccepted() throws IOException {
        ScriptedServer server = serve(TestCertificate.VALID);
        Transport transport = open(TestCertificate.clientContext());
        for (String host : new String[] {"127.0.0.1", "localhost"}) {
            assertThat(text(response(transport.send(get(server.endpoint(host), "a=b")))))
                    .isEqualTo("ok");
        }
    }

    @Test
    final void expiredCertificateIsRejected() throws IOException {
        assertRejects(open(TestCertificate.clientContext()), serve(TestCertificate.EXPIRED));
    }

    @Test
    final void certificateOfAnotherHostIsRejected() throws IOException {
        assertRejects(open(TestCertificate.clientContext()), serve(TestCertificate.OTHER_HOST));
    }
}
