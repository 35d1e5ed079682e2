package io.tributary.connectors.files;

import io.tributary.connectors.files.store.StoredFile;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/**
 * A file of which every record is in the lake or a dead letter.
 *
 * @param content the file as it was read
 * @param generation how many contents the path had had by then, this one included
 */
record SettledFile(StoredFile content, long generation) {

    /**
     * Reads the value of a record of {@code settled.<source>.<dataset>}.
     *
     * @throws DataException if it is none
     */
    static SettledFile of(Object value) {
        if (value instanceof Map<?, ?> fields
                && fields.get("file") instanceof String path
                && fields.get("generation") instanceof Number generation
                && fields.get("size") instanceof Number size) {
            Long modified = fields.get("modified") instanceof Number millis ? millis.longValue() : null;
            String tag = fields.get("tag") instanceof String text ? text : null;
            return new SettledFile(new StoredFile(path, size.longValue(), modified, tag), generation.longValue());
        }
        throw new DataException("The record is no settled file: it needs the text file and the numbers generation and"
                + " size, as JSON without a schema");
    }

    /**
     * Where the file goes below a folder: its own path, and what came later to the same path beside it.
     *
     * @param folder without a slash at its end
     */
    String below(String folder) {
        String path = folder + "/" + content.path();
        return generation == 1 ? path : path + ".generation-" + generation;
    }

    /** Whether the store tells enough of a file to know that it is still this one; a size alone is not enough. */
    boolean isStill(StoredFile now) {
        boolean told =
                content.modified() != null && now.modified() != null || content.tag() != null && now.tag() != null;
        return told && content.sameContentAs(now);
    }
}
