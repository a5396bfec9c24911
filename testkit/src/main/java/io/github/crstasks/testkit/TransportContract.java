package io.github.crstasks.testkit;

import io.github.crstasks.transport.Transport;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * Tests that a {@link Transport} keeps its contract, against a server on loopback that misbehaves in many ways.
 *
 * <p>Extend this class, implement {@link #open}, and run it with JUnit 5. The cases inspect all threads of the JVM and its
 * root logger, so no other test may run beside them in the same JVM.
 */
public abstract class TransportContract {
    /** Constructor for subclasses. */
    protected TransportContract() {}

    /**
     * Opens a new transport. The contract closes it.
     *
     * @param trusted the TLS settings of the transport; empty for its default settings
     * @return the transport
     */
    protected abstract Transport open(Option<SSLContext> trusted);

    /**
     * Returns the ways in which the transport departs from the contract. The contract asserts each of them. Defaults to
     * none.
     *
     * @return the deviations
     */
    protected Set<Deviation> deviations() {
        return Set.of();
    }

    /**
     * Returns the loggers of the HTTP stack that log the signed query when they are set to their finest level. The contract
     * asserts exactly these. Defaults to none.
     *
     * @return the names of loggers of {@code java.util.logging}
     */
    protected Set<String> loggersThatLogTheQuery() {
        return Set.of();
    }

    /**
     * Returns the timeout that cases about deadlines let expire. All cases wait up to 80 times as long for anything that
     * must happen soon. Defaults to 250 ms; a slow machine may need more.
     *
     * @return the timeout
     */
    protected Duration shortTimeout() {
        return Duration.ofMillis(250);
    }

    @Nested
    @DisplayName("Requests")
    final class Requests extends RequestCases {
        Requests() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("Responses")
    final class Responses extends ResponseCases {
        Responses() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("Body limit")
    final class BodyLimit extends BodyLimitCases {
        BodyLimit() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("Broken servers")
    final class BrokenServers extends BrokenServerCases {
        BrokenServers() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("Deadlines")
    final class Deadlines extends DeadlineCases {
        Deadlines() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("Certificates")
    final class Certificates extends CertificateCases {
        Certificates() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("Callers")
    final class Callers extends CallerCases {
        Callers() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("Closing")
    final class Closing extends ClosingCases {
        Closing() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("Secrets")
    final class Secrets extends SecretCases {
        Secrets() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("Declared deviations")
    final class Declarations extends DeclarationCases {
        Declarations() {
            super(TransportContract.this);
        }
    }
}
