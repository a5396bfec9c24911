package io.github.crstasks.benchmarks;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.redis.v20180412.RedisClient;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListRequest;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Starts a JVM that requests one page and ends; a thread that outlives the program would show in the time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
public class ColdStartBenchmark {
    private final PageServer server = new PageServer(100);

    /**
     * Warms up the server, which is not measured.
     *
     * @throws Exception if the server does not answer
     */
    @Setup(Level.Trial)
    public void warmUpServer() throws Exception {
        try (JdkTransport transport = new JdkTransport()) {
            for (int i = 0; i < 500; i++) {
                firstPage(server.endpoint(), transport);
            }
        }
    }

    /** Closes the server. */
    @TearDown(Level.Trial)
    public void stop() {
        server.close();
    }

    /**
     * Starts a JVM that does nothing, the lower bound.
     *
     * @throws Exception if the program fails
     */
    @Benchmark
    public void emptyMain() throws Exception {
        run(EmptyMain.class);
    }

    /**
     * Requests a page with this library over {@code java.net.http}.
     *
     * @throws Exception if the program fails
     */
    @Benchmark
    public void crsTasksJdk() throws Exception {
        run(OverJdk.class);
    }

    /**
     * Requests a page with this library over the Google HTTP client.
     *
     * @throws Exception if the program fails
     */
    @Benchmark
    public void crsTasksGoogle() throws Exception {
        run(OverGoogle.class);
    }

    /**
     * Requests a page with the official SDK.
     *
     * @throws Exception if the program fails
     */
    @Benchmark
    public void officialSdk() throws Exception {
        run(OverSdk.class);
    }

    private void run(Class<?> program) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        server.endpoint().toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program + " ended with " + process.exitValue());
        }
    }

    private static void firstPage(URI endpoint, Transport transport) {
        try (TaskClient client = TaskClient.builder()
                .region("gz")
                .endpoint(endpoint)
                .credentials(Credentials.of("id", "key"))
                .transport(transport)
                .build()) {
            if (client.page(TaskQuery.all(), 0, 100).get().tasks().size() != 100) {
                throw new IllegalStateException("incomplete page");
            }
        }
    }

    /** Does nothing. */
    static final class EmptyMain {
        private EmptyMain() {}

        /** Does nothing. */
        public static void main(String[] arguments) {}
    }

    /** Requests a page over {@code java.net.http}. */
    static final class OverJdk {
        private OverJdk() {}

        /** Requests a page of the endpoint in the first argument. */
        public static void main(String[] arguments) {
            try (Transport transport = new JdkTransport()) {
                firstPage(URI.create(arguments[0]), transport);
            }
        }
    }

    /** Requests a page over the Google HTTP client. */
    static final class OverGoogle {
        private OverGoogle() {}

        /** Requests a page of the endpoint in the first argument. */
        public static void main(String[] arguments) {
            try (Transport transport = new GoogleTransport()) {
                firstPage(URI.create(arguments[0]), transport);
            }
        }
    }

    /** Requests a page with the official SDK. */
    static final class OverSdk {
        private OverSdk() {}

        /** Requests a page of the endpoint in the first argument. */
        public static void main(String[] arguments) throws TencentCloudSDKException {
            HttpProfile http = new HttpProfile();
            http.setProtocol("http://");
            http.setEndpoint(URI.create(arguments[0]).getAuthority());
            DescribeTaskListRequest request = new DescribeTaskListRequest();
            request.setOffset(0L);
            request.setLimit(100L);
            int tasks = new RedisClient(
                            new Credential("id", "key"),
                            "ap-guangzhou",
                            new ClientProfile(ClientProfile.SIGN_TC3_256, http))
                    .DescribeTaskList(request).getTasks().length;
            if (tasks != 100) {
                throw new IllegalStateException("incomplete page");
            }
        }
    }
}
