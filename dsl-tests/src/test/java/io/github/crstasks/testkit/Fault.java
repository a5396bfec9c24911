package io.github.crstasks.testkit;

import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * One way in which a transport can be broken.
 *
 * @param cases the cases that must fail for it, and no others
 * @param open opens the broken transport
 * @param declared deviations that it declares; the correct one has none
 */
record Fault(Set<String> cases, Function<Option<SSLContext>, Transport> open, Set<Deviation> declared) {
    /** Makes something else of what came. */
    @FunctionalInterface
    interface Change {
        Either<TransportFailure, HttpResponse> of(HttpRequest request, Either<TransportFailure, HttpResponse> result);
    }

    static Fault in(Function<Transport, Transport> broken, String... cases) {
        return new Fault(Set.of(cases), trusted -> broken.apply(JdkTransportContractTest.correct(trusted)), Set.of());
    }

    /** Trusts somebody else than it was told to. */
    static Fault opening(UnaryOperator<Option<SSLContext>> change, String... cases) {
        return new Fault(Set.of(cases), trusted -> JdkTransportContractTest.correct(change.apply(trusted)), Set.of());
    }

    /** Sends something else than was asked for. */
    static Fault sending(UnaryOperator<HttpRequest> change, String... cases) {
        return in(
                correct -> new Tampered(correct) {
                    @Override
                    HttpRequest before(HttpRequest request) {
                        return change.apply(request);
                    }
                },
                cases);
    }

    /** Gives back something else than came. */
    static Fault returning(Change change, String... cases) {
        return in(
                correct -> new Tampered(correct) {
                    @Override
                    Either<TransportFailure, HttpResponse> after(
                            HttpRequest request, Either<TransportFailure, HttpResponse> result) {
                        return change.of(request, result);
                    }
                },
                cases);
    }

    /** Declares a deviation that it does not have. */
    static Fault declaring(Deviation deviation, String... cases) {
        return new Fault(Set.of(cases), JdkTransportContractTest::correct, Set.of(deviation));
    }

    @Override
    public String toString() {
        return cases + (declared.isEmpty() ? "" : " for declaring " + declared);
    }
}
