package io.github.crstasks.internal.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.crstasks.internal.plan.PageConstraints;
import io.github.crstasks.internal.plan.ServiceCapabilities;
import io.github.crstasks.internal.signing.Tc3Signer;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Option;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Encodes and decodes {@code DescribeTaskList} and {@code DescribeTaskInfo}. Source: docs/api/describe-task-list.md, sections
 * 1 to 6 and 9.
 */
final class ApiV3Codec implements ProtocolCodec {
    private static final ServiceCapabilities CAPABILITIES = ServiceCapabilities.builder()
            .statuses(ApiV3Names.statuses())
            .types(ApiV3Names.types())
            // The documents have called EndTime the end of a task's run since 2023, so it may exclude tasks that still
            // run.
            .submittedUntil(false)
            .pages(new PageConstraints(100, true))
            .build();
    private static final String JSON = "application/json; charset=utf-8";

    private final ApiV3 protocol;
    private final WireTimestamp timestamps;

    ApiV3Codec(ApiV3 protocol) {
        this.protocol = protocol;
        this.timestamps = new WireTimestamp(protocol.zone());
    }

    @Override
    public ServiceCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SortedMap<String, String> parameters(TaskScan scan, int offset, int limit) {
        SortedMap<String, String> parameters = new TreeMap<>();
        input(scan, offset, limit).entrySet().forEach(field -> {
            if (field.getValue() instanceof JsonArray array) {
                for (int index = 0; index < array.size(); index++) {
                    parameters.put(
                            field.getKey() + "." + index, array.get(index).getAsString());
                }
            } else {
                parameters.put(field.getKey(), field.getValue().getAsString());
            }
        });
        return parameters;
    }

    /** Returns the input parameters, without filters that are not set. */
    private JsonObject input(TaskScan scan, int offset, int limit) {
        JsonObject input = new JsonObject();
        scan.instanceId().forEach(id -> input.addProperty("InstanceId", id));
        scan.instanceName().forEach(name -> input.addProperty("InstanceName", name));
        scan.from().forEach(moment -> input.addProperty("BeginTime", timestamps.format(moment)));
        if (scan.hasStatusFilter()) {
            input.add("Result", array(scan.statuses(), status -> new JsonPrimitive(ApiV3Names.ofStatus(status))));
        }
        if (scan.hasTypeFilter()) {
            input.add("TaskTypes", array(scan.types(), type -> new JsonPrimitive(ApiV3Names.ofType(type))));
        }
        if (!protocol.operators().isEmpty()) {
            input.add("OperateUin", array(protocol.operators(), JsonPrimitive::new));
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
    public TransportRequest request(TaskScan scan, int offset, int limit, RequestContext context) {
        return request("DescribeTaskList", input(scan, offset, limit), context);
    }

    /** Returns the signed request of an action, with the headers that all actions share. */
    private TransportRequest request(String action, JsonObject input, RequestContext context) {
        byte[] body = input.toString().getBytes(StandardCharsets.UTF_8);
        TransportHeaders headers = Tc3Signer.of("redis", context.clock())
                .sign(context.endpoint(), JSON, body, context.credentials())
                .with("X-TC-Action", action)
                .with("X-TC-Version", "2018-04-12")
                .with("X-TC-Region", context.region());
        TransportHeaders localized = protocol.language()
                .map(language -> headers.with("X-TC-Language", language.wireName()))
                .getOrElse(headers);
        return TransportRequest.post(context.endpoint(), body, localized);
    }

    @Override
    public ServiceReply<TaskListReply> decode(TransportResponse response) {
        return ReplyReader.decode(response, (json, scope) -> new ApiV3ListReader(json, scope, timestamps));
    }

    @Override
    public Option<DetailsCodec> details() {
        return Option.some(DetailsRequest::new);
    }

    private final class DetailsRequest implements ServiceRequest<TaskDetails> {
        private final long taskId;
        private final TaskType listedType;

        DetailsRequest(long taskId, TaskType listedType) {
            this.taskId = taskId;
            this.listedType = listedType;
        }

        @Override
        public TransportRequest encode(RequestContext context) {
            JsonObject input = new JsonObject();
            input.addProperty("TaskId", taskId);
            return request("DescribeTaskInfo", input, context);
        }

        @Override
        public ServiceReply<TaskDetails> decode(TransportResponse response) {
            return ReplyReader.decode(
                    response, (json, scope) -> new ApiV3DetailsReader(taskId, listedType, json, scope, timestamps));
        }
    }
}
