package io.github.crstasks.examples;

import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.submittedSince;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;

import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.emulator.TaskStore;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.github.crstasks.waiting.Polling;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Submits a backup to an emulator in this process, waits for it and says what came of it. */
@Command(name = "wait-for-backup", description = "Submits a backup to an emulator and waits for it.")
public final class WaitForBackup implements Callable<Integer> {
    private static final String INSTANCE = "crs-izbob1wh";

    @Option(names = "--takes", defaultValue = "PT5S", description = "How long the backup takes; ${DEFAULT-VALUE}.")
    private Duration takes = Duration.ofSeconds(5);

    @Option(names = "--fails", description = "Lets the backup fail.")
    private boolean fails;

    @Option(names = "--within", defaultValue = "PT1M", description = "How long to wait for it; ${DEFAULT-VALUE}.")
    private Duration limit = Duration.ofMinutes(1);

    @Option(names = "--every", defaultValue = "PT0.5S", description = "How often to look; ${DEFAULT-VALUE}.")
    private Duration pause = Duration.ofMillis(500);

    @Option(names = "--help", usageHelp = true, description = "Prints this text.")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it.
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command is called.
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
                        .region("gz")
                        .endpoint(emulator.endpoint())
                        .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                        .transport(transport)
                        .build()) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            submitBackup(emulator.tasks(), now);
            TaskQuery backup = instanceId(INSTANCE).and(type(BACKUP_INSTANCE)).and(submittedSince(now));
            WaitOutcome outcome = await(client, backup, out);
            out.println(outcome.message());
            out.flush();
            return outcome instanceof WaitOutcome.Done done && done.allSucceeded() ? 0 : 1;
        }
    }

    private WaitOutcome await(TaskClient client, TaskQuery backup, PrintWriter out) {
        try (ProgressLine line = new ProgressLine(out, Ansi.AUTO.enabled())) {
            return client.await(
                    backup,
                    WaitOptions.standard()
                            .within(limit)
                            .withPolling(Polling.standard().every(pause))
                            .withProgress(line));
        }
    }

    /** A backup that runs after a fifth of its time, and ends by itself. */
    @SuppressWarnings("FutureReturnValueIgnored") // What happens, the task list tells.
    private void submitBackup(TaskStore tasks, Instant now) {
        long backup = tasks.submit(TaskRow.pending(now, "backupInstance", "orders", INSTANCE));
        CompletableFuture.runAsync(() -> tasks.start(backup), after(takes.dividedBy(5)));
        CompletableFuture.runAsync(
                () -> {
                    if (fails) {
                        tasks.fail(backup);
                    } else {
                        tasks.finish(backup);
                    }
                },
                after(takes));
    }

    private static Executor after(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
