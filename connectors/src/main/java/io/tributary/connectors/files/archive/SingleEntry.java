package io.tributary.connectors.files.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A file that holds no others. */
final class SingleEntry implements Container {

    private final InputStream content;
    private boolean given;

    SingleEntry(InputStream content) {
        this.content = content;
    }

    @Override
    public Optional<Entry> next() {
        if (given) {
            return Optional.empty();
        }
        given = true;
        return Optional.of(new Entry("", content));
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
