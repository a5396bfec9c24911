package io.github.crstasks.benchmarks;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.project;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedSince;

import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.Pushdown;
import io.github.crstasks.query.QueryPlan;
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

/** How the cost of planning grows with the leaves of a query: read each shape's column of sizes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlannerBenchmark {
    private static final Pushdown PUSHDOWN = ApiV2.create().pushdown();

    /** Shapes that people and programs write, as functions of the number of leaves. */
    public enum Shape {
        /** A list of instances. */
        ANY_INSTANCE {
            @Override
            TaskQuery of(int leaves) {
                return IntStream.range(0, leaves)
                        .mapToObj(i -> instanceId("crs-" + i))
                        .reduce(none(), TaskQuery::or);
            }
        },
        /** A list of conditions that must all hold. */
        ALL_CONDITIONS {
            @Override
            TaskQuery of(int leaves) {
                return IntStream.range(0, leaves)
                        .mapToObj(i -> submittedSince(Instant.ofEpochSecond(i)))
                        .reduce(all(), TaskQuery::and);
            }
        },
        /** Pairs of alternatives that must all hold: the shape that multiplies. */
        ALL_OF_PAIRS {
            @Override
            TaskQuery of(int leaves) {
                return IntStream.range(0, leaves / 2)
                        .mapToObj(i -> instanceId("crs-" + i).or(project(i)))
                        .reduce(all(), TaskQuery::and);
            }
        },
        /** Two leaves a level, half as deep as there are leaves. */
        NESTED {
            @Override
            TaskQuery of(int leaves) {
                TaskQuery query = all();
                for (int i = 0; i < leaves / 2; i++) {
                    TaskQuery pair = instanceId("crs-" + i).and(status(TaskStatus.FAILED));
                    query = i % 2 == 0 ? query.and(pair.negate()) : query.or(pair);
                }
                return query;
            }
        };

        abstract TaskQuery of(int leaves);
    }

    /** The shape of the query. */
    @Param
    public Shape shape = Shape.ANY_INSTANCE;

    /** The leaves of the query. */
    @Param({"10", "100", "1000"})
    public int leaves;

    private TaskQuery query = none();

    /** Builds the query, which is not measured. */
    @Setup
    public void build() {
        query = shape.of(leaves);
    }

    /**
     * Plans it.
     *
     * @return the plan
     */
    @Benchmark
    public QueryPlan plan() {
        return query.plan(PUSHDOWN);
    }
}
