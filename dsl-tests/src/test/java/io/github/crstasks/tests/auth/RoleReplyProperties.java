package io.github.crstasks.tests.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.tests.support.FunctionTransport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Whatever the metadata service answers, a call gets credentials or an error that shows none of them. */
class RoleReplyProperties {
    private static final String REPLY = "{\"TmpSecretId\":\"AKIDrole\",\"TmpSecretKey\":\"ROLE-KEY-HIDDEN\","
            + "\"Token\":\"ROLE-TOKEN-HIDDEN\",\"ExpiredTime\":1700000000,\"Code\":\"Success\"}";

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> tokens = Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        ",",
                        ":",
                        "null",
                        "true",
                        "1e999999999",
                        "1700000000",
                        "\\ud800",
                        "\"Code\":\"Success\"",
                        "\"ExpiredTime\":1",
                        "\"TmpSecretId\":\"a\"",
                        "\"TmpSecretKey\":\"ROLE-KEY-HIDDEN\"",
                        "\"Token\":\"ROLE-TOKEN-HIDDEN\"",
                        "\"Code\":{",
                        "'Code'")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
        Arbitrary<String> changed = Arbitraries.integers()
                .between(0, REPLY.length() - 1)
                .flatMap(position -> Arbitraries.chars()
                        .map(character -> REPLY.substring(0, position) + character + REPLY.substring(position + 1)));
        Arbitrary<String> cut =
                Arbitraries.integers().between(0, REPLY.length()).map(end -> REPLY.substring(0, end));
        Arbitrary<String> deep = Arbitraries.of("{\"a\":", "[", "{\"Code\":[").map(part -> part.repeat(3_000));
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60), tokens, changed, changed, cut, deep, Arbitraries.just(REPLY));
    }

    @Provide
    Arbitrary<Charset> charsets() {
        return Arbitraries.of(List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE));
    }

    @Property(tries = 400)
    void anyReplyGivesCredentialsOrAnError(
            @ForAll("bodies") String body, @ForAll("charsets") Charset charset, @ForAll boolean isNamed) {
        CredentialsProvider provider =
                isNamed ? CredentialsProvider.instanceRole("reader") : CredentialsProvider.instanceRole();

        CompletableFuture<Either<TaskError, Credentials>> call = provider.fetch(new FunctionTransport(
                request -> new TransportResponse(200, TransportHeaders.none(), body.getBytes(charset))));

        assertThat(call).isCompleted();
        Statistics.collect(call.join().isRight() ? "credentials" : "error");
        assertThat(call.join().toString()).doesNotContain("HIDDEN");
    }
}
