package io.tributary.connectors.archive.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * How a file is written.
 *
 * @param container what it consists of
 * @param compression how it is compressed
 */
public record FileFormat(Container container, Compression compression) {

    /** What a file consists of. */
    public enum Container {
        AVRO("avro"),
        JSONL("jsonl");

        private final String label;

        Container(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * The format of the names that {@link Container#label} and {@link Compression#label} answer.
     *
     * @throws IllegalArgumentException if one is unknown
     */
    public static FileFormat of(String container, String compression) {
        return new FileFormat(
                Arrays.stream(Container.values())
                        .filter(each -> each.label().equals(container))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("No such format: " + container)),
                Arrays.stream(Compression.values())
                        .filter(each -> each.label().equals(compression))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("No such compression: " + compression)));
    }

    /** How the names of such files end, with the dot. */
    public String extension() {
        return container == Container.AVRO ? ".avro" : ".jsonl" + compression.extension();
    }

    /** Begins a file; closing the writer closes the stream. */
    public RecordWriter writer(OutputStream out) throws IOException {
        return container == Container.AVRO
                ? new AvroContainer(out, compression)
                : new JsonLines(compression.around(out));
    }
}
