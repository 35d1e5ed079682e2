package io.tributary.connectors.files.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** Fails at the end of the content if its CRC-32 is not the expected one. */
final class ChecksumStream extends CheckedInputStream {

    private final long expected;

    ChecksumStream(InputStream content, long expected) {
        super(content, new CRC32());
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        return verified(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return verified(super.read(target, offset, length));
    }

    private int verified(int result) throws IOException {
        if (result < 0 && getChecksum().getValue() != expected) {
            throw new IOException("The content's CRC-32 is not the one that the archive holds");
        }
        return result;
    }
}
