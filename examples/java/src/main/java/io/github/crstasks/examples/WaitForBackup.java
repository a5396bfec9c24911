package io.github.crstasks.examples;

import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.submittedSince;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;

import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.RequestInterceptor;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.emulator.TaskStore;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Submits a backup to an emulator in this process, waits until it has ended and prints the outcome, with
 * the reason if it failed. */
@Command(name = "wait-for-backup", description = "Submits a backup to an emulator and waits for it.")
public final class WaitForBackup implements Callable<Integer> {
    private static final String INSTANCE = "crs-izbob1wh";

    @Option(
            names = "--polls",
            defaultValue = "10",
            description = "Number of polls after which the backup ends. Defaults to ${DEFAULT-VALUE}.")
    private int polls = 10;

    @Option(names = "--fail", description = "Makes the backup fail.")
    private boolean fail;

    @Option(
            names = "--timeout",
            defaultValue = "PT1M",
            description = "Longest time to wait for the backup. Defaults to ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(1);

    @Option(
            names = "--interval",
            defaultValue = "PT0.5S",
            description = "Time between two polls. Defaults to ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofMillis(500);

    @Option(names = "--help", usageHelp = true, description = "Prints this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads this field.
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets this field before it runs the command.
    private CommandSpec spec;

    WaitForBackup() {}

    /**
     * Runs the program.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        int status = new CommandLine(new WaitForBackup()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (CrsEmulator emulator = CrsEmulator.start();
                JdkTransport transport = new JdkTransport();
                TaskClient client = TaskClient.builder()
                        .region("ap-guangzhou")
                        .protocol(ApiV3.create())
                        .endpoint(emulator.endpointV3())
                        .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                        .transport(transport)
                        .build()) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            submitBackup(emulator, now);
            TaskQuery backup = instanceId(INSTANCE).and(type(BACKUP_INSTANCE)).and(submittedSince(now));
            WaitOutcome outcome = await(client, backup, out);
            out.println(outcome.message());
            out.flush();
            return outcome instanceof WaitOutcome.Completed completed && completed.allSucceeded() ? 0 : 1;
        }
    }

    /** Submits a backup that starts after the first poll and ends after the number of polls in {@code --polls}. */
    private void submitBackup(CrsEmulator emulator, Instant submittedAt) {
        TaskStore tasks = emulator.tasks();
        long backup = tasks.submit(TaskRow.pending(submittedAt, "backupInstance", "orders", INSTANCE));
        AtomicInteger answeredPolls = new AtomicInteger();
        emulator.intercept(RequestInterceptor.onReply((request, body) -> {
            if (answeredPolls.incrementAndGet() < polls) {
                tasks.start(backup);
            } else if (fail) {
                tasks.fail(backup, "the disk is full");
            } else {
                tasks.finish(backup);
            }
            return InterceptorAction.proceed();
        }));
    }

    private WaitOutcome await(TaskClient client, TaskQuery backup, PrintWriter out) {
        WaitOptions options = WaitOptions.defaults()
                .withTimeout(timeout)
                .withPollSchedule(PollSchedule.of(interval))
                .withReasons(true);
        try (ProgressLine line = new ProgressLine(out, Ansi.AUTO.enabled())) {
            return client.await(backup, options, line);
        }
    }
}
