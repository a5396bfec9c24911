package io.github.crstasks.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.IntegerArbitrary;

/** The hand-written reader of timestamps agrees with the strict formatter of the JDK. */
class WireTimestampProperties {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    /** Most are valid; many lie at the bounds of months, days and hours. */
    @Provide
    Arbitrary<String> times() {
        return Combinators.combine(
                        number(0, 9999), number(0, 13), number(0, 32), number(0, 24), number(0, 60), number(0, 60))
                .as((year, month, day, hour, minute, second) ->
                        "%04d-%02d-%02d %02d:%02d:%02d".formatted(year, month, day, hour, minute, second));
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.chars().with("0159-+:/; T٣.");
    }

    private static IntegerArbitrary number(int from, int to) {
        return Arbitraries.integers().between(from, to);
    }

    @Property
    void timestampIsReadAsTheJdkReadsIt(@ForAll("times") String text) {
        assertThat(read(text)).isEqualTo(expected(text));
    }

    @Property
    void timestampWithAChangedCharacterIsReadOrRejectedAsTheJdkDoes(
            @ForAll("times") String time, @ForAll("characters") char character, @ForAll("indices") int index) {
        String text = time.substring(0, index) + character + time.substring(index + 1);

        assertThat(read(text)).isEqualTo(expected(text));
    }

    @Provide
    Arbitrary<Integer> indices() {
        return number(0, 18);
    }

    private static Optional<Instant> expected(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.ofHours(8)));
        } catch (DateTimeException invalid) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> read(String text) {
        String body = "{\"code\":0,\"totalCount\":1,\"data\":{\"redisTaskSet\":[{\"startTime\":\"" + text
                + "\",\"taskName\":\"backupInstance\",\"redisId\":\"crs-1\",\"status\":2}]}}";
        return ProtocolCodec.of(ApiV2.create())
                .decode(new TransportResponse(200, TransportHeaders.none(), body.getBytes(StandardCharsets.UTF_8)))
                .outcome()
                .map(rows -> rows.tasks().get(0))
                .toJavaOptional()
                .flatMap(task -> task.submittedAt().toJavaOptional());
    }
}
