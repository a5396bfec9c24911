package io.github.crstasks.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.TransportRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuotedSecretsTest {
    private static final Credentials CREDENTIALS = Credentials.temporary(
            "AKIDz8krbsJ5yKBZQpn74WFkm", "Gu5t9xGARNpq86cd98joQYCN3", "a+token/of==40+characters");
    private static final Pattern SECRET = Pattern.compile("(?:Signature|Nonce)=([^&,\\s]+)");

    static Stream<Arguments> quotes() {
        List<UnaryOperator<String>> forms = List.of(
                text -> text,
                text -> URLDecoder.decode(text, UTF_8),
                text -> URLDecoder.decode(text, UTF_8).replace('+', ' '),
                text -> URLEncoder.encode(text, UTF_8),
                text -> text.toLowerCase(Locale.ROOT),
                text -> "string to sign: GETredis.api.qcloud.com/v2/index.php?" + text + "\n forged",
                text -> text.replace("&", "\n").replace("=", ": "));
        return Stream.of(ApiV2.create(), ApiV2.create().withHttpMethod(HttpMethod.POST), ApiV3.create())
                .flatMap(protocol -> forms.stream().map(form -> Arguments.of(protocol, form)));
    }

    private static String sent(TransportRequest request) {
        return request.uri().getRawQuery() + "&"
                + ISO_8859_1.decode(request.body()) + "&"
                + request.headers().first("Authorization").getOrElse("") + "&"
                + request.headers().first("X-TC-Token").getOrElse("");
    }

    private static String refusal(TaskListProtocol protocol, String text) {
        JsonObject error = new JsonObject();
        JsonObject reply = new JsonObject();
        if (protocol instanceof ApiV2) {
            reply.addProperty("code", 4100);
            reply.addProperty("codeDesc", text);
            reply.addProperty("message", text);
            return reply.toString();
        }
        error.addProperty("Code", text);
        error.addProperty("Message", text);
        JsonObject response = new JsonObject();
        response.add("Error", error);
        response.addProperty("RequestId", text);
        reply.add("Response", response);
        return reply.toString();
    }

    @ParameterizedTest
    @MethodSource("quotes")
    void errorShowsNothingThatSignsTheRequest(TaskListProtocol protocol, UnaryOperator<String> form) {
        for (boolean isMalformed : new boolean[] {false, true}) {
            List<String> secrets = new ArrayList<>(
                    List.of(CREDENTIALS.secretId(), CREDENTIALS.token().get()));
            FakeTransport transport = FakeTransport.answering(request -> {
                Matcher matcher = SECRET.matcher(sent(request));
                while (matcher.find()) {
                    secrets.add(matcher.group(1));
                    secrets.add(URLDecoder.decode(matcher.group(1), UTF_8));
                }
                String quoted = form.apply(sent(request));
                return Responses.json(
                        isMalformed
                                ? "{\"Response\": {\"" + quoted.replace("\n", " ") + "\": {\"a\": [}}"
                                : refusal(protocol, quoted));
            });

            TaskError error = transport
                    .client()
                    .credentials(CREDENTIALS)
                    .protocol(protocol)
                    .retryPolicy(RetryPolicy.none())
                    .build()
                    .list(TaskQuery.all())
                    .getLeft();

            assertThat(secrets).hasSizeGreaterThan(2);
            StringWriter shown = new StringWriter();
            shown.write(error.message() + error);
            if (error instanceof TaskError.Rejected rejected) {
                shown.write(
                        rejected.serviceMessage() + rejected.codeDesc() + rejected.rawCode() + rejected.requestId());
            }
            error.cause().forEach(cause -> cause.printStackTrace(new PrintWriter(shown, true)));
            for (String secret : secrets) {
                assertThat(shown.toString()).doesNotContainIgnoringCase(secret);
            }
        }
    }
}
