package io.github.crstasks.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.task.Task;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
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

/** The hand-written decoder of UTF-8 agrees with the strict decoder of the JDK. */
class Utf8DecodingProperties {
    /** Together they are long enough to cross the end of any buffer. */
    @Provide
    Arbitrary<List<byte[]>> pieces() {
        Arbitrary<byte[]> text = Arbitraries.of("a", "é", "测试", "𠮷", "\uFFFD", "\uFEFF", "\u0080", "\u07FF", "\uFFFF")
                .flatMap(character -> Arbitraries.integers().between(1, 700).map(character::repeat))
                .map(character -> character.getBytes(StandardCharsets.UTF_8));
        return text.list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<byte[]>> fragments() {
        Arbitrary<byte[]> nonAscii = Arbitraries.bytes()
                .filter(octet -> octet < 0)
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(4);
        Arbitrary<byte[]> ascii = Arbitraries.integers()
                .between(1, 3)
                .map(count -> "a".repeat(count).getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(nonAscii, ascii).list().ofMinSize(1).ofMaxSize(4);
    }

    @Property
    void validUtf8IsDecoded(@ForAll("pieces") List<byte[]> pieces) {
        byte[] name = concatenated(pieces);

        assertThat(read(name)).isPresent().isEqualTo(expected(name));
    }

    @Property
    void arbitraryBytesAreDecodedOrRejectedAsTheJdkDoes(@ForAll("fragments") List<byte[]> fragments) {
        byte[] name = concatenated(fragments);

        assertThat(read(name)).isEqualTo(expected(name));
    }

    private static Optional<String> expected(byte[] name) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString());
        } catch (CharacterCodingException invalid) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(byte[] name) {
        byte[] body = concatenated(List.of(
                "{\"code\":0,\"totalCount\":1,\"data\":{\"redisTaskSet\":[{\"redisName\":\""
                        .getBytes(StandardCharsets.UTF_8),
                name,
                "\",\"startTime\":\"2017-02-08 16:46:34\",\"taskName\":\"backupInstance\",\"redisId\":\"crs-1\",\"status\":2}]}}"
                        .getBytes(StandardCharsets.UTF_8)));
        return ProtocolCodec.of(ApiV2.create())
                .decode(new TransportResponse(200, TransportHeaders.none(), body))
                .outcome()
                .map(rows -> rows.tasks().get(0))
                .map(Task::instanceName)
                .peekLeft(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                TaskError.Malformed.class,
                                malformed -> assertThat(malformed.problem()).isEqualTo("not UTF-8")))
                .toJavaOptional();
    }

    private static byte[] concatenated(List<byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
