package io.github.crstasks.protocol;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The text of bytes that must be UTF-8, decoded as it is read: a copy of the whole would be most of what a page costs in
 * memory, and an {@link java.io.InputStreamReader} takes half as long again.
 */
final class Utf8Reader extends Reader {
    private final ByteBuffer bytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer pair = CharBuffer.allocate(2).limit(0);

    Utf8Reader(ByteBuffer bytes) {
        // A buffer that hides its array takes three times as long to decode.
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        this.bytes = ByteBuffer.wrap(copy);
    }

    /** Throws a {@link java.nio.charset.CharacterCodingException} at bytes that are not UTF-8. */
    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, offset, length);
        if (pair.hasRemaining()) {
            chars.put(pair.get());
        }
        CoderResult result = decode(chars);
        if (result.isOverflow() && chars.position() == offset && length > 0) {
            // There is room for half of what comes next.
            decode(pair.clear());
            chars.put(pair.flip().get());
        }
        int read = chars.position() - offset;
        return read == 0 && length > 0 ? -1 : read;
    }

    private CoderResult decode(CharBuffer chars) throws IOException {
        CoderResult result = decoder.decode(bytes, chars, true);
        if (result.isError()) {
            result.throwException();
        }
        return result;
    }

    @Override
    public void close() {}
}
