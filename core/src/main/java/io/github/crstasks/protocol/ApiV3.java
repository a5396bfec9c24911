package io.github.crstasks.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.crstasks.auth.Tc3Signer;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.query.PageRule;
import io.github.crstasks.query.Pushdown;
import io.github.crstasks.query.TaskScan;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * API 3.0: the action {@code DescribeTaskList} of {@code redis.tencentcloudapi.com}, version 2018-04-12.
 *
 * <p>It sends POST, signs with TC3-HMAC-SHA256 and, unless it is told otherwise, takes the service's times as UTC+8, which
 * no document states. Of a list it shows the tasks of the last 30 days; what is older is simply not there, whatever
 * interval a query names.
 *
 * <p>Task types are asked for by the code that replies carry, such as {@code 012}. Whether the filter takes it is not
 * certain either: if it does not, {@code where(task -> task.type() == BACKUP_INSTANCE)} leaves the type to the client.
 *
 * <p>Immutable and safe for use by any number of threads. Source: API 3.0, {@code DescribeTaskList}, common parameters
 * and signature method.
 */
public final class ApiV3 implements TaskListProtocol {
    private static final URI ENDPOINT = URI.create("https://redis.tencentcloudapi.com/");
    private static final PageRule PAGES = new PageRule(100, true);
    private static final Pushdown PUSHDOWN =
            new Pushdown(true, true, true, ApiV3Names.statuses(), ApiV3Names.types(), PAGES);
    private static final String JSON = "application/json; charset=utf-8";

    private final ServiceTime time;

    private ApiV3(ZoneOffset zone) {
        this.time = new ServiceTime(zone);
    }

    /**
     * The protocol with its defaults.
     *
     * @return UTC+8
     */
    public static ApiV3 create() {
        return new ApiV3(ZoneOffset.ofHours(8));
    }

    /**
     * The same with another time zone of the service.
     *
     * @param offset what the times in requests and replies are relative to
     * @return the protocol
     */
    public ApiV3 inZone(ZoneOffset offset) {
        return new ApiV3(offset);
    }

    @Override
    public URI endpoint() {
        return ENDPOINT;
    }

    @Override
    public Pushdown pushdown() {
        return PUSHDOWN;
    }

    @Override
    public SortedMap<String, String> parameters(TaskScan scan, int offset, int limit) {
        SortedMap<String, String> parameters = new TreeMap<>();
        input(scan, offset, limit).asMap().forEach((name, value) -> {
            if (value instanceof JsonArray array) {
                for (int index = 0; index < array.size(); index++) {
                    parameters.put(name + "." + index, array.get(index).getAsString());
                }
            } else {
                parameters.put(name, value.getAsString());
            }
        });
        return parameters;
    }

    /** Without the fields that are not set, which the service would refuse. */
    private JsonObject input(TaskScan scan, int offset, int limit) {
        JsonObject input = new JsonObject();
        scan.instanceId().forEach(id -> input.addProperty("InstanceId", id));
        scan.instanceName().forEach(name -> input.addProperty("InstanceName", name));
        scan.from().forEach(moment -> input.addProperty("BeginTime", time.format(moment)));
        scan.to().forEach(moment -> input.addProperty("EndTime", time.format(moment)));
        if (scan.filtersStatus()) {
            input.add("Result", array(scan.statuses(), status -> new JsonPrimitive(ApiV3Names.ofStatus(status))));
        }
        if (scan.filtersType()) {
            input.add("TaskTypes", array(scan.types(), type -> new JsonPrimitive(ApiV3Names.ofType(type))));
        }
        input.addProperty("Offset", offset);
        input.addProperty("Limit", limit);
        return input;
    }

    private static <T> JsonArray array(Collection<T> values, Function<T, JsonElement> wireName) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(value -> array.add(wireName.apply(value)));
        return array;
    }

    @Override
    public HttpRequest request(TaskScan scan, int offset, int limit, Caller caller) {
        byte[] body = input(scan, offset, limit).toString().getBytes(StandardCharsets.UTF_8);
        HttpHeaders headers = Tc3Signer.of("redis", caller.clock())
                .sign(caller.endpoint(), JSON, body, caller.credentials())
                .with("X-TC-Action", "DescribeTaskList")
                .with("X-TC-Version", "2018-04-12")
                .with("X-TC-Region", caller.region());
        return HttpRequest.post(caller.endpoint(), body, headers);
    }

    @Override
    public Either<TaskError, TaskRows> decode(HttpResponse response) {
        return JsonReply.decode(response, json -> new ApiV3Reply(json, time));
    }
}
