/** Asks Tencent Cloud Redis (CRS) for its task list. */
module io.github.crstasks {
    requires static org.jspecify;
    requires static org.immutables.value;
    requires transitive io.vavr;
    requires com.google.gson;
    requires dev.failsafe.core;

    exports io.github.crstasks;
    exports io.github.crstasks.auth;
    exports io.github.crstasks.error;
    exports io.github.crstasks.http;
    exports io.github.crstasks.paging;
    exports io.github.crstasks.protocol;
    exports io.github.crstasks.query;
    exports io.github.crstasks.task;
    exports io.github.crstasks.waiting;

    uses io.github.crstasks.http.Transport;
}
