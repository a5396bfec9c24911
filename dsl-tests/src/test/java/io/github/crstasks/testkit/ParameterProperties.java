package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.http.HttpMethod;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.Caller;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
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
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Compiling a query to parameters and reading them back, by a reader of the API documents of its own. */
class ParameterProperties {
    private static final Credentials CREDENTIALS = Credentials.of("id", "key");

    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries();
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    @Property
    void what_the_parameters_ask_for_and_the_client_accepts_is_what_the_query_means(
            @ForAll Api api, @ForAll("queries") QuerySample sample, @ForAll("lists") List<Task> submitted) {
        List<TaskScan> scans = sample.query().plan(api.protocol().pushdown()).scans();

        for (Task task : submitted) {
            Task sent = api.sent(task, 1);
            boolean asked =
                    scans.stream().anyMatch(scan -> asksFor(api.protocol().parameters(scan, 0, 1), names(api), sent));
            assertThat(asked && sample.query().test(sent))
                    .as("%s", sent)
                    .isEqualTo(sample.meaning().test(sent));
        }
    }

    @Property
    void parameters_arrive_as_they_were_compiled(
            @ForAll("queries") QuerySample sample,
            @ForAll HttpMethod method,
            @ForAll @IntRange int offset,
            @ForAll @IntRange(min = 1) int limit) {
        ApiV2 protocol = ApiV2.create().sentBy(method);
        for (TaskScan scan : sample.query().plan(protocol.pushdown()).scans()) {
            Map<String, String> sent = received(protocol.request(scan, offset, limit, caller(protocol)));

            assertThat(sent.keySet().removeAll(Set.of("Nonce", "Region", "SecretId", "Signature", "SignatureMethod")))
                    .isTrue();
            assertThat(sent.remove("Timestamp")).isEqualTo("0");
            assertThat(sent.remove("Action")).isEqualTo("GetRedisTaskList");
            assertThat(sent).isEqualTo(protocol.parameters(scan, offset, limit));
            assertThat(sent).containsEntry("offset", "" + offset).containsEntry("limit", "" + limit);
        }
    }

    @Property
    void fields_of_json_arrive_as_they_were_compiled(
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange int offset,
            @ForAll @IntRange(min = 1, max = 100) int limit) {
        ApiV3 protocol = ApiV3.create();
        for (TaskScan scan : sample.query().plan(protocol.pushdown()).scans()) {
            HttpRequest request = protocol.request(scan, offset, limit, caller(protocol));
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

            assertThat(sent).isEqualTo(protocol.parameters(scan, offset, limit));
            assertThat(sent).containsEntry("Offset", "" + offset).containsEntry("Limit", "" + limit);
        }
    }

    private static long countOf(Map<String, String> parameters, String array) {
        return parameters.keySet().stream()
                .filter(name -> name.startsWith(array + "."))
                .count();
    }

    private static Caller caller(TaskListProtocol protocol) {
        return new Caller(protocol.endpoint(), "ap-guangzhou", CREDENTIALS, () -> Instant.EPOCH, () -> 1);
    }

    /** What each API calls its filters, and how it writes a type into one. */
    private record Names(
            String id, String name, String begin, String end, String statuses, String types, String prefix) {}

    private static Names names(Api api) {
        return switch (api) {
            case V2 -> new Names("redisId", "redisName", "beginTime", "endTime", "taskStatus", "taskType", "task_");
            case V3 -> new Names("InstanceId", "InstanceName", "BeginTime", "EndTime", "Result", "TaskTypes", "");
        };
    }

    private static boolean asksFor(Map<String, String> parameters, Names names, Task task) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
        Function<String, Instant> moment =
                text -> LocalDateTime.parse(text, format).toInstant(ZoneOffset.ofHours(8));
        Optional<Instant> begin =
                Optional.ofNullable(parameters.get(names.begin())).map(moment);
        Optional<Instant> end = Optional.ofNullable(parameters.get(names.end())).map(moment);
        Set<String> statuses = array(parameters, names.statuses());
        Set<String> types = array(parameters, names.types());
        return parameters.getOrDefault(names.id(), task.instanceId()).equals(task.instanceId())
                && parameters.getOrDefault(names.name(), task.instanceName()).equals(task.instanceName())
                && !begin.filter(task.submittedAt()::isBefore).isPresent()
                && !end.filter(task.submittedAt()::isAfter).isPresent()
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
                .as("indices without gaps, values without repetition")
                .hasSize(values.size());
        return values;
    }

    private static Map<String, String> received(HttpRequest request) {
        String form = request.method() == HttpMethod.GET
                ? request.uri().getRawQuery()
                : StandardCharsets.US_ASCII.decode(request.body()).toString();
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : form.split("&", -1)) {
            int equals = parameter.indexOf('=');
            assertThat(parameters.put(
                            percentDecoded(parameter.substring(0, equals)),
                            percentDecoded(parameter.substring(equals + 1))))
                    .as("no parameter twice")
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
