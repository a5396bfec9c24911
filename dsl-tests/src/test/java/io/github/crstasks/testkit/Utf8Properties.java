package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.task.Task;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The client tells ASCII from the rest by hand; the JDK's decoder says what the text is. */
class Utf8Properties {
    /** Long enough, taken together, to lie across the edge of any buffer. */
    @Provide
    Arbitrary<List<byte[]>> pieces() {
        Arbitrary<byte[]> text = Arbitraries.of("a", "é", "测试", "𠮷", "\uFFFD", "\uFEFF", "\u0080", "\u07FF", "\uFFFF")
                .flatMap(letters -> Arbitraries.integers().between(1, 700).map(letters::repeat))
                .map(letters -> letters.getBytes(StandardCharsets.UTF_8));
        return text.list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<byte[]>> fragments() {
        Arbitrary<byte[]> any = Arbitraries.bytes()
                .filter(octet -> octet < 0)
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(4);
        Arbitrary<byte[]> ascii = Arbitraries.integers()
                .between(1, 3)
                .map(count -> "a".repeat(count).getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(any, ascii).list().ofMinSize(1).ofMaxSize(4);
    }

    @Property
    void a_name_in_any_letters_is_read_as_it_was_written(@ForAll("pieces") List<byte[]> pieces) {
        byte[] name = together(pieces);

        assertThat(read(name)).isPresent().isEqualTo(meant(name));
    }

    @Property
    void bytes_are_read_or_refused_as_the_strict_decoder_does_it(@ForAll("fragments") List<byte[]> fragments) {
        byte[] name = together(fragments);

        assertThat(read(name)).isEqualTo(meant(name));
    }

    private static Optional<String> meant(byte[] name) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(byte[] name) {
        byte[] body = together(List.of(
                "{\"code\":0,\"totalCount\":1,\"data\":{\"redisTaskSet\":[{\"redisName\":\""
                        .getBytes(StandardCharsets.UTF_8),
                name,
                "\",\"startTime\":\"2017-02-08 16:46:34\",\"taskName\":\"backupInstance\",\"redisId\":\"crs-1\",\"status\":2}]}}"
                        .getBytes(StandardCharsets.UTF_8)));
        return ApiV2.create()
                .decode(new HttpResponse(200, HttpHeaders.none(), body))
                .map(rows -> rows.tasks().get(0))
                .map(Task::instanceName)
                .peekLeft(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                TaskError.Malformed.class,
                                malformed -> assertThat(malformed.problem()).isEqualTo("not UTF-8")))
                .toJavaOptional();
    }

    private static byte[] together(List<byte[]> parts) {
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        parts.forEach(together::writeBytes);
        return together.toByteArray();
    }
}
