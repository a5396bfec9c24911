package io.github.crstasks.emulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The emulator as a command-line program. Prints its endpoints and credentials as shell {@code export} lines and as a Java
 * example, then serves until it is killed.
 */
@Command(
        name = "crs-emulator",
        versionProvider = EmulatorVersion.class,
        description =
                "Emulates the CRS task list service (API 2.0, GetRedisTaskList, and API 3.0, DescribeTaskList) on a"
                        + " loopback port until it is killed.",
        footer = {
            "",
            "Example: your own tasks, with a slow service, where a tenth of the requests fail:",
            "  java -jar crs-tasks-emulator-<version>-all.jar --port 8080 --tasks reply.json --latency 200ms --fail-rate 0.1"
        })
public final class CrsEmulatorCommand implements Callable<Integer> {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    @Option(names = "--port", defaultValue = "0", description = "Port to listen on. Defaults to a free port.")
    private int port;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description =
                    "JSON file with the tasks to list: a reply of API 2.0 or API 3.0, or its array redisTaskSet or"
                            + " Tasks. A row may also have a reason (TaskMessage in rows of API 3.0), the text of API 3.0 for a"
                            + " task that failed. Defaults to the nine tasks of the documented example.")
    private Optional<Path> tasks = Optional.empty();

    @Option(
            names = "--recent",
            description =
                    "Shifts the times of all tasks so that the newest starts now, and lists tasks of the last 30 days"
                            + " only in API 3.0, as the service does. Defaults to the times of the file, and to tasks of any age.")
    private boolean recent;

    @Option(
            names = "--page-cap",
            paramLabel = "ROWS",
            description = "Maximum number of rows in a reply. Defaults to 100.")
    private Optional<Integer> pageCap = Optional.empty();

    @Option(
            names = "--any-region",
            description = "Accepts any region. By default, only the regions of the service are accepted.")
    private boolean anyRegion;

    @Option(
            names = "--latency",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Delay of each reply, such as 200ms, 2s, 1m or PT0.2S. Defaults to none.")
    private Duration latency = Duration.ZERO;

    @Option(
            names = "--fail-rate",
            paramLabel = "RATE",
            description =
                    "Share of the requests that fail, 0 to 1, by a closed connection, HTTP status 503 or the error for"
                            + " too many requests. Defaults to 0.")
    private double failRate;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Seed that determines which requests fail. Defaults to a random one, which is printed.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--secret-id", paramLabel = "ID", description = "Accepted secret id. Defaults to an example.")
    private String secretId = AcceptedCredentials.EXAMPLE.secretId();

    @Option(names = "--secret-key", paramLabel = "KEY", description = "Accepted secret key. Defaults to an example.")
    private String secretKey = AcceptedCredentials.EXAMPLE.secretKey();

    @Option(names = "--help", usageHelp = true, description = "Prints this help.")
    @SuppressWarnings("UnusedVariable") // Read by picocli.
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Prints the version.")
    @SuppressWarnings("UnusedVariable") // Read by picocli.
    private boolean version;

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
        long faultSeed = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        try (CrsEmulator emulator = start(faultSeed)) {
            PrintWriter out = spec.commandLine().getOut();
            new EmulatorGreeting(emulator).print(out);
            if (failRate > 0) {
                out.printf("# Requests that fail: --fail-rate %s --seed %d%n", failRate, faultSeed);
            }
            out.flush();
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private CrsEmulator start(long faultSeed) {
        try {
            RequestInterceptor faults = RequestInterceptor.failing(failRate, faultSeed);
            CrsEmulator.Builder builder = CrsEmulator.builder()
                    .port(port)
                    .zone(ZONE)
                    .credentials(secretId, secretKey)
                    .tasks(rows())
                    .signatureReports(this::printReport)
                    .changeBehaviour(behaviour -> behaviour.withDelay(latency).withAnyRegion(anyRegion));
            pageCap.ifPresent(rows -> builder.changeBehaviour(behaviour -> behaviour.withPageCap(rows)));
            if (recent) {
                builder.changeBehaviour(behaviour -> behaviour.withHistory(EmulatorBehaviour.API_3_HISTORY));
            }
            CrsEmulator emulator = builder.start();
            emulator.intercept(faults);
            return emulator;
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<TaskRow> rows() {
        List<TaskRow> rows =
                tasks.map(this::parse).orElseGet(() -> TaskRowParser.parse(TaskRowParser.documentedReply(), ZONE));
        return recent ? shiftedTo(Instant.now(), rows) : rows;
    }

    private List<TaskRow> parse(Path file) {
        try {
            return TaskRowParser.parse(Files.readString(file), ZONE);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("cannot read the tasks file " + file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("cannot read the tasks file " + file + ": it is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the tasks file " + file + ": " + e, e);
        }
    }

    /** Returns the rows with all times shifted so that the newest starts at a moment. */
    private static List<TaskRow> shiftedTo(Instant moment, List<TaskRow> rows) {
        Optional<Duration> shift = rows.stream()
                .flatMap(row -> row.startTime().stream())
                .max(Comparator.naturalOrder())
                .map(newest -> Duration.between(newest, moment));
        return rows.stream()
                .map(row -> shift.map(duration -> shifted(row, duration)).orElse(row))
                .toList();
    }

    private static TaskRow shifted(TaskRow row, Duration shift) {
        TaskRow.Builder shifted = row.toBuilder().startTime(row.startTime().map(time -> time.plus(shift)));
        row.endTime().ifPresent(time -> shifted.endTime(time.plus(shift)));
        return shifted.build();
    }

    private void printReport(String report) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(report);
        err.flush();
    }
}
