package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.transport.TransportRequest;
import io.vavr.control.Option;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    private static URI requestedFor(String endpoint, TaskListProtocol protocol) {
        FakeTransport transport = FakeTransport.answering(Responses.page(0));
        var unused = transport
                .client()
                .retryPolicy(RetryPolicy.none())
                .protocol(protocol)
                .endpoint(URI.create(endpoint))
                .build()
                .count(TaskQuery.all());
        return transport.requests().get(0).endpoint();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://host.example#top                | a fragment",
                "https://host.example/?region=gz         | a query",
                "https://me@host.example                 | a user",
                "https://host.example:0                  | port 0, which is not in 1..65535",
                "https://host.example:65536/v2/index.php | port 65536, which is not in 1..65535",
                "https://host.example:99999999999        | port 99999999999, which is not in 1..65535",
                "https://host.example:-1                 | port -1, which is not in 1..65535",
                "https://host.example:https              | port https, which is not in 1..65535",
                "http://[::1]:70000                      | port 70000, which is not in 1..65535",
                "https://my_host.example                 | the host my_host.example, which contains _",
                "https://测试.example                     | Punycode",
                "https://a..b                            | the host a..b",
                "https://redis.tencentcloudapi.com.      | a dot at the end of the host",
                "https://                                | no host",
                "https:///v2/index.php                   | no host",
                "https://:443/                           | no host",
                "https:redis.tencentcloudapi.com         | no host",
                "redis.tencentcloudapi.com               | no scheme",
                "redis.tencentcloudapi.com:443           | no scheme",
                "localhost:8080/v2/index.php             | no scheme",
                "//redis.tencentcloudapi.com/            | no scheme",
                "ftp://redis.tencentcloudapi.com/        | the scheme ftp",
                "mailto:me@redis.tencentcloudapi.com     | the scheme mailto",
                "''                                      | no scheme"
            })
    void impossibleEndpointIsRefusedWithTheReason(String endpoint, String reason) {
        URI parsed = parsed(endpoint);

        assertThatThrownBy(() -> TaskClient.builder().endpoint(parsed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("endpoint must be", reason);
    }

    private static URI parsed(String endpoint) {
        // The class URI does not parse this one, but a caller can build it from its parts.
        return endpoint.equals("https://") ? URI.create("https:///") : URI.create(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:hidden@host.example/",
                "https://host.example/?key=hidden",
                "https://host.example/#hidden",
                "https://me:hidden@my_host.example/",
                "https://me:hidden@host.example:99999999/"
            })
    void refusalDoesNotShowWhatMayBeASecret(String endpoint) {
        assertThatThrownBy(() -> TaskClient.builder().endpoint(URI.create(endpoint)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "https://host.example, https://host.example/v2/index.php",
        "https://host.example/, https://host.example/v2/index.php",
        "https://host.example//, https://host.example/v2/index.php",
        "https://host.example:8443/, https://host.example:8443/v2/index.php",
        "https://host.example:/, https://host.example/v2/index.php",
        "HTTPS://Host.EXAMPLE/Path, https://host.example/Path",
        "https://host.example/a%20b/, https://host.example/a%20b/",
        "http://[::1]:8080/, http://[::1]:8080/v2/index.php",
        "http://[0:0:0:0:0:0:0:1]/, http://[0:0:0:0:0:0:0:1]/v2/index.php",
        "http://LOCALHOST:1/x, http://localhost:1/x"
    })
    void endpointIsRequestedWithItsOwnPathOrThatOfTheProtocol(String endpoint, URI requested) {
        assertThat(requestedFor(endpoint, ApiV2.create())).isEqualTo(requested);
        assertThat(requestedFor(endpoint, ApiV2.create())).hasToString(requested.toString());
    }

    @Test
    void trailingSlashIsThePathOfApi3() {
        assertThat(requestedFor("https://host.example", ApiV3.create())).hasToString("https://host.example/");
        assertThat(requestedFor("https://host.example/", ApiV3.create())).hasToString("https://host.example/");
    }

    /** Returns the request of a client in a region, whose signature covers the host. */
    private static TransportRequest requestIn(String region, ApiV3 protocol, Option<String> endpoint) {
        FakeTransport transport = FakeTransport.answering(Responses.page(0));
        TaskClientBuilder builder = transport
                .client()
                .retryPolicy(RetryPolicy.none())
                .region(region)
                .protocol(protocol)
                .clock(() -> Instant.EPOCH);
        endpoint.forEach(own -> builder.endpoint(URI.create(own)));
        var unused = builder.build().count(TaskQuery.all());
        return transport.requests().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "ap-guangzhou, NEAREST, redis.tencentcloudapi.com",
        "ap-shenzhen-fsi, NEAREST, redis.ap-shenzhen-fsi.tencentcloudapi.com",
        "AP-SHENZHEN-FSI, NEAREST, redis.ap-shenzhen-fsi.tencentcloudapi.com",
        "AP-Guangzhou, REGIONAL, redis.ap-guangzhou.tencentcloudapi.com",
        "ap-singapore, INTERNATIONAL, redis.intl.tencentcloudapi.com",
        "ap-shenzhen-fsi, INTERNAL, redis.internal.tencentcloudapi.com"
    })
    void requestIsSentToTheHostOfTheProtocolAndSignedForIt(String region, ApiV3.Host host, String expected) {
        TransportRequest request = requestIn(region, ApiV3.create().host(host), Option.none());
        TransportRequest toEndpoint = requestIn(region, ApiV3.create(), Option.some("https://" + expected));

        assertThat(request.endpoint()).hasToString("https://" + expected + "/");
        assertThat(request.headers().first("X-TC-Region")).contains(region);
        assertThat(request.headers()).isEqualTo(toEndpoint.headers());
    }

    @Test
    void endpointPrecedesTheHostOfTheProtocolAndOfTheRegion() {
        assertThat(requestIn(
                                "ap-shanghai-fsi",
                                ApiV3.create().host(ApiV3.Host.INTERNATIONAL),
                                Option.some("https://host.example"))
                        .endpoint())
                .hasToString("https://host.example/");
    }

    @Test
    void regionThatCannotBePartOfTheHostIsRefusedWhenTheClientIsBuilt() {
        assertThatThrownBy(() -> requestIn("-gz", ApiV3.create().host(ApiV3.Host.REGIONAL), Option.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("region must be", "\"-gz\"");
    }
}
