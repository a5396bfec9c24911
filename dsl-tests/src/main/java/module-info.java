/** What a third party needs to test a transport or a query. */
module io.github.crstasks.testkit {
    requires static org.jspecify;
    requires transitive io.github.crstasks;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires java.logging;

    exports io.github.crstasks.testkit;

    // The cases themselves are not public.
    opens io.github.crstasks.testkit to
            org.junit.platform.commons;
}
