package io.github.crstasks.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.protocol.ApiV2.SignatureMethod;
import io.github.crstasks.protocol.ApiV3.Host;
import io.github.crstasks.protocol.ApiV3.Language;
import io.github.crstasks.transport.HttpMethod;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskListProtocolTest {
    private static final String LONGEST_ID = "1".repeat(20);

    private static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    @Test
    void protocolIsNamedByTheVersionOfItsApiAndTheOptionsThatAreSet() {
        assertThat(ApiV2.create()).hasToString("API 2.0");
        assertThat(ApiV2.create()
                        .withHttpMethod(HttpMethod.POST)
                        .withSignatureMethod(SignatureMethod.HMAC_SHA1)
                        .withZone(ZoneOffset.UTC))
                .hasToString("API 2.0 (POST, HmacSHA1, zone Z)");
        assertThat(ApiV3.create()).hasToString("API 3.0");
        assertThat(ApiV3.create()
                        .withZone(ZoneOffset.UTC)
                        .operatedBy("100000000002", "100000000001")
                        .language(Language.ZH_CN)
                        .host(Host.REGIONAL))
                .hasToString(
                        "API 3.0 (zone Z, operated by [100000000001, 100000000002], language zh-CN, host REGIONAL)");
    }

    @Test
    void protocolsWithEqualOptionsAreEqual() {
        List<List<TaskListProtocol>> equal = List.of(
                List.of(ApiV2.create(), ApiV2.create().withHttpMethod(HttpMethod.GET)),
                List.of(ApiV2.create().withHttpMethod(HttpMethod.POST)),
                List.of(ApiV2.create().withSignatureMethod(SignatureMethod.HMAC_SHA1)),
                List.of(ApiV2.create().withZone(ZoneOffset.UTC)),
                List.of(ApiV3.create(), ApiV3.create().host(Host.NEAREST)),
                List.of(ApiV3.create().withZone(ZoneOffset.UTC)),
                List.of(
                        ApiV3.create().operatedBy("1", "2"),
                        ApiV3.create().operatedBy("2", "1", "2"),
                        ApiV3.create().operatedBy("3").operatedBy(List.of("2", "1"))),
                List.of(ApiV3.create().operatedBy("1")),
                List.of(ApiV3.create().language(Language.EN_US)),
                List.of(ApiV3.create().language(Language.ZH_CN)),
                List.of(ApiV3.create().host(Host.REGIONAL)));

        for (List<TaskListProtocol> one : equal) {
            for (List<TaskListProtocol> other : equal) {
                for (TaskListProtocol protocol : one) {
                    assertThat(other).allSatisfy(another -> {
                        assertThat(another.equals(protocol)).isEqualTo(one == other);
                        assertThat(another.hashCode() == protocol.hashCode()).isEqualTo(one == other);
                        assertThat(another.toString().equals(protocol.toString()))
                                .isEqualTo(one == other);
                    });
                }
            }
        }
    }

    @Test
    void optionsOfApi3DoNotAffectEachOther() {
        ApiV3 protocol = ApiV3.create()
                .operatedBy("1")
                .language(Language.EN_US)
                .host(Host.INTERNATIONAL)
                .withZone(ZoneOffset.UTC);

        assertThat(protocol.operators()).containsExactly("1");
        assertThat(protocol.language()).contains(Language.EN_US);
        assertThat(protocol.host()).isEqualTo(Host.INTERNATIONAL);
        assertThat(protocol.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(ApiV3.create().operators()).isEmpty();
        assertThat(ApiV3.create().language()).isEmpty();
    }

    @Test
    void operatorsAreKeptAsTextsWithoutDuplicates() {
        assertThat(ApiV3.create().operatedBy(LONGEST_ID, "7", LONGEST_ID).operators())
                .containsExactly(LONGEST_ID, "7");
        assertThat(ApiV3.create().operatedBy(ids(100)).operators()).hasSize(100);
        assertThat(ApiV3.create().operatedBy(Collections.nCopies(1000, "7")).operators())
                .containsExactly("7");
    }

    @Test
    void operatorsAreCopied() {
        List<String> given = new ArrayList<>(List.of("1"));
        ApiV3 protocol = ApiV3.create().operatedBy(given);
        given.add("2");

        assertThat(protocol.operators()).containsExactly("1");
        assertThatThrownBy(() -> protocol.operators().add("2")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "0",
                "007",
                "-1",
                "+1",
                "1.5",
                "1e9",
                "1 ",
                " 1",
                "1\n",
                "1,2",
                "root",
                "100000000001L",
                "٣",
                "１",
                "111111111111111111111"
            })
    void textThatIsNoAccountIdIsRefused(String uin) {
        assertThatThrownBy(() -> ApiV3.create().operatedBy("1", uin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("operatedBy must be an account id: 1..20 digits")
                .hasMessageContaining(uin.strip());
    }

    @Test
    void noOperatorAndTooManyAreRefused() {
        for (List<String> wrong : List.of(List.<String>of(), ids(101))) {
            assertThatThrownBy(() -> ApiV3.create().operatedBy(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            "operatedBy must be 1..100 different account ids", wrong.size() + " of them");
        }
        assertThatThrownBy(() -> ApiV3.create().operatedBy()).hasMessageContaining("operatedBy must be 1..100");
    }

    @Test
    @SuppressWarnings("NullAway") // The test passes null on purpose.
    void nullAmongOperatorsIsRefusedByName() {
        assertThatThrownBy(() -> ApiV3.create().operatedBy("1", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("uin");
        assertThatThrownBy(() -> ApiV3.create().operatedBy(Arrays.asList("1", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("uin");
    }

    @ParameterizedTest
    @CsvSource({
        "NEAREST, ap-guangzhou, redis.tencentcloudapi.com",
        "NEAREST, gz, redis.tencentcloudapi.com",
        "NEAREST, ap-shanghai-fsi, redis.ap-shanghai-fsi.tencentcloudapi.com",
        "NEAREST, ap-shenzhen-fsi, redis.ap-shenzhen-fsi.tencentcloudapi.com",
        "NEAREST, ap-beijing-fsi, redis.ap-beijing-fsi.tencentcloudapi.com",
        "NEAREST, AP-Nowhere-FSI, redis.ap-nowhere-fsi.tencentcloudapi.com",
        "NEAREST, ap-fsi-1, redis.tencentcloudapi.com",
        "REGIONAL, ap-guangzhou, redis.ap-guangzhou.tencentcloudapi.com",
        "REGIONAL, AP-GUANGZHOU, redis.ap-guangzhou.tencentcloudapi.com",
        "REGIONAL, ap-shanghai-fsi, redis.ap-shanghai-fsi.tencentcloudapi.com",
        "INTERNATIONAL, ap-singapore, redis.intl.tencentcloudapi.com",
        "INTERNATIONAL, ap-shanghai-fsi, redis.intl.tencentcloudapi.com",
        "INTERNAL, ap-guangzhou, redis.internal.tencentcloudapi.com",
        "INTERNAL, ap-shanghai-fsi, redis.internal.tencentcloudapi.com"
    })
    void hostOfApi3DependsOnTheRegion(Host host, String region, String expected) {
        assertThat(ApiV3.create().host(host).endpoint(region)).isEqualTo(URI.create("https://" + expected + "/"));
    }

    @Test
    void hostIsTheSameInEveryLocale() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(ApiV3.create().endpoint("AP-BEIJING-FSI").getHost())
                    .isEqualTo("redis.ap-beijing-fsi.tencentcloudapi.com");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-ap-guangzhou", "ap-guangzhou-", "a.b", "a/b", "a b"})
    void regionThatCannotBePartOfAHostIsRefused(String region) {
        assertThatThrownBy(() -> ApiV3.create().host(Host.REGIONAL).endpoint(region))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("region must be a part of a host name", '"' + region + '"');
        assertThat(ApiV3.create().endpoint(region).getHost()).isEqualTo("redis.tencentcloudapi.com");
    }

    @Test
    void tooLongRegionCannotBePartOfAHost() {
        assertThatThrownBy(() -> ApiV3.create().host(Host.REGIONAL).endpoint("a".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ApiV3.create().host(Host.REGIONAL).endpoint("a".repeat(63))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "ap-guangzhou", "ap-shanghai-fsi", "shjr"})
    void api2HasOneHostForAllRegions(String region) {
        assertThat(ApiV2.create().endpoint(region)).isEqualTo(URI.create("https://redis.api.qcloud.com/v2/index.php"));
    }
}
