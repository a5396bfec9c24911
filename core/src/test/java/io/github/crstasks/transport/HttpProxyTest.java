package io.github.crstasks.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.control.Option;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProxyTest {
    private static final URI SERVICE = URI.create("https://redis.tencentcloudapi.com/");

    private static HttpProxy read(String httpsProxy) {
        return HttpProxy.fromEnvironment(Map.of("HTTPS_PROXY", httpsProxy)).get();
    }

    private static boolean isProxied(String noProxy, String endpoint) {
        return HttpProxy.fromEnvironment(Map.of("HTTPS_PROXY", "proxy.example:3128", "NO_PROXY", noProxy))
                .get()
                .isUsedFor(URI.create(endpoint));
    }

    private static String login(HttpProxy proxy) {
        String value = proxy.authorization(SERVICE).get();
        assertThat(value).startsWith("Basic ");
        return new String(Base64.getDecoder().decode(value.substring("Basic ".length())), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example:3128,proxy.example,3128",
        "http://proxy.example:3128,proxy.example,3128",
        "HTTP://proxy.example:3128/,proxy.example,3128",
        "'  http://proxy.example:3128/ ',proxy.example,3128",
        "proxy.example,proxy.example,80",
        "proxy.example:,proxy.example,80",
        "http://proxy_1.example/,proxy_1.example,80",
        "10.1.2.3:8080,10.1.2.3,8080",
        "http://[2001:db8::1]:3128,2001:db8::1,3128",
        "[::1],::1,80",
        "localhost:65535,localhost,65535",
    })
    void variableIsReadWithAndWithoutSchemeAndPort(String value, String host, int port) {
        assertThat(read(value)).returns(host, HttpProxy::host).returns(port, HttpProxy::port);
        assertThat(read(value).authorization(SERVICE)).isEqualTo(Option.none());
    }

    @ParameterizedTest
    @CsvSource({
        "u:p@proxy:1,u:p",
        "http://user:secret@proxy:3128/,user:secret",
        "http://user@proxy,user:",
        "http://user:@proxy,user:",
        "http://:secret@proxy,:secret",
        "http://user:a:b@proxy,user:a:b",
        "http://us%40er:p%3A%2F%25%C3%BC+x@proxy,us@er:p:/%ü+x",
        "http://user:p@ss@proxy,user:p@ss",
        "http://user:ü@proxy,user:ü",
    })
    void userAndPasswordAreDecoded(String value, String login) {
        assertThat(login(read(value))).isEqualTo(login);
        assertThat(read(value)).returns("proxy", HttpProxy::host).returns(true, HttpProxy::hasCredentials);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://@proxy", "http://:@proxy"})
    void emptyUserAndPasswordAreNoCredentials(String value) {
        assertThat(read(value).hasCredentials()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://hidden:hidden@proxy:1080",
                "socks5h://proxy:1080",
                "https://hidden:hidden@proxy:443",
                "ftp://proxy",
                "http://",
                "http:///",
                "://proxy:3128",
                "http:/proxy:3128",
                "http://hidden:hidden@",
                "http://hidden:hidden@:3128",
                "http://hidden:hidden",
                "http://proxy:hidden",
                "http://proxy:0",
                "http://proxy:-1",
                "http://proxy:65536",
                "http://proxy:99999999999",
                "http://proxy:3128/hidden",
                "http://proxy:3128//",
                "http://proxy?hidden",
                "http://proxy#hidden",
                "http://hidden:hid/den@proxy",
                "http://hidden:hid#den@proxy",
                "http://hidden:hidden%@proxy",
                "http://hidden:hidden%4@proxy",
                "http://hidden:hidden%zz@proxy",
                "http://hidden:hidden%FF@proxy",
                "http://hidden:hidden%0A@proxy",
                "http://hid%3Aden:hidden@proxy",
                "http://http://proxy:3128",
                "::1",
                "2001:db8::1:3128",
                "[::1",
                "[hidden]:3128",
                "[10.0.0.1]:3128",
                "300.1.2.3:3128",
                "010.1.2.3",
                "10.1.2",
                "pro xy:3128",
                "'proxy:3128'",
                "\"proxy:3128\"",
                "pröxy:3128",
                "proxy..example",
                ".proxy",
                "proxy,other",
                "proxy:3128\r\nhidden: hidden",
            })
    void malformedVariableIsRefusedByNameWithoutItsSecrets(String value) {
        for (String name : List.of("HTTPS_PROXY", "https_proxy")) {
            assertThatThrownBy(() -> HttpProxy.fromEnvironment(Map.of(name, value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .message()
                    .startsWith(name + " must be the address of an HTTP proxy")
                    .contains("but was ")
                    .doesNotContain("hid", "\r", "\n");
        }
    }

    @Test
    void unsupportedSchemeIsNamed() {
        assertThatThrownBy(() -> read("socks5://u:p@proxy:1080")).hasMessageContaining("the scheme socks5");
        assertThatThrownBy(() -> read("https://proxy")).hasMessageContaining("the scheme https");
    }

    @Test
    void capitalNameWinsAndBlankCountsAsUnset() {
        Map<String, String> both = Map.of("HTTPS_PROXY", "capital:1", "https_proxy", "small:1");
        assertThat(HttpProxy.fromEnvironment(both).get().host()).isEqualTo("capital");
        assertThat(HttpProxy.fromEnvironment(Map.of("HTTPS_PROXY", " ", "https_proxy", "small:1"))
                        .get()
                        .host())
                .isEqualTo("small");
        assertThat(HttpProxy.fromEnvironment(Map.of("HTTPS_PROXY", "", "HTTP_PROXY", "x:1", "ALL_PROXY", "x:1")))
                .isEqualTo(Option.none());
        assertThat(HttpProxy.fromEnvironment(Map.of("NO_PROXY", "not / read"))).isEqualTo(Option.none());
    }

    @Test
    void exemptionsAreReadInSmallLettersToo() {
        HttpProxy proxy = HttpProxy.fromEnvironment(Map.of("https_proxy", "p:1", "no_proxy", "tencentcloudapi.com"))
                .get();
        assertThat(proxy.isUsedFor(SERVICE)).isFalse();
    }

    @Test
    void laterChangesOfTheMapHaveNoEffect() {
        Map<String, String> variables = new HashMap<>(Map.of("HTTPS_PROXY", "p:1"));
        HttpProxy proxy = HttpProxy.fromEnvironment(variables).get();
        variables.put("NO_PROXY", "*");
        assertThat(proxy.isUsedFor(SERVICE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,https://example.com/",
        "example.com,https://a.b.example.com:8443/",
        "EXAMPLE.com,https://Example.COM/",
        "example.com.,https://example.com/",
        ".example.com,https://example.com/",
        ".example.com,https://a.example.com/",
        "*.example.com,https://a.example.com/",
        "*,https://example.com/",
        "'x, *',https://example.com/",
        "'x , ,,example.com y',https://example.com/",
        "example.com:443,https://example.com/",
        "example.com:8443,https://example.com:8443/",
        "*:8443,https://example.com:8443/",
        "10.1.2.3,https://10.1.2.3:99/",
        "10.1.2.3:99,https://10.1.2.3:99/",
        "10.0.0.0/8,https://10.255.1.2/",
        "10.1.2.3/31,https://10.1.2.2/",
        "0.0.0.0/0,https://10.1.2.2/",
        "2001:db8::1,https://[2001:DB8:0::1]/",
        "[2001:db8::1],https://[2001:db8::1]/",
        "[2001:db8::1]:99,https://[2001:db8::1]:99/",
        "2001:db8::/33,https://[2001:db8:7fff::9]/",
    })
    void exemptHostIsReachedDirectly(String noProxy, String endpoint) {
        assertThat(isProxied(noProxy, endpoint)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,https://notexample.com/",
        "example.com,https://example.com.invalid/",
        ".example.com,https://notexample.com/",
        "*.example.com,https://example.com/",
        "example.com:8443,https://example.com/",
        "10.1.2.3:99,https://10.1.2.3/",
        "10.1.2.3,https://10.1.2.30/",
        "10.0.0.0/8,https://11.0.0.1/",
        "10.1.2.3/31,https://10.1.2.4/",
        "10.0.0.0/8,https://a10.0.0.0.example/",
        "0.0.0.0/0,https://[2001:db8::1]/",
        "2001:db8::/33,https://[2001:db8:8000::9]/",
        "::/0,https://10.1.2.2/",
        "'',https://example.com/",
    })
    void otherHostIsReachedThroughTheProxy(String noProxy, String endpoint) {
        assertThat(isProxied(noProxy, endpoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.*",
                "10.0.0",
                "exa*ple.com",
                "http://example.com",
                "10.0.0.0/33",
                "::/129",
                "example.com/8",
                "example.com:0",
                "example.com:99999",
                "example.com:",
                "10.0.0.0/8:80",
                ".",
                "..example.com",
                "a|b",
                "localhost;x",
                ":80",
                "[::1"
            })
    void exemptionThatCannotApplyIsRefused(String entry) {
        assertThatThrownBy(() -> isProxied("fine.example," + entry, "https://example.com/"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("NO_PROXY must be ")
                .contains(entry);
        assertThatThrownBy(() -> HttpProxy.of("p", 1).withoutProxyFor(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("hosts must be ");
    }

    @Test
    void exemptionWithAUserIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> isProxied("http://user:hidden@example.com", "https://example.com/"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("NO_PROXY must be ")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://LOCALHOST:1/",
                "https://127.0.0.1/",
                "https://127.9.9.9/",
                "https://[::1]/"
            })
    void proxyOfTheEnvironmentIsNotUsedForThisMachine(String endpoint) {
        assertThat(read("proxy:1").isUsedFor(URI.create(endpoint))).isFalse();
        assertThat(HttpProxy.of("proxy", 1).isUsedFor(URI.create(endpoint))).isTrue();
    }

    @Test
    void proxyOfTheEnvironmentIsForHttpsOnly() {
        URI plain = URI.create("http://redis.example/");
        HttpProxy proxy = read("http://u:p@proxy:1");
        assertThat(proxy.isUsedFor(plain)).isFalse();
        assertThat(proxy.authorization(plain)).isEqualTo(Option.none());
        assertThat(proxy.selector().select(plain)).containsExactly(Proxy.NO_PROXY);
        assertThat(HttpProxy.of("proxy", 1).isUsedFor(plain)).isTrue();
    }

    /** A proxy would answer with an error, or with the role of its own machine. */
    @Test
    void metadataServiceOfAMachineIsNeverReachedThroughAProxy() {
        URI metadata = URI.create("http://metadata.tencentyun.com/latest/meta-data/");
        for (HttpProxy proxy : List.of(HttpProxy.of("proxy", 1), read("proxy:1"))) {
            assertThat(proxy.isUsedFor(metadata)).isFalse();
            assertThat(proxy.withCredentials("u", "p").authorization(metadata)).isEqualTo(Option.none());
            assertThat(proxy.selector().select(metadata)).containsExactly(Proxy.NO_PROXY);
        }
    }

    @Test
    void exemptionsAccumulate() {
        HttpProxy proxy =
                HttpProxy.of("proxy", 1).withoutProxyFor("a.example").withoutProxyFor("b.example", "c.example");
        for (String host : List.of("a.example", "b.example", "c.example")) {
            assertThat(proxy.isUsedFor(URI.create("https://" + host))).isFalse();
        }
        assertThat(proxy.isUsedFor(SERVICE)).isTrue();
    }

    @Test
    void selectorSelectsTheProxyOrNone() {
        HttpProxy proxy = HttpProxy.of("[::1]", 3128).withoutProxyFor("direct.example");
        assertThat(proxy.selector().select(SERVICE)).singleElement().satisfies(selected -> {
            assertThat(selected.type()).isEqualTo(Proxy.Type.HTTP);
            assertThat(((InetSocketAddress) selected.address()).getHostString()).isEqualTo("::1");
        });
        assertThat(proxy.selector().select(URI.create("http://direct.example"))).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void textShowsNeitherUserNorPassword() {
        HttpProxy proxy = HttpProxy.of("::1", 3128)
                .withCredentials("hidden-user", "hidden-password")
                .withoutProxyFor("a.example", "10.0.0.0/8");
        assertThat(proxy).hasToString("HttpProxy[[::1]:3128, with credentials, not for a.example 10.0.0.0/8]");
        assertThat(read("http://u:p@proxy:1"))
                .hasToString("HttpProxy[proxy:1, with credentials, for https only, not for localhost 127.0.0.0/8 ::1]");
    }

    @Test
    void hugeTextsAreRefusedOrShortened() {
        for (String huge :
                List.of("a".repeat(1_000_000), "a.".repeat(500_000), "1:".repeat(500_000), "[".repeat(1_000_000))) {
            assertThatThrownBy(() -> read(huge))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(1000));
            assertThatThrownBy(() -> HttpProxy.of(huge, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> HttpProxy.of("p", 1).withoutProxyFor(huge))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(1000));
        }
        String[] many = IntStream.range(0, 2000).mapToObj(i -> "host" + i).toArray(String[]::new);
        assertThat(HttpProxy.of("p", 1).withoutProxyFor(many).toString()).hasSizeLessThan(2000);
    }

    @Test
    void equalSettingsAreEqual() {
        HttpProxy proxy = HttpProxy.of("p", 1).withCredentials("u", "p").withoutProxyFor("a.example");
        assertThat(proxy)
                .isEqualTo(HttpProxy.of("p", 1)
                        .withoutProxyFor("A.example", "a.example")
                        .withCredentials("u", "p"))
                .hasSameHashCodeAs(
                        HttpProxy.of("p", 1).withoutProxyFor("a.example").withCredentials("u", "p"))
                .isNotEqualTo(HttpProxy.of("p", 1).withoutProxyFor("a.example").withCredentials("u", "q"))
                .isNotEqualTo(HttpProxy.of("p", 1).withoutProxyFor("a.example"))
                .isNotEqualTo(HttpProxy.of("p", 2).withCredentials("u", "p").withoutProxyFor("a.example"))
                .isNotEqualTo(HttpProxy.of("p", 1).withCredentials("u", "p"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "http://proxy", "proxy:3128", "user:hidden@proxy", "[proxy]", "a/b", "10.0.0", "pro\nxy"
            })
    void hostThatIsNeitherNameNorAddressIsRefused(String host) {
        assertThatThrownBy(() -> HttpProxy.of(host, 3128))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("host must be ")
                .doesNotContain("hidden", "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void portOutOfRangeIsRefused(int port) {
        assertThatThrownBy(() -> HttpProxy.of("p", port)).hasMessage("port must be 1..65535, but was " + port);
    }

    @ParameterizedTest
    @CsvSource({"hid:den,x", "'hidden\n',x", "x,'hidden\r'", "x,'hidden\u0000'", "'',''"})
    void credentialsThatCannotBeSentAreRefusedWithoutShowingThem(String user, String password) {
        assertThatThrownBy(() -> HttpProxy.of("p", 1).withCredentials(user, password))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hid");
    }
}
