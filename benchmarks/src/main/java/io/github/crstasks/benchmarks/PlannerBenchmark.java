package io.github.crstasks.benchmarks;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.project;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedSince;

import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.plan.ServiceCapabilities;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.TaskStatus;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Plans queries of several shapes and sizes; compare the sizes of one shape to see how the time grows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlannerBenchmark {
    private static final ServiceCapabilities CAPABILITIES =
            ProtocolCodec.of(ApiV2.create()).capabilities();

    /** Shapes of queries, as functions of the number of conditions. */
    public enum Shape {
        /** Alternative instances. */
        ANY_INSTANCE {
            @Override
            TaskQuery of(int conditions) {
                return IntStream.range(0, conditions)
                        .mapToObj(i -> instanceId("crs-" + i))
                        .reduce(none(), TaskQuery::or);
            }
        },
        /** Conditions that must all hold. */
        ALL_CONDITIONS {
            @Override
            TaskQuery of(int conditions) {
                return IntStream.range(0, conditions)
                        .mapToObj(i -> submittedSince(Instant.ofEpochSecond(i)))
                        .reduce(all(), TaskQuery::and);
            }
        },
        /** Pairs of alternatives that must all hold, whose combinations multiply. */
        ALL_OF_PAIRS {
            @Override
            TaskQuery of(int conditions) {
                return IntStream.range(0, conditions / 2)
                        .mapToObj(i -> instanceId("crs-" + i).or(project(i)))
                        .reduce(all(), TaskQuery::and);
            }
        },
        /** Two conditions for each level of nesting. */
        NESTED {
            @Override
            TaskQuery of(int conditions) {
                TaskQuery query = all();
                for (int i = 0; i < conditions / 2; i++) {
                    TaskQuery pair = instanceId("crs-" + i).and(status(TaskStatus.FAILED));
                    query = i % 2 == 0 ? query.and(pair.negate()) : query.or(pair);
                }
                return query;
            }
        };

        abstract TaskQuery of(int conditions);
    }

    /** The shape of the query. */
    @Param
    public Shape shape = Shape.ANY_INSTANCE;

    /** The number of conditions in the query. */
    @Param({"10", "100", "1000"})
    public int conditions;

    private TaskQuery query = none();

    /** Builds the query; not measured. */
    @Setup
    public void build() {
        query = shape.of(conditions);
    }

    /**
     * Plans the query.
     *
     * @return the plan
     */
    @Benchmark
    public ScanPlan plan() {
        return Planner.plan(query, CAPABILITIES);
    }
}
