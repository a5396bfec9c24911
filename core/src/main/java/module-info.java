/** Lists, counts, waits for and watches the tasks of Tencent Cloud Redis (CRS). Start at {@code TaskClient}. */
module io.github.crstasks {
    requires static org.immutables.value;
    requires static org.jspecify;
    requires com.google.gson;
    requires transitive io.vavr;

    exports io.github.crstasks;
    exports io.github.crstasks.auth;
    exports io.github.crstasks.error;
    exports io.github.crstasks.paging;
    exports io.github.crstasks.protocol;
    exports io.github.crstasks.query;
    exports io.github.crstasks.task;
    exports io.github.crstasks.transport;
    exports io.github.crstasks.waiting;

    uses io.github.crstasks.transport.Transport;
}
