package io.github.crstasks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.HttpProxy.Route;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A proxy selector of the caller that breaks its contract is named, and no request is sent without it. */
class FailingProxySelectorTest {
    private static final TransportRequest REQUEST =
            TransportRequest.get(URI.create("http://host/"), "a=b", TransportHeaders.none());

    private static final class NamedSelector extends ProxySelector {
        private final Supplier<List<Proxy>> selection;

        NamedSelector(Supplier<List<Proxy>> selection) {
            this.selection = selection;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return selection.get();
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // No proxy is ever tried.
        }
    }

    private static TransportFailure failureOf(Supplier<List<Proxy>> selection) {
        return Route.select(Option.some(new NamedSelector(selection)), REQUEST)
                .unsupported(REQUEST)
                .get();
    }

    @Test
    void exceptionOfTheSelectorIsNamed() {
        IllegalStateException thrown = new IllegalStateException("no\nconfiguration");
        TransportFailure failure = failureOf(() -> {
            throw thrown;
        });

        assertThat(failure.kind()).isEqualTo(Kind.STACK_UNUSABLE);
        assertThat(failure.cause()).containsExactly(thrown);
        assertThat(failure.message())
                .contains(
                        "GET http://host/",
                        "proxy selector",
                        NamedSelector.class.getName(),
                        "java.lang.IllegalStateException",
                        "no configuration",
                        "nothing was sent")
                .doesNotContain("response", "class path");
    }

    @Test
    @SuppressWarnings("NullAway") // The JDK does not check what a selector returns.
    void selectorThatReturnsNullIsNamed() {
        for (Supplier<List<Proxy>> broken :
                List.<Supplier<List<Proxy>>>of(() -> null, () -> Collections.singletonList(null))) {
            TransportFailure failure = failureOf(broken);

            assertThat(failure.kind()).isEqualTo(Kind.STACK_UNUSABLE);
            assertThat(failure.message()).contains("proxy selector", NamedSelector.class.getName(), "null");
        }
    }

    @Test
    void exceptionOfTheSelectorMayBeUnreadable() {
        TransportFailure failure = failureOf(() -> {
            throw new IllegalStateException() {
                @Override
                public String getMessage() {
                    throw new IllegalStateException("getMessage");
                }
            };
        });

        assertThat(failure.kind()).isEqualTo(Kind.STACK_UNUSABLE);
        assertThat(failure.message()).contains("proxy selector", getClass().getName());
        assertThat(failure.cause().get()).hasMessageContaining("cannot be read");
    }

    @Test
    void failureOverARouteWithoutASelectionNamesNoProxy() {
        Route route = Route.select(
                Option.some(new NamedSelector(() -> {
                    throw new IllegalStateException();
                })),
                REQUEST);

        assertThat(route.failure(REQUEST, new IOException("reset")).message()).doesNotContain("through the proxy");
        assertThat(route.refusal(REQUEST, 407)).isEmpty();
    }
}
