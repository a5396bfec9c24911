package io.github.crstasks.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures this library beside bare loops and the official SDKs. In each round every competitor runs once, so that the ratios
 * of a round hold on a busy machine; the next round begins with another competitor.
 *
 * <p>Measures time and, except for programs, the processor time of this JVM. The server is a process of its own.
 */
final class CostBenchmark implements AutoCloseable {
    static final String URL_CONNECTION = "bare HttpURLConnection";
    static final String HTTP_CLIENT = "bare java.net.http";
    static final String SDK_V2 = "qcloud-java-sdk";
    static final String SDK_V3 = "SDK of API 3.0";
    static final String GOOGLE = "crs-tasks, Google";
    static final String JDK = "crs-tasks, JDK";
    static final String JDK_V3 = "crs-tasks, JDK, API 3.0";

    private static final int LISTS_OF_A_SAMPLE = 5;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Path certificate;
    private final Process server;
    private final String http;
    private final String https;
    private final String delayed;
    private final CostResults results = new CostResults();
    private final String only;

    private CostBenchmark(Path certificate, String only) throws IOException {
        this.certificate = certificate;
        this.only = only;
        server = java(CostServer.class, certificate.toString()).start();
        BufferedReader endpoints = server.inputReader();
        http = endpoints.readLine();
        https = endpoints.readLine();
        delayed = endpoints.readLine();
    }

