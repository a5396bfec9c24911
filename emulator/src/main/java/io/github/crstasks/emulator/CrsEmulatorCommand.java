package io.github.crstasks.emulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The emulator as a command-line program. Prints its endpoints and credentials as shell {@code export} lines, then
 * serves until it is killed.
 */
@Command(
        name = "crs-emulator",
        description =
                "Emulates the CRS task list service (API 2.0, GetRedisTaskList, and API 3.0, DescribeTaskList) on a"
                        + " loopback port until it is killed.")
public final class CrsEmulatorCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "0", description = "Port to listen on. Defaults to a free port.")
    private int port;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description = "JSON file with the tasks to list: a reply of API 2.0, or its array redisTaskSet."
                    + " A row may also have a reason, the text of API 3.0 for a task that failed."
                    + " Defaults to the nine tasks of the API document.")
    private Optional<Path> tasks = Optional.empty();

    @Option(
            names = "--page-cap",
            paramLabel = "ROWS",
            description = "Maximum number of rows in a reply. Defaults to 100.")
    private Optional<Integer> pageCap = Optional.empty();

    @Option(names = "--secret-id", paramLabel = "ID", description = "Accepted secret id. Defaults to an example.")
    private String secretId = AcceptedCredentials.EXAMPLE.secretId();

    @Option(names = "--secret-key", paramLabel = "KEY", description = "Accepted secret key. Defaults to an example.")
    private String secretKey = AcceptedCredentials.EXAMPLE.secretKey();

    @Option(names = "--help", usageHelp = true, description = "Prints this help.")
    @SuppressWarnings("UnusedVariable") // Read by picocli.
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call() runs.
    private CommandSpec spec;

    CrsEmulatorCommand() {}

    /**
     * Runs the program.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CrsEmulatorCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        try (CrsEmulator emulator = start()) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("export CRS_ENDPOINT='%s'%n", emulator.endpoint());
            out.printf("export CRS_ENDPOINT_V3='%s'%n", emulator.endpointV3());
            out.printf("export TENCENTCLOUD_SECRET_ID='%s'%n", emulator.secretId());
            out.printf("export TENCENTCLOUD_SECRET_KEY='%s'%n", emulator.secretKey());
            out.flush();
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private CrsEmulator start() {
        try {
            CrsEmulator.Builder builder = CrsEmulator.builder().port(port).credentials(secretId, secretKey);
            pageCap.ifPresent(rows -> builder.changeBehaviour(behaviour -> behaviour.withPageCap(rows)));
            if (tasks.isPresent()) {
                builder.tasks(Files.readString(tasks.get()));
            }
            return builder.start();
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read the tasks file: " + e, e);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
