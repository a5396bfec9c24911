/**
 * Lists, counts, waits for and watches the tasks of Tencent Cloud Redis (CRS).
 *
 * <p>Start at {@link io.github.crstasks.TaskClient}, with a query of {@link io.github.crstasks.query.TaskQuery}. A module with a
 * transport is needed too, for example {@code io.github.crstasks.transport.jdk}: this module opens no socket.
 *
 * <pre>{@code
 * TaskQuery failed = TaskQuery.status(TaskStatus.FAILED).and(TaskQuery.submittedWithin(Duration.ofDays(7)));
 * try (TaskClient client = TaskClient.builder().region("ap-guangzhou").protocol(ApiV3.create()).build()) {
 *     for (Task task : client.list(failed).getOrElseThrow(TaskException::new)) {
 *         System.out.println(task);
 *     }
 * }
 * }</pre>
 *
 * <table class="striped">
 * <caption>Who needs which package</caption>
 * <thead>
 * <tr><th scope="col">to</th><th scope="col">package</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>list, count, page through, wait for and watch tasks</td><td>{@link io.github.crstasks}</td></tr>
 * <tr><td>say which tasks</td><td>{@link io.github.crstasks.query}</td></tr>
 * <tr><td>read a task</td><td>{@link io.github.crstasks.task}</td></tr>
 * <tr><td>handle errors</td><td>{@link io.github.crstasks.error}</td></tr>
 * <tr><td>choose API 2.0 or API 3.0</td><td>{@link io.github.crstasks.protocol}</td></tr>
 * <tr><td>take credentials from elsewhere than the environment or a file</td><td>{@link io.github.crstasks.auth}</td></tr>
 * <tr><td>set the options of waits, and read outcomes and changes</td><td>{@link io.github.crstasks.waiting}</td></tr>
 * <tr><td>tune the paging, or read a query plan</td><td>{@link io.github.crstasks.paging}</td></tr>
 * <tr><td>set a proxy, or write a transport for another HTTP stack</td><td>{@link io.github.crstasks.transport}</td></tr>
 * </tbody>
 * </table>
 */
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
