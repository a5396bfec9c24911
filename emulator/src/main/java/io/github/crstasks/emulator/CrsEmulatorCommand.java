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

/** The emulator as a program: prints where it is and who may call, in the words of a shell, and serves until killed. */
@Command(
        name = "crs-emulator",
        description =
                "Serves the CRS task list (API 2.0, GetRedisTaskList, and API 3.0, DescribeTaskList) on a loopback"
                        + " port until it is killed.")
public final class CrsEmulatorCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "0", description = "Port to listen on; a free one by default.")
    private int port;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description = "JSON file with the tasks to list: a reply of the service, or its array redisTaskSet."
                    + " The nine tasks of the API document by default.")
    private Optional<Path> tasks = Optional.empty();

    @Option(names = "--page-cap", paramLabel = "ROWS", description = "Rows in a reply at most.")
    private Optional<Integer> pageCap = Optional.empty();

    @Option(names = "--secret-id", paramLabel = "ID", description = "Secret id to let in.")
    private String secretId = KeyPair.EXAMPLE.secretId();

    @Option(names = "--secret-key", paramLabel = "KEY", description = "Secret key to check signatures with.")
    private String secretKey = KeyPair.EXAMPLE.secretKey();

    @Option(names = "--help", usageHelp = true, description = "Prints this text.")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it.
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command is called.
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
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private CrsEmulator start() {
        try {
            CrsEmulator.Builder builder = CrsEmulator.builder().port(port).credentials(secretId, secretKey);
            pageCap.ifPresent(rows -> builder.behave(behaviour -> behaviour.withPageCap(rows)));
            if (tasks.isPresent()) {
                builder.tasks(Files.readString(tasks.get()));
            }
            return builder.start();
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read the tasks: " + e, e);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
