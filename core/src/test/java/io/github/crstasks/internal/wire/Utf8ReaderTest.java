package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ReaderTest {
    /** Bytes at the edges of all ranges of well-formed sequences, and bytes that occur in none. */
    private static final byte[] EDGES = HexFormat.of().parseHex("7f808f909fa0bfc1c2dfe0e1edeff0f1f4f5f9");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void bytesAreReadOrRejectedAsByTheStrictDecoderOfTheJdk(int length) {
        byte[] bytes = new byte[length];
        for (int sequence = 0; sequence < Math.pow(EDGES.length, length); sequence++) {
            int rest = sequence;
            for (int i = 0; i < length; i++) {
                bytes[i] = EDGES[rest % EDGES.length];
                rest /= EDGES.length;
            }
            assertThat(text(reader(bytes), 1024))
                    .as(HexFormat.of().formatHex(bytes))
                    .isEqualTo(text(ReplyOracle.utf8(bytes), 1024));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1023, 1024, 1025})
    void textIsTheSameWhateverTheSizeOfTheReads(int size) {
        String text = "a测é𠮷".repeat(1000);

        assertThat(text(reader(text.getBytes(StandardCharsets.UTF_8)), size)).contains(text);
    }

    @Test
    void emptyReadIsNotTheEnd() throws IOException {
        assertThat(new Utf8Reader(ByteBuffer.allocate(0)).read(new char[1], 0, 0))
                .isZero();
    }

    private static Reader reader(byte[] bytes) {
        return new Utf8Reader(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    private static Optional<String> text(Reader reader, int size) {
        StringWriter text = new StringWriter();
        char[] buffer = new char[size];
        try (reader) {
            for (int count = reader.read(buffer, 0, size); count >= 0; count = reader.read(buffer, 0, size)) {
                text.write(buffer, 0, count);
            }
            return Optional.of(text.toString());
        } catch (IOException notUtf8) {
            return Optional.empty();
        }
    }
}
