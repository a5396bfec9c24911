package io.github.crstasks.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ReaderTest {
    private static String read(byte[] bytes, int room) throws IOException {
        Utf8Reader reader = new Utf8Reader(ByteBuffer.wrap(bytes));
        StringBuilder text = new StringBuilder();
        char[] target = new char[room + 1];
        for (int read = reader.read(target, 1, room); read >= 0; read = reader.read(target, 1, room)) {
            assertThat(read).isPositive();
            text.append(target, 1, read);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100})
    void gives_back_every_character_whatever_the_room(int room) throws IOException {
        String text = "a测😀😀é😀b\u0000\uFFFD𐍈";

        assertThat(read(text.getBytes(StandardCharsets.UTF_8), room)).isEqualTo(text);
        assertThat(read(new byte[0], room)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void refuses_bytes_that_are_not_utf_8(int room) {
        byte[] cutOff = {'a', (byte) 0xF0, (byte) 0x9F, (byte) 0x98};
        byte[] latin1 = {'a', (byte) 0xE9, 'b'};
        byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};

        assertThatThrownBy(() -> read(cutOff, room)).isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> read(latin1, room)).isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> read(surrogate, room)).isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void asked_for_nothing_it_gives_nothing() throws IOException {
        assertThat(new Utf8Reader(ByteBuffer.wrap(new byte[] {'a'})).read(new char[0], 0, 0))
                .isZero();
    }
}
