/** What a third party needs to test a transport or a query. */
module io.github.crstasks.testkit {
    requires static transitive org.jspecify;
    requires transitive io.github.crstasks;
    requires transitive net.jqwik.api;

    exports io.github.crstasks.testkit;
}
