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
import io.github.crstasks.http.Transport;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
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

/** Reading 10,000 tasks, 100 a page, beside the loop that the official SDK of API 3.0 leaves its callers to write. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 150)
@Measurement(iterations = 10)
public class TraversalBenchmark {
    private static final int TASKS = 10_000;
    private static final int PAGE = 100;

    /** How long the service takes for a page, in milliseconds. */
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
     * Warms up without a delay, which would only make it longer.
     *
     * @param iteration tells the warm-up from the measurement
     */
    @Setup(Level.Iteration)
    public void pace(IterationParams iteration) {
        server.delay(iteration.getType() == IterationType.WARMUP ? 0 : delay);
    }

    /** Ends what was started. */
    @TearDown(Level.Trial)
    public void stop() {
        jdk.close();
        google.close();
        server.close();
    }

    /**
     * The loop around the official SDK.
     *
     * @return how many tasks it read
     * @throws TencentCloudSDKException if the SDK fails
     */
    @Benchmark
    public long officialSdk() throws TencentCloudSDKException {
        long read = 0;
        long total = 1;
        while (read < total) {
            DescribeTaskListRequest request = new DescribeTaskListRequest();
            request.setOffset(read);
            request.setLimit((long) PAGE);
            DescribeTaskListResponse page = sdk.DescribeTaskList(request);
            total = page.getTotalCount();
            read += page.getTasks().length;
        }
        return checked(read);
    }

    /**
     * One page in flight over {@code java.net.http}.
     *
     * @return how many tasks it read
     */
    @Benchmark
    public long jdk1() {
        return read(jdk, 1);
    }

    /**
     * Four pages in flight over {@code java.net.http}.
     *
     * @return how many tasks it read
     */
    @Benchmark
    public long jdk4() {
        return read(jdk, 4);
    }

    /**
     * Eight pages in flight over {@code java.net.http}.
     *
     * @return how many tasks it read
     */
    @Benchmark
    public long jdk8() {
        return read(jdk, 8);
    }

    /**
     * One page in flight over the Google HTTP client.
     *
     * @return how many tasks it read
     */
    @Benchmark
    public long google1() {
        return read(google, 1);
    }

    /**
     * Four pages in flight over the Google HTTP client.
     *
     * @return how many tasks it read
     */
    @Benchmark
    public long google4() {
        return read(google, 4);
    }

    /**
     * Eight pages in flight over the Google HTTP client.
     *
     * @return how many tasks it read
     */
    @Benchmark
    public long google8() {
        return read(google, 8);
    }

    private long read(Transport transport, int inFlight) {
        Paging paging = Paging.standard().withPageSize(PAGE).inFlight(inFlight);
        TaskClient client = TaskClient.builder()
                .region("gz")
                .endpoint(server.endpoint())
                .credentials(Credentials.of("id", "key"))
                .transport(transport)
                .rate(RateLimiter.unlimited())
                .build();
        return checked(client.stream(TaskQuery.all(), paging).count());
    }

    private static long checked(long read) {
        if (read != TASKS) {
            throw new IllegalStateException("read " + read + " tasks of " + TASKS);
        }
        return read;
    }
}
