package io.github.crstasks.testkit;

import io.github.crstasks.http.Transport;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link Transport} keeps to, tried against a server on loopback that behaves badly.
 *
 * <p>Extend it, say how a transport is opened, and run it with JUnit 5. The cases look at all threads of the JVM and at
 * its root logger, so nothing else should run beside them.
 */
public abstract class TransportContract {
    /** For subclasses. */
    protected TransportContract() {}

    /**
     * Opens a new transport.
     *
     * @param trusted whom the transport trusts; none for the trust that it has by default
     * @return the transport, which the contract closes
     */
    protected abstract Transport open(Option<SSLContext> trusted);

    /**
     * Where the transport falls short.
     *
     * @return what it cannot keep; nothing unless overridden
     */
    protected Set<Deviation> deviations() {
        return Set.of();
    }

    /**
     * Which loggers of the HTTP stack show the signed query once they are switched to their finest levels.
     *
     * @return exactly those, as {@code java.util.logging} names them; none unless overridden
     */
    protected Set<String> loggersThatShowTheQuery() {
        return Set.of();
    }

    /**
     * A deadline that the cases let pass; 80 times as long is waited for what should happen at once.
     *
     * @return 250 ms unless overridden; a slow machine may want more
     */
    protected Duration brief() {
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
    @DisplayName("Replies")
    final class Replies extends ReplyCases {
        Replies() {
            super(TransportContract.this);
        }
    }

    @Nested
    @DisplayName("The body limit")
    final class Limits extends LimitCases {
        Limits() {
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
    final class Security extends SecurityCases {
        Security() {
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
}
