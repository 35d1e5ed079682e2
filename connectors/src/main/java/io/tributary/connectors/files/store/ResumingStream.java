package io.tributary.connectors.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file from its first to its last byte, over as many connections as that takes. It ends only if as many bytes came as
 * were listed and the store still has the same file; a file that changed while it was read ends in a
 * {@link ChangedFileException} before the reader could take what came for the whole of it.
 */
public final class ResumingStream extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ResumingStream.class);

    private final FileStore store;
    private final StoredFile file;
    private final Patience patience;
    private InputStream connection;
    private long position;
    private int failures;
    private boolean complete;

    /** Nothing is opened before the first byte is asked for. */
    public ResumingStream(FileStore store, StoredFile file, Patience patience) {
        this.store = store;
        this.file = file;
        this.patience = patience;
    }

    /** Bytes that came so far. */
    public long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position < file.size()) {
            if (patience.isOver()) {
                throw new StoreUnavailableException("Reading " + file.path() + " is given up");
            }
            int count = readOnce(target, offset, (int) Math.min(length, file.size() - position));
            if (count > 0) {
                position += count;
                failures = 0;
                return count;
            }
        }
        if (!complete) {
            verify();
            complete = true;
        }
        return -1;
    }

    /** Bytes, or nothing after a connection broke that the next call replaces. */
    private int readOnce(byte[] target, int offset, int length) throws IOException {
        try {
            if (connection == null) {
                connection = store.open(file, position);
            }
            int count = connection.read(target, offset, length);
            if (count > 0) {
                return count;
            }
            throw new StoreUnavailableException("The connection ended early");
        } catch (MissingFileException | ChangedFileException e) {
            throw e;
        } catch (IOException e) {
            disconnect();
            failures++;
            LOG.info("Reading {} broke off at byte {} of {}: {}", file.path(), position, file.size(), e.getMessage());
            if (!patience.waitAfter(failures)) {
                throw new StoreUnavailableException(
                        "Reading " + file.path() + " broke off at byte " + position + " of " + file.size() + ", "
                                + failures + " times in a row: " + e.getMessage(),
                        e);
            }
            rejectIfChanged();
            return 0;
        }
    }

    /** The rest of another file must not be appended to the beginning of this one. */
    private void rejectIfChanged() throws IOException {
        Optional<StoredFile> now;
        try {
            now = store.find(file.path());
        } catch (StoreUnavailableException e) {
            return; // counted when the next connection fails
        }
        compare(now);
    }

    private void verify() throws IOException {
        disconnect();
        while (true) {
            try {
                compare(store.find(file.path()));
                return;
            } catch (StoreUnavailableException e) {
                failures++;
                if (!patience.waitAfter(failures)) {
                    throw e;
                }
            }
        }
    }

    private void compare(Optional<StoredFile> now) throws ChangedFileException {
        if (now.isEmpty()) {
            throw new ChangedFileException(file.path() + " was taken away while it was read");
        }
        if (!file.sameContentAs(now.get())) {
            throw new ChangedFileException(file.path() + " changed while it was read, from " + file.size() + " to "
                    + now.get().size() + " bytes");
        }
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                LOG.debug("Closing a connection of {} failed", file.path(), e);
            }
            connection = null;
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
