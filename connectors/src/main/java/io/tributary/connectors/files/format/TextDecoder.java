package io.tributary.connectors.files.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes to text, reversibly: a byte that the encoding does not know becomes a lone low surrogate (see {@link Undecodable}),
 * so that only the record which holds it is lost, and its original bytes are not. A byte order mark decides the encoding
 * and disappears.
 */
final class TextDecoder extends Reader {

    private static final int WINDOW_BYTES = 1 << 16;

    private final InputStream in;
    private final Encoding encoding;
    private final byte[] window = new byte[WINDOW_BYTES];
    private final ByteBuffer bytes = ByteBuffer.wrap(window).limit(0);
    private CharsetDecoder decoder;
    private boolean started;
    private boolean ended;
    private boolean escaped;

    TextDecoder(InputStream in, Encoding encoding) {
        this.in = in;
        this.encoding = encoding;
    }

    /** Whether any byte so far was not text; while not, no record needs to be searched for one. */
    boolean hasEscaped() {
        return escaped;
    }

    /** What the bytes were read as so far; ASCII reads the same in all that can still follow. */
    Charset charset() {
        return decoder == null ? StandardCharsets.ISO_8859_1 : decoder.charset();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (!started) {
            start();
        }
        CharBuffer out = CharBuffer.wrap(target, offset, length);
        while (out.hasRemaining()) {
            if (decoder == null) {
                copyAscii(out);
            } else {
                decode(out);
            }
            if (out.position() > 0 || !out.hasRemaining()) {
                break;
            }
            if (!fill()) {
                break;
            }
        }
        return out.position() == 0 && length > 0 ? -1 : out.position();
    }

    private void start() throws IOException {
        started = true;
        while (bytes.remaining() < 3 && fill()) {
            // A connection may give a byte at a time.
        }
        ByteOrderMark mark = ByteOrderMark.of(window, bytes.limit());
        bytes.position(mark.length());
        if (mark.charset() != null) {
            decide(mark.charset());
        } else if (encoding.fixed() != null) {
            decide(encoding.fixed());
        }
    }

    private void decide(Charset charset) {
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private void copyAscii(CharBuffer out) throws IOException {
        while (bytes.hasRemaining() && out.hasRemaining()) {
            byte next = bytes.get(bytes.position());
            if (next < 0) {
                if (out.position() > 0) {
                    return;
                }
                while (bytes.remaining() < WINDOW_BYTES && fill()) {
                    // The more text, the better the guess; the same amount each time, so that it is the same each time.
                }
                decide(EncodingGuess.of(window, bytes.position(), bytes.limit(), !ended, encoding.fallback()));
                decode(out);
                return;
            }
            out.put((char) next);
            bytes.position(bytes.position() + 1);
        }
    }

    private void decode(CharBuffer out) {
        while (out.hasRemaining()) {
            CoderResult result = decoder.decode(bytes, out, ended);
            if (!result.isError()) {
                return;
            }
            if (!out.hasRemaining()) {
                return;
            }
            out.put(Undecodable.escape(bytes.get()));
            escaped = true;
            decoder.reset();
        }
    }

    /** More bytes behind those that are left; false at the end, which is reported once more with all that is left. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        bytes.compact();
        int count = in.read(window, bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
        return count >= 0 || bytes.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