    /**
     * Runs the program.
     *
     * @param arguments the folder of the documents, for the results; the number of rounds, 21 if it is not given; and a part
     *     of the name of the works to measure
     * @throws Exception if a competitor fails
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 21;
        Path folder = Files.createTempDirectory("benchmarks");
        Path certificate = CostServer.generateCertificate(folder);
        System.setProperty("javax.net.ssl.trustStore", certificate.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", new String(CostServer.PASSWORD));
        try (CostBenchmark benchmark = new CostBenchmark(certificate, arguments.length > 2 ? arguments[2] : "")) {
            benchmark.measureLists(rounds);
            benchmark.measurePrograms(rounds);
            Path documents = Path.of(arguments[0]);
            benchmark.results.write(documents.resolve(CostReport.RESULTS));
            CostReport.main(new String[] {documents.toString()});
        } finally {
            Files.delete(certificate);
            Files.delete(folder);
        }
        // The HTTP client of an SDK has threads that are no daemons.
        System.exit(0);
    }

    private void measureLists(int rounds) throws Exception {
        measureLists("API 2.0, http", rounds, 40, lists(BareApi.V2, ApiV2.create(), http));
        measureLists("API 2.0, https", rounds, 10, lists(BareApi.V2, ApiV2.create(), https));
        measureLists("API 3.0, http", rounds, 20, lists(BareApi.V3, ApiV3.create(), http));
        measureLists("API 3.0, https", rounds, 10, lists(BareApi.V3, ApiV3.create(), https));
        measureLists("both APIs, http", rounds, 10, bothApis());
        measureLists(
                "20 ms, one page in flight", Math.max(rounds / 2, 6), 1, lists(BareApi.V2, ApiV2.create(), delayed));
        measureLists("20 ms, eight pages in flight", rounds, 2, parallel());
    }

    private static Map<String, Listing> lists(BareApi bare, TaskListProtocol protocol, String endpoint) {
        Map<String, Listing> lists = new LinkedHashMap<>();
        lists.put(URL_CONNECTION, Listing.sequential(new BareUrlConnection(bare, endpoint)));
        lists.put(HTTP_CLIENT, Listing.sequential(new BareHttpClient(bare, endpoint)));
        if (bare == BareApi.V2) {
            lists.put(SDK_V2, Listing.sequential(new SdkV2(endpoint)));
        }
        lists.put(SDK_V3, Listing.sequential(new SdkV3(endpoint)));
        lists.put(GOOGLE, ClientListing.of(protocol, endpoint, new GoogleTransport(), 1));
        lists.put(JDK, ClientListing.of(protocol, endpoint, new JdkTransport(), 1));
        return lists;
    }

    private Map<String, Listing> bothApis() {
        Map<String, Listing> lists = new LinkedHashMap<>();
        lists.put(JDK, ClientListing.of(ApiV2.create(), http, new JdkTransport(), 1));
        lists.put(JDK_V3, ClientListing.of(ApiV3.create(), http, new JdkTransport(), 1));
        return lists;
    }

    private Map<String, Listing> parallel() {
        Map<String, Listing> lists = new LinkedHashMap<>();
        lists.put(URL_CONNECTION, Listing.parallel(new BareUrlConnection(BareApi.V2, delayed), 8));
        lists.put(HTTP_CLIENT, Listing.parallel(new BareHttpClient(BareApi.V2, delayed), 8));
        lists.put(SDK_V2, Listing.parallel(new SdkV2(delayed), 8));
        lists.put(SDK_V3, Listing.parallel(new SdkV3(delayed), 8));
        lists.put(GOOGLE, ClientListing.of(ApiV2.create(), delayed, new GoogleTransport(), 8));
        lists.put(JDK, ClientListing.of(ApiV2.create(), delayed, new JdkTransport(), 8));
        return lists;
    }

    private void measureLists(String work, int rounds, int warmUps, Map<String, Listing> lists) throws Exception {
        Map<String, Callable<Double>> runs = new LinkedHashMap<>();
        // The processor time is counted in steps of 10 ms.
        int times = work.startsWith("20 ms") ? 1 : LISTS_OF_A_SAMPLE;
        lists.forEach((competitor, listing) -> runs.put(competitor, () -> millisToList(listing, times)));
        measure("List 10,000 tasks " + (times == 1 ? "once, " : times + " times, ") + work, rounds, warmUps, runs);
        for (Listing listing : lists.values()) {
            listing.close();
        }
    }

    private static double millisToList(Listing listing, int times) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            int tasks = listing.list();
            if (tasks != CostServer.TASKS) {
                throw new IllegalStateException("read " + tasks + " tasks of " + CostServer.TASKS);
            }
        }
        return millisSince(start);
    }

    private void measurePrograms(int rounds) throws Exception {
        for (String endpoint : List.of(http, https)) {
            Map<String, Callable<Double>> runs = new LinkedHashMap<>();
            Map<String, Class<?>> programs = new LinkedHashMap<>();
            programs.put(URL_CONNECTION, FirstPage.OverUrlConnection.class);
            programs.put(HTTP_CLIENT, FirstPage.OverHttpClient.class);
            programs.put(SDK_V2, FirstPage.WithSdkV2.class);
            programs.put(SDK_V3, FirstPage.WithSdkV3.class);
            programs.put(GOOGLE, FirstPage.OverGoogle.class);
            programs.put(JDK, FirstPage.OverJdk.class);
            programs.put(JDK_V3, FirstPage.OverJdkV3.class);
            programs.forEach((competitor, program) -> runs.put(competitor, () -> millisToFirstPage(program, endpoint)));
            measure("Fresh JVM to first page, " + endpoint.substring(0, endpoint.indexOf(':')), rounds, 1, runs);
        }
    }

    private double millisToFirstPage(Class<?> program, String endpoint) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = java(program, endpoint).start();
        try (InputStream out = process.getInputStream()) {
            int first = out.read();
            double millis = millisSince(start);
            if (first < 0 || process.waitFor() != 0) {
                throw new IllegalStateException(program + " ended with " + process.waitFor());
            }
            return millis;
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private void measure(String work, int rounds, int warmUps, Map<String, Callable<Double>> runs) throws Exception {
        if (!work.contains(only)) {
            return;
        }
        results.addCompetitors(work, runs.keySet());
        List<String> order = new ArrayList<>(runs.keySet());
        for (int round = -warmUps; round < rounds; round++) {
            for (String competitor : order) {
                Callable<Double> run = runs.get(competitor);
                if (run == null) {
                    continue;
                }
                long processorTime = system.getProcessCpuTime();
                double millis = run.call();
                if (round >= 0) {
                    results.add(work, competitor, millis, (system.getProcessCpuTime() - processorTime) / 1e6);
                }
            }
            Collections.rotate(order, 1);
        }
        System.out.println(results.table(work));
    }

    private ProcessBuilder java(Class<?> program, String argument) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djavax.net.ssl.trustStore=" + certificate,
                        "-Djavax.net.ssl.trustStorePassword=" + new String(CostServer.PASSWORD),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        argument)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    @Override
    public void close() throws IOException {
        server.outputWriter().close();
    }
}
