package io.github.crstasks.internal.wire;

import io.github.crstasks.internal.plan.ServiceCapabilities;
import io.github.crstasks.internal.signing.HmacSigner;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Option;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Encodes and decodes {@code GetRedisTaskList}. Source: docs/api/get-redis-task-list.md, sections 2 to 6. */
final class ApiV2Codec implements ProtocolCodec {
    private static final ServiceCapabilities CAPABILITIES = ServiceCapabilities.builder()
            .statuses(ApiV2Names.statuses())
            .types(ApiV2Names.types())
            .build();
    private static final TransportHeaders FORM =
            TransportHeaders.none().with("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

    private final ApiV2 protocol;
    private final WireTimestamp timestamps;

    ApiV2Codec(ApiV2 protocol) {
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
        parameters.put("limit", Integer.toString(limit));
        parameters.put("offset", Integer.toString(offset));
        scan.instanceId().forEach(id -> parameters.put("redisId", id));
        scan.instanceName().forEach(name -> parameters.put("redisName", name));
        scan.from().forEach(moment -> parameters.put("beginTime", timestamps.format(moment)));
        scan.to().forEach(moment -> parameters.put("endTime", timestamps.format(moment)));
        if (scan.hasStatusFilter()) {
            putArray(parameters, "taskStatus", scan.statuses(), ApiV2Names::ofStatus);
        }
        if (scan.hasTypeFilter()) {
            putArray(parameters, "taskType", scan.types(), ApiV2Names::ofType);
        }
        return parameters;
    }

    private static <T> void putArray(
            Map<String, String> parameters, String name, Collection<T> values, Function<T, String> wireName) {
        int index = 0;
        for (T value : values) {
            parameters.put(name + "." + index++, wireName.apply(value));
        }
    }

    @Override
    public TransportRequest request(TaskScan scan, int offset, int limit, RequestContext context) {
        SortedMap<String, String> parameters = parameters(scan, offset, limit);
        parameters.put("Action", "GetRedisTaskList");
        parameters.put("Region", context.region());
        String form = HmacSigner.of(protocol.signatureMethod().wireName(), context.clock(), context.nonces())
                .sign(protocol.httpMethod(), context.endpoint(), parameters, context.credentials());
        return switch (protocol.httpMethod()) {
            case GET -> TransportRequest.get(context.endpoint(), form, TransportHeaders.none());
            case POST -> TransportRequest.post(context.endpoint(), form.getBytes(StandardCharsets.US_ASCII), FORM);
        };
    }

    @Override
    public ServiceReply<TaskListReply> decode(TransportResponse response) {
        return ReplyReader.decode(response, (json, scope) -> new ApiV2ReplyReader(json, scope, timestamps));
    }

    @Override
    public Option<DetailsCodec> details() {
        return Option.none();
    }
}
