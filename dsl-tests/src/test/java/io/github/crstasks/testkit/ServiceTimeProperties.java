package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.task.Task;
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

/** The client reads times by hand; the JDK's formatter says what they are. */
class ServiceTimeProperties {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    /** Most of them times, on the edges of months, days and hours too. */
    @Provide
    Arbitrary<String> times() {
        return Combinators.combine(
                        number(0, 9999), number(0, 13), number(0, 32), number(0, 24), number(0, 60), number(0, 60))
                .as((year, month, day, hour, minute, second) ->
                        "%04d-%02d-%02d %02d:%02d:%02d".formatted(year, month, day, hour, minute, second));
    }

    @Provide
    Arbitrary<Character> signs() {
        return Arbitraries.chars().with("0159-+:/; T٣.");
    }

    private static IntegerArbitrary number(int from, int to) {
        return Arbitraries.integers().between(from, to);
    }

    @Property
    void a_time_is_read_as_the_formatter_reads_it(@ForAll("times") String text) {
        assertThat(read(text)).isEqualTo(meant(text));
    }

    @Property
    void a_time_with_a_foreign_sign_is_read_or_refused_as_the_formatter_does_it(
            @ForAll("times") String time, @ForAll("signs") char sign, @ForAll("places") int place) {
        String text = time.substring(0, place) + sign + time.substring(place + 1);

        assertThat(read(text)).isEqualTo(meant(text));
    }

    @Provide
    Arbitrary<Integer> places() {
        return number(0, 18);
    }

    private static Optional<Instant> meant(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.ofHours(8)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> read(String text) {
        String body = "{\"code\":0,\"totalCount\":1,\"data\":{\"redisTaskSet\":[{\"startTime\":\"" + text
                + "\",\"taskName\":\"backupInstance\",\"redisId\":\"crs-1\",\"status\":2}]}}";
        return ApiV2.create()
                .decode(new HttpResponse(200, HttpHeaders.none(), body.getBytes(StandardCharsets.UTF_8)))
                .map(rows -> rows.tasks().get(0))
                .map(Task::submittedAt)
                .toJavaOptional();
    }
}
