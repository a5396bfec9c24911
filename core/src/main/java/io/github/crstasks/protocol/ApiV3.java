package io.github.crstasks.protocol;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * API 3.0: the action {@code DescribeTaskList} of {@code redis.tencentcloudapi.com}, version 2018-04-12.
 *
 * <p>It sends POST and signs with TC3-HMAC-SHA256. By default it reads the times of the service as UTC+8, which no document
 * states. The service lists the tasks of the last 30 days; older tasks are missing from every list, whatever interval a
 * query selects.
 *
 * <p>Task types are filtered by the code that replies contain, for example {@code 012}, as in the published example.
 *
 * <p>Source: API 3.0, {@code DescribeTaskList}.
 */
public final class ApiV3 implements TaskListProtocol {
    private static final URI ENDPOINT = URI.create("https://redis.tencentcloudapi.com/");

    private final ZoneOffset zone;

    private ApiV3(ZoneOffset zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /**
     * Returns the protocol with its defaults.
     *
     * @return UTC+8
     */
    public static ApiV3 create() {
        return new ApiV3(ZoneOffset.ofHours(8));
    }

    /**
     * Returns a copy with another time zone of the service.
     *
     * @param zone the offset of the times in requests and replies
     * @return the copy
     */
    public ApiV3 withZone(ZoneOffset zone) {
        return new ApiV3(zone);
    }

    @Override
    public ZoneOffset zone() {
        return zone;
    }

    @Override
    public URI endpoint() {
        return ENDPOINT;
    }

    @Override
    public String toString() {
        return "API 3.0";
    }
}
