package io.github.crstasks.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.internal.wire.RequestContext;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.TransportRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Request parameters mean what the query means, according to a reader written from the API documents alone. */
class RequestParameterProperties {
    private static final Credentials CREDENTIALS = Credentials.of("id", "key");

    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries();
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    @Provide
    Arbitrary<Set<String>> operators() {
        return Arbitraries.longs()
                .greaterOrEqual(1)
                .map(Long::toUnsignedString)
                .set()
                .ofMaxSize(12);
    }

    @Property
    void parametersAndResidualSelectTheTasksOfTheQuery(
            @ForAll ApiVersion api, @ForAll("queries") QuerySample sample, @ForAll("lists") List<Task> submitted) {
        List<TaskScan> scans =
                Planner.plan(sample.query(), api.codec().capabilities()).scans();

        for (Task task : submitted) {
            Task reported = api.asReported(task, 1);
            boolean selected =
                    scans.stream().anyMatch(scan -> selects(api.codec().parameters(scan, 0, 1), names(api), reported));
            assertThat(selected && sample.query().test(reported))
                    .as("%s", reported)
                    .isEqualTo(sample.meaning().test(reported));
        }
    }

    @Property
    void parametersArriveInQueryOrForm(
            @ForAll("queries") QuerySample sample,
            @ForAll HttpMethod method,
            @ForAll @IntRange int offset,
            @ForAll @IntRange(min = 1) int limit) {
        ApiV2 protocol = ApiV2.create().withHttpMethod(method);
        ProtocolCodec codec = ProtocolCodec.of(protocol);
        for (TaskScan scan : Planner.plan(sample.query(), codec.capabilities()).scans()) {
            Map<String, String> sent = received(codec.request(scan, offset, limit, caller(protocol)));

            assertThat(sent.keySet().removeAll(Set.of("Nonce", "Region", "SecretId", "Signature", "SignatureMethod")))
                    .isTrue();
            assertThat(sent.remove("Timestamp")).isEqualTo("0");
            assertThat(sent.remove("Action")).isEqualTo("GetRedisTaskList");
            assertThat(sent).isEqualTo(codec.parameters(scan, offset, limit));
            assertThat(sent).containsEntry("offset", "" + offset).containsEntry("limit", "" + limit);
        }
    }

    @Property
    void parametersArriveInJson(
            @ForAll("queries") QuerySample sample,
            @ForAll("operators") Set<String> operators,
            @ForAll @IntRange int offset,
            @ForAll @IntRange(min = 1, max = 100) int limit) {
        ApiV3 protocol = operators.isEmpty() ? ApiV3.create() : ApiV3.create().operatedBy(operators);
        ProtocolCodec codec = ProtocolCodec.of(protocol);
        for (TaskScan scan : Planner.plan(sample.query(), codec.capabilities()).scans()) {
            TransportRequest request = codec.request(scan, offset, limit, caller(protocol));
            Map<String, String> sent = new TreeMap<>();
            JsonParser.parseString(StandardCharsets.UTF_8.decode(request.body()).toString())
                    .getAsJsonObject()
                    .asMap()
                    .forEach((name, value) -> {
                        if (value.isJsonArray()) {
                            value.getAsJsonArray()
                                    .forEach(element ->
                                            sent.put(name + "." + countOf(sent, name), element.getAsString()));
                        } else {
                            sent.put(name, value.getAsString());
                        }
                    });

            assertThat(sent).isEqualTo(codec.parameters(scan, offset, limit));
            assertThat(sent).containsEntry("Offset", "" + offset).containsEntry("Limit", "" + limit);
            assertThat(array(sent, "OperateUin")).isEqualTo(operators);
        }
    }

    private static long countOf(Map<String, String> parameters, String array) {
        return parameters.keySet().stream()
                .filter(name -> name.startsWith(array + "."))
                .count();
    }

    private static RequestContext caller(TaskListProtocol protocol) {
        return new RequestContext(
                protocol.endpoint("ap-guangzhou"), "ap-guangzhou", CREDENTIALS, () -> Instant.EPOCH, () -> 1);
    }

    /** The names of the filters in an API version, and the prefix of its task types. */
    private record Names(
            String id, String name, String begin, String end, String statuses, String types, String prefix) {}

    private static Names names(ApiVersion api) {
        return switch (api) {
            case V2 -> new Names("redisId", "redisName", "beginTime", "endTime", "taskStatus", "taskType", "task_");
            case V3 -> new Names("InstanceId", "InstanceName", "BeginTime", "EndTime", "Result", "TaskTypes", "");
        };
    }

    private static boolean selects(Map<String, String> parameters, Names names, Task task) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
        Function<String, Instant> toInstant =
                text -> LocalDateTime.parse(text, format).toInstant(ZoneOffset.ofHours(8));
        Optional<Instant> begin =
                Optional.ofNullable(parameters.get(names.begin())).map(toInstant);
        Optional<Instant> end = Optional.ofNullable(parameters.get(names.end())).map(toInstant);
        Set<String> statuses = array(parameters, names.statuses());
        Set<String> types = array(parameters, names.types());
        return parameters.getOrDefault(names.id(), task.instanceId()).equals(task.instanceId())
                && parameters.getOrDefault(names.name(), task.instanceName()).equals(task.instanceName())
                && !begin.filter(task.submittedAt().get()::isBefore).isPresent()
                && !end.filter(task.submittedAt().get()::isAfter).isPresent()
                && (statuses.isEmpty()
                        || statuses.contains("" + task.statusCode().get()))
                && (types.isEmpty() || types.contains(names.prefix() + task.typeName()));
    }

    private static Set<String> array(Map<String, String> parameters, String name) {
        Set<String> values = new HashSet<>();
        for (int index = 0; parameters.containsKey(name + "." + index); index++) {
            values.add(parameters.get(name + "." + index));
        }
        assertThat(parameters.keySet().stream().filter(key -> key.startsWith(name + ".")))
                .as("indices without gaps and distinct values")
                .hasSize(values.size());
        return values;
    }

    private static Map<String, String> received(TransportRequest request) {
        String form = request.method() == HttpMethod.GET
                ? request.uri().getRawQuery()
                : StandardCharsets.US_ASCII.decode(request.body()).toString();
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : form.split("&", -1)) {
            int equals = parameter.indexOf('=');
            assertThat(parameters.put(
                            percentDecoded(parameter.substring(0, equals)),
                            percentDecoded(parameter.substring(equals + 1))))
                    .as("each parameter occurs once")
                    .isNull();
        }
        return parameters;
    }

    private static String percentDecoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i) == '+' ? ' ' : text.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
