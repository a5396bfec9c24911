package io.github.crstasks.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.tencentcloudapi.common.JsonResponseErrModel;
import com.tencentcloudapi.common.JsonResponseModel;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListResponse;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.protocol.TaskRows;
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

/** From the bytes of a page of 100 tasks to the tasks, beside the usual ways and a walk that keeps nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodingBenchmark {
    private static final Type ERROR = new TypeToken<JsonResponseModel<JsonResponseErrModel>>() {}.getType();
    private static final Type REPLY = new TypeToken<JsonResponseModel<DescribeTaskListResponse>>() {}.getType();

    private final byte[] pageOfV2 = new Pages(100).ofV2(0, 100).getBytes(StandardCharsets.UTF_8);
    private final byte[] pageOfV3 = new Pages(100).ofV3(0, 100).getBytes(StandardCharsets.UTF_8);
    private final TaskListProtocol v2 = ApiV2.create();
    private final TaskListProtocol v3 = ApiV3.create();
    private final Gson gson = new Gson();
    private final ObjectMapper jackson = new ObjectMapper();

    /**
     * This library, API 3.0.
     *
     * @return the tasks of the page
     */
    @Benchmark
    public TaskRows crsTasksV3() {
        return v3.decode(new HttpResponse(200, HttpHeaders.none(), pageOfV3)).get();
    }

    /**
     * This library, API 2.0.
     *
     * @return the tasks of the page
     */
    @Benchmark
    public TaskRows crsTasksV2() {
        return v2.decode(new HttpResponse(200, HttpHeaders.none(), pageOfV2)).get();
    }

    /**
     * The official SDK: once to see whether it is an error, and once more for the tasks.
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
     * Gson with reflection.
     *
     * @return the page
     */
    @Benchmark
    public Reply gsonReflection() {
        return gson.fromJson(reader(), Reply.class);
    }

    /**
     * Jackson with its data binding.
     *
     * @return the page
     * @throws IOException never
     */
    @Benchmark
    public Reply jackson() throws IOException {
        return jackson.readValue(pageOfV2, Reply.class);
    }

    /**
     * The floor for whoever reads with Gson: takes every name and every value, and keeps none.
     *
     * @return how many values there were
     * @throws IOException never
     */
    @Benchmark
    public int gsonTokenWalk() throws IOException {
        JsonReader json = new JsonReader(reader());
        int values = 0;
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
                case NAME -> values += json.nextName().length();
                default -> values += json.nextString().length();
            }
        } while (depth > 0);
        return values;
    }

    private InputStreamReader reader() {
        return new InputStreamReader(new ByteArrayInputStream(pageOfV2), StandardCharsets.UTF_8);
    }

    /** A reply of API 2.0, for data binding. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @SuppressWarnings("NullAway.Init") // Set by reflection.
    public static final class Reply {
        /** 0 for success. */
        public int code;
        /** How many tasks there are. */
        public int totalCount;
        /** What holds the tasks. */
        public Data data;
    }

    /** The data of a reply. */
    @SuppressWarnings("NullAway.Init") // Set by reflection.
    public static final class Data {
        /** The tasks. */
        public List<Row> redisTaskSet;
    }

    /** A task of a reply. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @SuppressWarnings("NullAway.Init") // Set by reflection.
    public static final class Row {
        /** When it was submitted. */
        public String startTime;
        /** What it does. */
        public String taskName;
        /** The instance's name. */
        public String redisName;
        /** The instance. */
        public String redisId;
        /** The instance's project. */
        public int projectId;
        /** How it stands. */
        public int status;
        /** How far it is. */
        public double progress;
    }
}
