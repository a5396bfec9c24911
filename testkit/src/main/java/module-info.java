/**
 * Tests of programs that use crs-tasks, with an emulator as a JUnit extension, and the contract, arbitraries and reference model
 * for tests of transports and queries.
 */
module io.github.crstasks.testkit {
    requires static org.jspecify;
    requires transitive io.github.crstasks;
    requires transitive io.github.crstasks.emulator;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires java.logging;

    exports io.github.crstasks.testkit;

    // JUnit runs the case groups by reflection, and they are not public.
    opens io.github.crstasks.testkit to
            org.junit.platform.commons;
}
