package io.tributary.connectors.files.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The data connection of one download; tells the folder when and how it ended. */
final class FtpDownload extends FilterInputStream {

    private final FtpFolder folder;
    private boolean ended;
    private boolean closed;

    FtpDownload(InputStream data, FtpFolder folder) {
        super(data);
        this.folder = folder;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        ended |= value < 0;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        ended |= count < 0;
        return count;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                super.close();
            } finally {
                folder.downloaded(ended);
            }
        }
    }
}
