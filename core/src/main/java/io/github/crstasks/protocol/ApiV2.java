package io.github.crstasks.protocol;

import io.github.crstasks.auth.SignatureMethod;
import io.github.crstasks.auth.Signer;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpMethod;
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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * API 2.0: the action {@code GetRedisTaskList} of {@code redis.api.qcloud.com}.
 *
 * <p>Unless it is told otherwise it sends GET, signs with HmacSHA256 and takes the service's times as UTC+8, which the
 * API document does not state.
 *
 * <p>Immutable and safe for use by any number of threads. Source: API document, sections 1 to 4.
 */
public final class ApiV2 implements TaskListProtocol {
    private static final URI ENDPOINT = URI.create("https://redis.api.qcloud.com/v2/index.php");
    private static final Pushdown PUSHDOWN =
            new Pushdown(true, true, true, ApiV2Names.statuses(), ApiV2Names.types(), PageRule.ANY);
    private static final HttpHeaders FORM =
            HttpHeaders.none().with("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

    private final HttpMethod httpMethod;
    private final SignatureMethod signatureMethod;
    private final ZoneOffset zone;
    private final ServiceTime time;

    private ApiV2(HttpMethod httpMethod, SignatureMethod signatureMethod, ZoneOffset zone) {
        this.httpMethod = httpMethod;
        this.signatureMethod = signatureMethod;
        this.zone = zone;
        this.time = new ServiceTime(zone);
    }

    /**
     * The protocol with its defaults.
     *
     * @return GET, HmacSHA256, UTC+8
     */
    public static ApiV2 create() {
        return new ApiV2(HttpMethod.GET, SignatureMethod.HMAC_SHA256, ZoneOffset.ofHours(8));
    }

    /**
     * The same with another HTTP method; the service takes 32 KB by GET and 1 MB by POST.
     *
     * @param method how to send parameters
     * @return the protocol
     */
    public ApiV2 sentBy(HttpMethod method) {
        return new ApiV2(method, signatureMethod, zone);
    }

    /**
     * The same with another signature method.
     *
     * @param method the keyed hash
     * @return the protocol
     */
    public ApiV2 signedWith(SignatureMethod method) {
        return new ApiV2(httpMethod, method, zone);
    }

    /**
     * The same with another time zone of the service.
     *
     * @param offset what the times in requests and replies are relative to
     * @return the protocol
     */
    public ApiV2 inZone(ZoneOffset offset) {
        return new ApiV2(httpMethod, signatureMethod, offset);
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
        parameters.put("limit", Integer.toString(limit));
        parameters.put("offset", Integer.toString(offset));
        scan.instanceId().forEach(id -> parameters.put("redisId", id));
        scan.instanceName().forEach(name -> parameters.put("redisName", name));
        scan.from().forEach(moment -> parameters.put("beginTime", time.format(moment)));
        scan.to().forEach(moment -> parameters.put("endTime", time.format(moment)));
        if (scan.filtersStatus()) {
            putArray(parameters, "taskStatus", scan.statuses(), ApiV2Names::ofStatus);
        }
        if (scan.filtersType()) {
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
    public HttpRequest request(TaskScan scan, int offset, int limit, Caller caller) {
        SortedMap<String, String> parameters = parameters(scan, offset, limit);
        parameters.put("Action", "GetRedisTaskList");
        parameters.put("Region", caller.region());
        String form = Signer.of(signatureMethod, caller.clock(), caller.nonces())
                .sign(httpMethod, caller.endpoint(), parameters, caller.credentials());
        return switch (httpMethod) {
            case GET -> HttpRequest.get(caller.endpoint(), form, HttpHeaders.none());
            case POST -> HttpRequest.post(caller.endpoint(), form.getBytes(StandardCharsets.US_ASCII), FORM);
        };
    }

    @Override
    public Either<TaskError, TaskRows> decode(HttpResponse response) {
        return JsonReply.decode(response, json -> new ApiV2Reply(json, time));
    }
}
