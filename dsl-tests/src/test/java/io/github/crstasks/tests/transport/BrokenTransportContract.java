package io.github.crstasks.tests.transport;

import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.testkit.TransportContract;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Runs the contract for a transport with a fault. The name does not end in Test, so Surefire does not run this class. */
@ExtendWith(BrokenTransportContract.FaultByIndex.class)
class BrokenTransportContract extends TransportContract {
    static final String FAULT = "fault";

    private final TransportFault fault;

    BrokenTransportContract(TransportFault fault) {
        this.fault = fault;
    }

    @Override
    protected Transport open(Option<SSLContext> trusted) {
        return fault.open().apply(trusted);
    }

    @Override
    protected Set<Deviation> deviations() {
        return fault.declared();
    }

    @Override
    protected Set<String> loggersThatLogTheQuery() {
        return JdkTransportContractTest.LOGGERS_THAT_LOG_THE_QUERY;
    }

    /** Shorter than usual, since the contract runs once for each fault. */
    @Override
    protected Duration shortTimeout() {
        return Duration.ofMillis(50);
    }

    static final class FaultByIndex implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TransportFault.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return TransportFaults.ALL.get(
                    Integer.parseInt(context.getConfigurationParameter(FAULT).orElseThrow()));
        }
    }
}
