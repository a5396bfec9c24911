/** Lists, counts, waits for and watches the tasks of Tencent Cloud Redis (CRS). Start at {@code TaskClient}. */
// The modules that the packages are opened to are optional.
@SuppressWarnings("module")
module io.github.crstasks {
    requires static com.fasterxml.jackson.annotation;
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

    // Only for the JSON libraries, which call private members.
    opens io.github.crstasks to
            com.fasterxml.jackson.databind,
            com.google.gson,
            tools.jackson.databind;
    opens io.github.crstasks.error to
            com.fasterxml.jackson.databind,
            tools.jackson.databind;
    opens io.github.crstasks.internal.json to
            com.google.gson;
    opens io.github.crstasks.task to
            com.fasterxml.jackson.databind,
            tools.jackson.databind;
    opens io.github.crstasks.waiting to
            com.fasterxml.jackson.databind,
            com.google.gson,
            tools.jackson.databind;

    uses io.github.crstasks.transport.Transport;
}
