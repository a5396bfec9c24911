package io.github.crstasks.benchmarks;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.redis.v20180412.RedisClient;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListRequest;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListResponse;
import io.github.crstasks.RateLimiter;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** Lists 10,000 tasks, 100 a page, compared with a loop over the calls of the official SDK of API 3.0. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 150)
@Measurement(iterations = 10)
public class TraversalBenchmark {
    private static final int TASKS = 10_000;
    private static final int PAGE_SIZE = 100;

    /** The time that the server takes for a page, in milliseconds. */
    @Param({"0", "5", "20"})
    public int delay;

    private PageServer server = new PageServer(0);
    private Transport jdk = new JdkTransport();
    private Transport google = new GoogleTransport();
    private RedisClient sdk = new RedisClient(new Credential("id", "key"), "ap-guangzhou");

    /** Starts the server and the clients. */
    @Setup(Level.Trial)
    public void start() {
        server.close();
        server = new PageServer(TASKS);
        HttpProfile http = new HttpProfile();
        http.setProtocol("http://");
        http.setEndpoint(server.endpoint().getAuthority());
        sdk = new RedisClient(
                new Credential("id", "key"), "ap-guangzhou", new ClientProfile(ClientProfile.SIGN_TC3_256, http));
    }

    /**
     * Sets the delay of the server; the warm-up runs without a delay, so that it ends sooner.
     *
     * @param iteration the iteration, a warm-up or a measurement
     */
    @Setup(Level.Iteration)
    public void setDelay(IterationParams iteration) {
        server.delay(iteration.getType() == IterationType.WARMUP ? 0 : delay);
    }

    /** Closes the server and the transports. */
    @TearDown(Level.Trial)
    public void stop() {
        jdk.close();
        google.close();
        server.close();
    }

    /**
     * Lists with a loop over the calls of the official SDK.
     *
     * @return the number of tasks
     * @throws TencentCloudSDKException if the SDK fails
     */
    @Benchmark
    public long officialSdk() throws TencentCloudSDKException {
        long read = 0;
        long total = 1;
        while (read < total) {
            DescribeTaskListRequest request = new DescribeTaskListRequest();
            request.setOffset(read);
            request.setLimit((long) PAGE_SIZE);
            DescribeTaskListResponse page = sdk.DescribeTaskList(request);
            total = page.getTotalCount();
            read += page.getTasks().length;
        }
        return checked(read);
    }

    /**
     * Lists with one page in flight over {@code java.net.http}.
     *
     * @return the number of tasks
     */
    @Benchmark
    public long jdk1() {
        return read(jdk, 1);
    }

    /**
     * Lists with four pages in flight over {@code java.net.http}.
     *
     * @return the number of tasks
     */
    @Benchmark
    public long jdk4() {
        return read(jdk, 4);
    }

    /**
     * Lists with eight pages in flight over {@code java.net.http}.
     *
     * @return the number of tasks
     */
    @Benchmark
    public long jdk8() {
        return read(jdk, 8);
    }

    /**
     * Lists with one page in flight over the Google HTTP client.
     *
     * @return the number of tasks
     */
    @Benchmark
    public long google1() {
        return read(google, 1);
    }

    /**
     * Lists with four pages in flight over the Google HTTP client.
     *
     * @return the number of tasks
     */
    @Benchmark
    public long google4() {
        return read(google, 4);
    }

    /**
     * Lists with eight pages in flight over the Google HTTP client.
     *
     * @return the number of tasks
     */
    @Benchmark
    public long google8() {
        return read(google, 8);
    }

    private long read(Transport transport, int pagesInFlight) {
        Paging paging = Paging.defaults().withPageSize(PAGE_SIZE).withPagesInFlight(pagesInFlight);
        try (TaskClient client = TaskClient.builder()
                .region("gz")
                .endpoint(server.endpoint())
                .credentials(Credentials.of("id", "key"))
                .transport(transport)
                .rateLimiter(RateLimiter.unlimited())
                .build()) {
            return checked(client.stream(TaskQuery.all(), paging).count());
        }
    }

    private static long checked(long read) {
        if (read != TASKS) {
            throw new IllegalStateException("read " + read + " tasks of " + TASKS);
        }
        return read;
    }
}
