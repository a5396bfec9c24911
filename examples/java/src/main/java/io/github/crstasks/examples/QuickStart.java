package io.github.crstasks.examples;

import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedWithin;
import static io.github.crstasks.task.TaskStatus.ERRORED;
import static io.github.crstasks.task.TaskStatus.FAILED;
import static io.github.crstasks.task.TaskStatus.RUNNING;
import static io.github.crstasks.task.TaskStatus.SUCCEEDED;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.TaskPage;
import io.github.crstasks.ThrowingTaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.emulator.TaskStore;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.github.crstasks.waiting.WaitOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what ran and what failed in the last day, counts what succeeded, and waits for what is still running. */
@Command(
        name = "quick-start",
        description =
                "Shows the tasks of the last day: those of an emulator in this process, or those of the service at"
                        + " --endpoint, with the credentials of the environment.")
public final class QuickStart implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));
    private static final TaskQuery LAST_DAY = submittedWithin(Duration.ofDays(1));
    private static final int MOST_ROWS = 20;

    @Option(names = "--api", defaultValue = "3", description = "API version: 2 or 3. Defaults to ${DEFAULT-VALUE}.")
    private int api = 3;

    @Option(
            names = "--endpoint",
            description =
                    "URL of the service, for example https://redis.tencentcloudapi.com. Defaults to the emulator.")
    private Optional<URI> endpoint = Optional.empty();

    @Option(
            names = "--region",
            defaultValue = "${env:TENCENTCLOUD_REGION:-ap-guangzhou}",
            description =
                    "Region. Defaults to the environment variable TENCENTCLOUD_REGION, or to ap-guangzhou if it is not set.")
    private String region = "ap-guangzhou";

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
            TaskClientBuilder builder =
                    TaskClient.builder().region(region).protocol(protocol()).transport(transport);
            return endpoint.isPresent()
                    ? print(builder.endpoint(endpoint.get()), "The service at " + endpoint.get(), () -> {})
                    : printFromEmulator(builder);
        } catch (IllegalArgumentException refusedSetting) {
            throw new ParameterException(spec.commandLine(), refusedSetting.getMessage(), refusedSetting);
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
            long running = submitTasks(emulator.tasks());
            return print(
                    builder.endpoint(api == 2 ? emulator.endpoint() : emulator.endpointV3())
                            .credentials(Credentials.of(emulator.secretId(), emulator.secretKey())),
                    "An emulator in this process, with tasks that it made up,",
                    () -> emulator.tasks().finish(running));
        }
    }

    /** Submits one task for each thing that this program shows, and returns the id of the one that runs. */
    private static long submitTasks(TaskStore tasks) {
        Instant now = Instant.now();
        long exported =
                tasks.submit(TaskRow.pending(now.minus(Duration.ofHours(5)), "exportBackup", "orders", "crs-5b2c9a1f"));
        tasks.finish(exported);
        long resized = tasks.submit(
                TaskRow.pending(now.minus(Duration.ofHours(2)), "resizeInstance", "carts", "crs-77d0e4b2"));
        tasks.fail(resized, "the new size is smaller than the data");
        long backup = tasks.submit(
                TaskRow.pending(now.minus(Duration.ofMinutes(3)), "backupInstance", "orders", "crs-5b2c9a1f"));
        tasks.start(backup);
        return backup;
    }

    private int print(TaskClientBuilder builder, String who, Runnable finishRunning) {
        PrintWriter out = spec.commandLine().getOut();
        try (ThrowingTaskClient client = builder.build().orThrow()) {
            out.printf("%s answers over API %d.0. Times are UTC+8.%n", who, api);
            printRunning(client, out);
            printFailed(client, out);
            out.printf("%nSucceeded in the last day: %d%n", client.count(LAST_DAY.and(status(SUCCEEDED))));
            printEnd(client, out, finishRunning);
            return 0;
        } catch (TaskException failure) {
            spec.commandLine().getErr().println(failure.getMessage());
            return 1;
        } finally {
            out.flush();
        }
    }

    private static void printRunning(ThrowingTaskClient client, PrintWriter out) {
        out.printf("%nRunning, of the last day:%n");
        firstRows(client, status(RUNNING)).forEach(task -> print(task, out));
    }

    private void printFailed(ThrowingTaskClient client, PrintWriter out) {
        out.printf("%nFailed in the last day:%n");
        for (Task task : firstRows(client, status(FAILED, ERRORED))) {
            print(task, out);
            out.printf(
                    "    %s%n",
                    api == 2
                            ? "API 2.0 does not say why."
                            : client.details(task).message());
        }
    }

    /** Returns the newest tasks of the last day: a real account may have very many. */
    private static Iterable<Task> firstRows(ThrowingTaskClient client, TaskQuery query) {
        TaskPage page = client.page(LAST_DAY.and(query), 0, MOST_ROWS);
        return page.tasks();
    }

    private static void print(Task task, PrintWriter out) {
        out.printf(
                "  %s  %s of %s (%s)%n",
                task.submittedAt().map(TIME::format).getOrElse("not submitted yet"),
                task.type(),
                task.instanceId(),
                task.instanceName());
    }

    /** Waits for the newest task that runs. The emulator ends it after the first poll. */
    private static void printEnd(ThrowingTaskClient client, PrintWriter out, Runnable finishRunning) {
        for (Task running : client.page(LAST_DAY.and(status(RUNNING)), 0, 1).tasks()) {
            TaskQuery sameInstance =
                    LAST_DAY.and(TaskQuery.instanceId(running.instanceId())).and(TaskQuery.type(running.type()));
            out.printf("%nWaiting for %s of %s:%n", running.type(), running.instanceId());
            out.flush();
            WaitOptions options = WaitOptions.defaults().withTimeout(Duration.ofSeconds(10));
            String end = client.await(sameInstance, options, progress -> {
                        out.printf("  %s%n", progress);
                        out.flush();
                        finishRunning.run();
                    })
                    .message();
            out.printf("  %s%n", end);
        }
    }
}
