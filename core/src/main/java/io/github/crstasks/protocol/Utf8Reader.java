package io.github.crstasks.protocol;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 strictly, as the JDK's decoder does; that one goes through a reply byte by byte if names in it are Chinese.
 * Here it is given those names alone, and the ASCII between them is copied at once.
 */
final class Utf8Reader extends Reader {
    private static final int CHARS = 1024;
    private static final int CHARS_OF_A_CODE_POINT = 2;

    private final ByteBuffer bytes;
    private final byte[] array;
    private final char[] chars = new char[CHARS];
    private final CharBuffer decoded = CharBuffer.wrap(chars).limit(0);
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    Utf8Reader(byte[] array) {
        this.array = array;
        this.bytes = ByteBuffer.wrap(array);
    }

    @Override
    public int read(char[] target, int offset, int length) throws CharacterCodingException {
        if (!decoded.hasRemaining()) {
            decode();
        }
        if (!decoded.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, decoded.remaining());
        decoded.get(target, offset, count);
        return count;
    }

    private void decode() throws CharacterCodingException {
        decoded.clear();
        while (bytes.position() < array.length && decoded.remaining() >= CHARS_OF_A_CODE_POINT) {
            if (array[bytes.position()] >= 0) {
                copyAscii();
            } else {
                decodeOther();
            }
        }
        decoded.flip();
    }

    private void copyAscii() {
        int start = bytes.position();
        int last = Math.min(array.length, start + decoded.remaining());
        int end = start;
        while (end < last && array[end] >= 0) {
            end++;
        }
        new String(array, start, end - start, StandardCharsets.ISO_8859_1)
                .getChars(0, end - start, chars, decoded.position());
        decoded.position(decoded.position() + end - start);
        bytes.position(end);
    }

    private void decodeOther() throws CharacterCodingException {
        int end = bytes.position();
        while (end < array.length && array[end] < 0) {
            end++;
        }
        CoderResult result = decoder.reset().decode(bytes.limit(end), decoded, true);
        if (result.isError()) {
            result.throwException();
        }
        bytes.limit(array.length);
    }

    @Override
    public void close() {}
}
