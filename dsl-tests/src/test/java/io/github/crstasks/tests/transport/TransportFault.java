package io.github.crstasks.tests.transport;

import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.tests.support.DelegatingTransport;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * One way in which a transport can break the contract, or declare deviations from it.
 *
 * @param cases the cases that must fail
 * @param uncertain the cases that may fail, depending on timing; all others must pass
 * @param open opens the faulty transport
 * @param declared the deviations that the transport declares
 */
record TransportFault(
        Set<String> cases,
        Set<String> uncertain,
        Function<Option<SSLContext>, Transport> open,
        Set<Deviation> declared) {
    TransportFault(Set<String> cases, Function<Option<SSLContext>, Transport> open, Set<Deviation> declared) {
        this(cases, Set.of(), open, declared);
    }

    /** Replaces the result of an exchange. */
    @FunctionalInterface
    interface ResultChange {
        Either<TransportFailure, TransportResponse> apply(
                TransportRequest request, Either<TransportFailure, TransportResponse> result);
    }

    static TransportFault in(Function<Transport, Transport> broken, String... cases) {
        return new TransportFault(
                Set.of(cases),
                trusted -> broken.apply(JdkTransportContractTest.openJdkTransport(trusted)),
                JdkTransportContractTest.DEVIATIONS);
    }

    /** Opens the transport with other TLS settings than requested. */
    static TransportFault opening(UnaryOperator<Option<SSLContext>> change, String... cases) {
        return new TransportFault(
                Set.of(cases),
                trusted -> JdkTransportContractTest.openJdkTransport(change.apply(trusted)),
                JdkTransportContractTest.DEVIATIONS);
    }

    /** Sends another request than the given one. */
    static TransportFault sending(UnaryOperator<TransportRequest> change, String... cases) {
        return in(
                correct -> new DelegatingTransport(correct) {
                    @Override
                    protected TransportRequest beforeSending(TransportRequest request) {
                        return change.apply(request);
                    }
                },
                cases);
    }

    /** Returns another result than that of the exchange. */
    static TransportFault returning(ResultChange change, String... cases) {
        return in(
                correct -> new DelegatingTransport(correct) {
                    @Override
                    protected Either<TransportFailure, TransportResponse> afterSending(
                            TransportRequest request, Either<TransportFailure, TransportResponse> result) {
                        return change.apply(request, result);
                    }
                },
                cases);
    }

    /** Declares deviations that a correct transport does not have. */
    static TransportFault declaring(Set<Deviation> deviations, String... cases) {
        return new TransportFault(
                Set.of(cases), JdkTransportContractTest::openJdkTransport, withThoseOfJdk(deviations));
    }

    /** Returns this fault of a transport that declares deviations. */
    TransportFault declared(Deviation... deviations) {
        return new TransportFault(cases, uncertain, open, withThoseOfJdk(Set.of(deviations)));
    }

    /** Returns this fault, which can also make other cases fail. */
    TransportFault mayFail(String... others) {
        return new TransportFault(cases, Set.of(others), open, declared);
    }

    private static Set<Deviation> withThoseOfJdk(Set<Deviation> deviations) {
        return Stream.of(JdkTransportContractTest.DEVIATIONS, deviations)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return cases + (declared.isEmpty() ? "" : " with declared " + declared);
    }
}
