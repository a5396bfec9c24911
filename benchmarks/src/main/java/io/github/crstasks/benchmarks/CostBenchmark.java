package io.github.crstasks.benchmarks;

import static io.github.crstasks.benchmarks.CostWorks.GOOGLE;
import static io.github.crstasks.benchmarks.CostWorks.HTTP_CLIENT;
import static io.github.crstasks.benchmarks.CostWorks.JDK;
import static io.github.crstasks.benchmarks.CostWorks.JDK_V3;
import static io.github.crstasks.benchmarks.CostWorks.PUBLISHER;
import static io.github.crstasks.benchmarks.CostWorks.SDK_V2;
import static io.github.crstasks.benchmarks.CostWorks.SDK_V3;
import static io.github.crstasks.benchmarks.CostWorks.URL_CONNECTION;

import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Measures this library beside bare loops and the official SDKs. In each round every competitor runs once, so that the ratios
 * of a round hold on a busy machine; the next round begins with another competitor. The server is a process of its own.
 */
final class CostBenchmark implements AutoCloseable {
    private static final int LISTS_OF_A_SAMPLE = 5;

    private final ChildJvm jvm;
    private final int rounds;
    private final Pattern works;
    private final Process server;
    private final String http;
    private final String https;
    private final String delayed;
    private final String manyTasks;
    private final String onePage;
    private final CostResults results = new CostResults();

    private CostBenchmark(Path certificate, int rounds, Pattern works) throws IOException {
        jvm = new ChildJvm(certificate);
        this.rounds = rounds;
        this.works = works;
        server = jvm.start(CostServer.class, List.of(), certificate.toString());
        BufferedReader endpoints = server.inputReader();
        http = endpoints.readLine();
        https = endpoints.readLine();
        delayed = endpoints.readLine();
        manyTasks = endpoints.readLine();
        onePage = endpoints.readLine();
    }

