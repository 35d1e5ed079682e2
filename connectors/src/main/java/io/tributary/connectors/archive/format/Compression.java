package io.tributary.connectors.archive.format;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;

/** How files are compressed; an Avro container compresses its own blocks. */
public enum Compression {
    NONE("none", ""),
    GZIP("gzip", ".gz"),
    ZSTD("zstd", ".zst");

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int ZSTD_LEVEL = 3;

    private final String label;
    private final String extension;

    Compression(String label, String extension) {
        this.label = label;
        this.extension = extension;
    }

    public String label() {
        return label;
    }

    String extension() {
        return extension;
    }

    OutputStream around(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, BUFFER_BYTES);
            case ZSTD -> new ZstdOutputStream(out, ZSTD_LEVEL);
        };
    }

    CodecFactory avroCodec() {
        return switch (this) {
            case NONE -> CodecFactory.fromString(DataFileConstants.NULL_CODEC);
            case GZIP -> CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL);
            case ZSTD -> CodecFactory.zstandardCodec(ZSTD_LEVEL);
        };
    }
}
