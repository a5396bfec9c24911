package io.github.crstasks.examples;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedBetween;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.task.TaskStatus.SUCCEEDED;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;
import static io.github.crstasks.task.TaskType.CLEAN_INSTANCE;
import static io.github.crstasks.task.TaskType.RESTORE_BACKUP;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.TaskPage;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.QueryPlan.ListPlan;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends the example query of the API document, then prints the whole list, three tasks a page. */
@Command(
        name = "quick-start",
        description = "Lists tasks of an emulator in this process, or of the service at --endpoint with the"
                + " credentials of the environment.")
public final class QuickStart implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int DOCUMENTED_LIMIT = 10;
    private static final int TASKS_PER_PAGE = 3;

    @Option(names = "--api", defaultValue = "2", description = "API version: 2 or 3. Defaults to ${DEFAULT-VALUE}.")
    private int api = 2;

    @Option(
            names = "--endpoint",
            description =
                    "URL of the service, for example https://redis.tencentcloudapi.com. Defaults to the emulator.")
    private Optional<URI> endpoint = Optional.empty();

    @Option(names = "--region", defaultValue = "gz", description = "Region code. Defaults to ${DEFAULT-VALUE}.")
    private String region = "gz";

    @Option(
            names = "--transport",
            defaultValue = "JDK",
            description = "HTTP stack: one of ${COMPLETION-CANDIDATES}. Defaults to ${DEFAULT-VALUE}.")
    private Stack stack = Stack.JDK;

    @Option(names = "--help", usageHelp = true, description = "Prints this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads this field.
    private boolean help;

    /** The values of {@code --transport}. */
    enum Stack {
        JDK,
        GOOGLE;

        Transport open() {
            return switch (this) {
                case JDK -> new JdkTransport();
                case GOOGLE -> new GoogleTransport();
            };
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets this field before it runs the command.
    private CommandSpec spec;

    QuickStart() {}

    /**
     * Runs the program.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        int status = new CommandLine(new QuickStart())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        try (Transport transport = stack.open()) {
            TaskClientBuilder builder = TaskClient.builder()
                    .region(region)
                    .protocol(protocol())
                    .transport(transport)
                    .pageSize(DOCUMENTED_LIMIT);
            return endpoint.isPresent() ? print(builder.endpoint(endpoint.get())) : printFromEmulator(builder);
        }
    }

    private TaskListProtocol protocol() {
        return switch (api) {
            case 2 -> ApiV2.create();
            case 3 -> ApiV3.create();
            default -> throw new ParameterException(spec.commandLine(), "--api must be 2 or 3, but was " + api);
        };
    }

    private int printFromEmulator(TaskClientBuilder builder) {
        try (CrsEmulator emulator = CrsEmulator.start()) {
            return print(builder.endpoint(api == 2 ? emulator.endpoint() : emulator.endpointV3())
                    .credentials(Credentials.of(emulator.secretId(), emulator.secretKey())));
        }
    }

    private int print(TaskClientBuilder builder) {
        PrintWriter out = spec.commandLine().getOut();
        try (TaskClient client = builder.build()) {
            printDocumentedQuery(client, out);
            printPages(client, out);
            return 0;
        } catch (TaskException failure) {
            spec.commandLine().getErr().println(failure.getMessage());
            return 1;
        } finally {
            out.flush();
        }
    }

    private static void printDocumentedQuery(TaskClient client, PrintWriter out) {
        TaskQuery query = submittedBetween(at("2016-12-28T00:03:52+08:00"), at("2017-02-11T00:03:52+08:00"))
                .and(instanceId("crs-izbob1wh"))
                .and(instanceName("测试API专用"))
                .and(status(SUCCEEDED))
                .and(type(RESTORE_BACKUP, BACKUP_INSTANCE, CLEAN_INSTANCE));

        out.printf("The query%n  %s%nis sent with the parameters%n", query);
        for (ListPlan list : client.explain(query).lists()) {
            list.parameters().forEach((name, value) -> out.printf("  %-12s %s%n", name, value));
        }

        TaskPage page = client.page(query, 0, DOCUMENTED_LIMIT).getOrElseThrow(TaskException::new);
        out.printf("and returns %d of %d tasks%n", page.tasks().size(), page.totalCount());
        print(page.tasks(), out);
    }

    private static void printPages(TaskClient client, PrintWriter out) {
        TaskPage page;
        int offset = 0;
        do {
            page = client.page(all(), offset, TASKS_PER_PAGE).getOrElseThrow(TaskException::new);
            out.printf(
                    "%nAll tasks, %d to %d of %d%n",
                    offset + 1, offset + page.tasks().size(), page.totalCount());
            print(page.tasks(), out);
            offset += TASKS_PER_PAGE;
        } while (page.hasMore());
    }

    private static void print(List<Task> tasks, PrintWriter out) {
        String row = "  %-19s  %-15s  %-9s  %-14s  %s%n";
        out.printf(row, "submitted (UTC+8)", "type", "status", "instance", "name");
        for (Task task : tasks) {
            out.printf(
                    row,
                    task.submittedAt()
                            .map(moment -> TIME.format(moment.atOffset(ZoneOffset.ofHours(8))))
                            .getOrElse("-"),
                    task.type(),
                    task.status(),
                    task.instanceId(),
                    task.instanceName());
        }
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }
}