    /**
     * Runs the program.
     *
     * @param arguments the folder of the documents, for the results; the number of rounds; the tree of dependencies; and,
     *     if not all works are to be measured, a regular expression that their names contain
     * @throws Throwable if a competitor fails
     */
    public static void main(String[] arguments) throws Throwable {
        Path documents = Path.of(arguments[0]);
        Path folder = Files.createTempDirectory("benchmarks");
        Path certificate = CostServer.generateCertificate(folder);
        System.setProperty("javax.net.ssl.trustStore", certificate.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", new String(CostServer.PASSWORD));
        try (CostBenchmark benchmark = new CostBenchmark(
                certificate,
                Integer.parseInt(arguments[1]),
                Pattern.compile(arguments.length > 3 ? arguments[3] : ""))) {
            benchmark.measureLists();
            benchmark.measurePrograms();
            benchmark.measureComputations();
            benchmark.measureJars(new RunTimeJars(Path.of(arguments[2])));
            benchmark.results.write(documents.resolve(CostReport.RESULTS));
            CostReport.main(new String[] {documents.toString()});
        } finally {
            Files.delete(certificate);
            Files.delete(folder);
        }
        // The HTTP client of an SDK has threads that are no daemons.
        System.exit(0);
    }

    private void measureLists() throws Throwable {
        measureLists(CostWorks.LIST_V2_HTTP, rounds, 40, lists(BareApi.V2, ApiV2.create(), http));
        measureLists(CostWorks.LIST_V2_HTTPS, rounds, 10, lists(BareApi.V2, ApiV2.create(), https));
        measureLists(CostWorks.LIST_V3_HTTP, rounds, 20, lists(BareApi.V3, ApiV3.create(), http));
        measureLists(CostWorks.LIST_V3_HTTPS, rounds, 10, lists(BareApi.V3, ApiV3.create(), https));
        measureLists(CostWorks.LIST_BOTH_APIS, rounds, 10, bothApis());
        // A median has no interval of 95 % with fewer than 6 rounds.
        int slowRounds = Math.min(rounds, Math.max(rounds / 2, 6));
        measureLists(CostWorks.LIST_ONE_IN_FLIGHT, slowRounds, 1, lists(BareApi.V2, ApiV2.create(), delayed));
        measureLists(CostWorks.LIST_EIGHT_IN_FLIGHT, rounds, 2, parallel());
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

    private void measureLists(String work, int rounds, int warmUps, Map<String, Listing> lists) throws Throwable {
        // The processor time is counted in steps of 10 ms.
        int times = work.contains("20 ms") ? 1 : LISTS_OF_A_SAMPLE;
        List<Competitor> competitors = new ArrayList<>();
        lists.forEach((name, listing) -> competitors.add(
                Competitor.timed(name, comparedWith(name, lists.keySet()), () -> list(listing, times))));
        measure(work, rounds, warmUps, competitors);
        for (Listing listing : lists.values()) {
            listing.close();
        }
    }

    private static int list(Listing listing, int times) throws Exception {
        int tasks = 0;
        for (int i = 0; i < times; i++) {
            tasks += listing.list();
        }
        if (tasks != times * CostServer.TASKS) {
            throw new IllegalStateException("read " + tasks + " tasks of " + times * CostServer.TASKS);
        }
        return tasks;
    }

    /** Returns what a competitor is compared with: the bare program over its HTTP stack, or else the first competitor. */
    private static String comparedWith(String name, Set<String> competitors) {
        String bare = switch (name) {
            case GOOGLE, JDK, JDK_V3 -> HTTP_CLIENT;
            default -> URL_CONNECTION;
        };
        return competitors.contains(bare) ? bare : competitors.iterator().next();
    }

    private void measurePrograms() throws Throwable {
        measureFirstPages(CostWorks.FIRST_PAGE_HTTP, http);
        measureFirstPages(CostWorks.FIRST_PAGE_HTTPS, https);
        Map<String, Class<?>> readers = new LinkedHashMap<>();
        readers.put(JDK, MillionTasks.OverJdk.class);
        readers.put(GOOGLE, MillionTasks.OverGoogle.class);
        readers.put(PUBLISHER, MillionTasks.Published.class);
        List<Competitor> competitors = new ArrayList<>();
        readers.forEach((name, program) -> competitors.add(new Competitor(
                name, "", () -> jvm.figures(program, List.of("-Xmx48m", "-XX:+ExitOnOutOfMemoryError"), manyTasks))));
        measure(CostWorks.HEAP, 1, 0, competitors);
        measure(
                CostWorks.WAITS,
                1,
                0,
                List.of(new Competitor(JDK, "", () -> jvm.figures(ManyWaits.class, List.of(), onePage))));
    }

    private void measureFirstPages(String work, String endpoint) throws Throwable {
        Map<String, Class<?>> programs = new LinkedHashMap<>();
        programs.put(URL_CONNECTION, FirstPage.OverUrlConnection.class);
        programs.put(HTTP_CLIENT, FirstPage.OverHttpClient.class);
        programs.put(SDK_V2, FirstPage.WithSdkV2.class);
        programs.put(SDK_V3, FirstPage.WithSdkV3.class);
        programs.put(GOOGLE, FirstPage.OverGoogle.class);
        programs.put(JDK, FirstPage.OverJdk.class);
        programs.put(JDK_V3, FirstPage.OverJdkV3.class);
        List<Competitor> competitors = new ArrayList<>();
        programs.forEach((name, program) -> competitors.add(new Competitor(
                name, comparedWith(name, programs.keySet()), () -> jvm.millisToFirstByte(program, endpoint))));
        measure(work, rounds, 1, competitors);
    }

    private void measureComputations() throws Throwable {
        measure(CostWorks.SIGN, rounds, 20, Computations.signing());
        measure(CostWorks.DECODE, rounds, 20, Computations.decoding());
        measure(CostWorks.PLAN, rounds, 3, Computations.planning());
        measure(CostWorks.CALLS, 1, 0, Computations.calls(onePage));
    }

    private void measureJars(RunTimeJars jars) throws Throwable {
        Map<String, String> artifacts = new LinkedHashMap<>();
        artifacts.put(SDK_V2, "com.qcloud:qcloud-java-sdk");
        artifacts.put(SDK_V3, "com.tencentcloudapi:tencentcloud-sdk-java-redis");
        artifacts.put(GOOGLE, "io.github.crstasks:crs-tasks-transport-google");
        artifacts.put(JDK, "io.github.crstasks:crs-tasks-transport-jdk");
        List<Competitor> competitors = new ArrayList<>();
        artifacts.forEach((name, artifact) -> competitors.add(new Competitor(name, "", () -> jars.of(artifact))));
        measure(CostWorks.JARS, 1, 0, competitors);
    }

    private void measure(String work, int rounds, int warmUps, List<Competitor> competitors) throws Throwable {
        if (!works.matcher(work).find()) {
            return;
        }
        List<Competitor> order = new ArrayList<>(competitors);
        for (int round = -warmUps; round < rounds; round++) {
            Map<Competitor, List<Figure>> figures = new HashMap<>();
            for (Competitor competitor : order) {
                figures.put(competitor, competitor.run().measure());
            }
            if (round >= 0) {
                // In the order of the tables, whichever competitor began.
                competitors.forEach(
                        competitor -> results.add(work, competitor, Objects.requireNonNull(figures.get(competitor))));
            }
            Collections.rotate(order, 1);
        }
        System.out.println(new CostTable(results, work));
    }

    @Override
    public void close() throws IOException {
        server.outputWriter().close();
    }
}
