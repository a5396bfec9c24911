package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.http.HttpMethod;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.Caller;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import java.io.ByteArrayOutputStream;
import java.net.URI;
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

/** Compiling a query to parameters and reading them back, by a reader of the API document of its own. */
class ParameterProperties {
    private static final ApiV2 PROTOCOL = ApiV2.create();
    private static final URI ENDPOINT = URI.create("https://redis.api.qcloud.com/v2/index.php");

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
            @ForAll("queries") QuerySample sample, @ForAll("lists") List<Task> tasks) {
        List<TaskScan> scans = sample.query().plan(PROTOCOL.pushdown()).scans();

        for (Task task : tasks) {
            boolean asked = scans.stream().anyMatch(scan -> asksFor(PROTOCOL.parameters(scan, 0, 1), task));
            assertThat(asked && sample.query().test(task))
                    .as("%s", task)
                    .isEqualTo(sample.meaning().test(task));
        }
    }

    @Property
    void parameters_arrive_as_they_were_compiled(
            @ForAll("queries") QuerySample sample,
            @ForAll HttpMethod method,
            @ForAll @IntRange int offset,
            @ForAll @IntRange(min = 1) int limit) {
        Caller caller = new Caller(ENDPOINT, "ap-guangzhou", Credentials.of("id", "key"), () -> Instant.EPOCH, () -> 1);
        for (TaskScan scan : sample.query().plan(PROTOCOL.pushdown()).scans()) {
            Map<String, String> sent = received(PROTOCOL.sentBy(method).request(scan, offset, limit, caller));

            assertThat(sent.keySet().removeAll(Set.of("Nonce", "Region", "SecretId", "Signature", "SignatureMethod")))
                    .isTrue();
            assertThat(sent.remove("Timestamp")).isEqualTo("0");
            assertThat(sent.remove("Action")).isEqualTo("GetRedisTaskList");
            assertThat(sent).isEqualTo(PROTOCOL.parameters(scan, offset, limit));
            assertThat(sent).containsEntry("offset", "" + offset).containsEntry("limit", "" + limit);
        }
    }

    private static boolean asksFor(Map<String, String> parameters, Task task) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
        Function<String, Instant> moment =
                text -> LocalDateTime.parse(text, format).toInstant(ZoneOffset.ofHours(8));
        Optional<Instant> begin =
                Optional.ofNullable(parameters.get("beginTime")).map(moment);
        Optional<Instant> end = Optional.ofNullable(parameters.get("endTime")).map(moment);
        Set<String> statuses = array(parameters, "taskStatus");
        Set<String> types = array(parameters, "taskType");
        return parameters.getOrDefault("redisId", task.instanceId()).equals(task.instanceId())
                && parameters.getOrDefault("redisName", task.instanceName()).equals(task.instanceName())
                && !begin.filter(task.submittedAt()::isBefore).isPresent()
                && !end.filter(task.submittedAt()::isAfter).isPresent()
                && (statuses.isEmpty() || statuses.contains("" + task.statusCode()))
                && (types.isEmpty() || types.contains("task_" + task.typeName()));
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
