package io.github.crstasks.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.tencentcloudapi.common.JsonResponseErrModel;
import com.tencentcloudapi.common.JsonResponseModel;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListResponse;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decodes a page of 100 tasks, compared with data binding and with reading all tokens without keeping any. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodingBenchmark {
    private static final Type ERROR = new TypeToken<JsonResponseModel<JsonResponseErrModel>>() {}.getType();
    private static final Type REPLY = new TypeToken<JsonResponseModel<DescribeTaskListResponse>>() {}.getType();

    private final byte[] pageOfV2 = new Pages(100).v2(0, 100).getBytes(StandardCharsets.UTF_8);
    private final byte[] pageOfV3 = new Pages(100).v3(0, 100).getBytes(StandardCharsets.UTF_8);
    private final ProtocolCodec v2 = ProtocolCodec.of(ApiV2.create());
    private final ProtocolCodec v3 = ProtocolCodec.of(ApiV3.create());
    private final Gson gson = new Gson();
    private final ObjectMapper jackson = new ObjectMapper();

    /**
     * Decodes a reply of API 3.0 with this library.
     *
     * @return the tasks of the page
     */
    @Benchmark
    public TaskListReply crsTasksV3() {
        return v3.decode(new TransportResponse(200, TransportHeaders.none(), pageOfV3))
                .outcome()
                .get();
    }

    /**
     * Decodes a reply of API 2.0 with this library.
     *
     * @return the tasks of the page
     */
    @Benchmark
    public TaskListReply crsTasksV2() {
        return v2.decode(new TransportResponse(200, TransportHeaders.none(), pageOfV2))
                .outcome()
                .get();
    }

    /**
     * Decodes as the official SDK does: once to find out whether the reply is an error, and a second time for the tasks.
     *
     * @return the tasks of the page
     */
    @Benchmark
    public DescribeTaskListResponse officialSdk() {
        String text = new String(pageOfV3, StandardCharsets.UTF_8);
        JsonResponseModel<JsonResponseErrModel> error = gson.fromJson(text, ERROR);
        if (error.response.error != null) {
            throw new IllegalStateException("the page is an error");
        }
        JsonResponseModel<DescribeTaskListResponse> reply = gson.fromJson(text, REPLY);
        return reply.response;
    }

    /**
     * Decodes with the data binding of Gson.
     *
     * @return the page
     */
    @Benchmark
    public Reply gsonReflection() {
        return gson.fromJson(reader(pageOfV2), Reply.class);
    }

    /**
     * Decodes with the data binding of Jackson.
     *
     * @return the page
     * @throws IOException never
     */
    @Benchmark
    public Reply jackson() throws IOException {
        return jackson.readValue(pageOfV2, Reply.class);
    }

    /**
     * Reads every token of a reply of API 2.0 with Gson and keeps none: the least that any decoder over Gson can take.
     *
     * @return the length of all names and values
     * @throws IOException never
     */
    @Benchmark
    public int gsonTokenWalkV2() throws IOException {
        return walk(pageOfV2);
    }

    /**
     * Reads every token of a reply of API 3.0 with Gson and keeps none: the least that any decoder over Gson can take.
     *
     * @return the length of all names and values
     * @throws IOException never
     */
    @Benchmark
    public int gsonTokenWalkV3() throws IOException {
        return walk(pageOfV3);
    }

    private static int walk(byte[] page) throws IOException {
        JsonReader json = new JsonReader(reader(page));
        int length = 0;
        int depth = 0;
        do {
            switch (json.peek()) {
                case BEGIN_OBJECT -> {
                    json.beginObject();
                    depth++;
                }
                case END_OBJECT -> {
                    json.endObject();
                    depth--;
                }
                case BEGIN_ARRAY -> {
                    json.beginArray();
                    depth++;
                }
                case END_ARRAY -> {
                    json.endArray();
                    depth--;
                }
                case NAME -> length += json.nextName().length();
                default -> length += json.nextString().length();
            }
        } while (depth > 0);
        return length;
    }

    private static InputStreamReader reader(byte[] page) {
        return new InputStreamReader(new ByteArrayInputStream(page), StandardCharsets.UTF_8);
    }

    /** A reply of API 2.0, for data binding. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @SuppressWarnings("NullAway.Init") // Data binding sets the fields.
    public static final class Reply {
        /** The result code; 0 for success. */
        public int code;
        /** The number of tasks. */
        public int totalCount;
        /** The object that contains the tasks. */
        public Data data;
    }

    /** The data of a reply. */
    @SuppressWarnings("NullAway.Init") // Data binding sets the fields.
    public static final class Data {
        /** The tasks. */
        public List<Row> redisTaskSet;
    }

    /** A task of a reply. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @SuppressWarnings("NullAway.Init") // Data binding sets the fields.
    public static final class Row {
        /** The time of submission. */
        public String startTime;
        /** The type. */
        public String taskName;
        /** The name of the instance. */
        public String redisName;
        /** The id of the instance. */
        public String redisId;
        /** The project of the instance. */
        public int projectId;
        /** The status. */
        public int status;
        /** The progress. */
        public double progress;
    }
}
