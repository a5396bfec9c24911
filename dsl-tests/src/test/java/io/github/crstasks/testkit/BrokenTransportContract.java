package io.github.crstasks.testkit;

import io.github.crstasks.http.Transport;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract of a transport with a fault; its name keeps it from being run as a test of its own. */
@ExtendWith(BrokenTransportContract.FaultByIndex.class)
class BrokenTransportContract extends TransportContract {
    static final String FAULT = "fault";

    private final Fault fault;

    BrokenTransportContract(Fault fault) {
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
    protected Set<String> loggersThatShowTheQuery() {
        return JdkTransportContractTest.LOGGERS;
    }

    /** What never ends is waited for as many times as there are faults. */
    @Override
    protected Duration brief() {
        return Duration.ofMillis(50);
    }

    static final class FaultByIndex implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Fault.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Faults.ALL.get(
                    Integer.parseInt(context.getConfigurationParameter(FAULT).orElseThrow()));
        }
    }
}
