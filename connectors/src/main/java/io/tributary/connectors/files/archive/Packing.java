package io.tributary.connectors.files.archive;

import java.util.Locale;

/** How a file is packed, by the ending of its name. */
public enum Packing {
    SEVEN_ZIP,
    ZIP,
    GZIP,
    ZSTD,
    PLAIN;

    public static Packing ofName(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".7z")) {
            return SEVEN_ZIP;
        }
        if (name.endsWith(".zip")) {
            return ZIP;
        }
        if (name.endsWith(".gz")) {
            return GZIP;
        }
        return name.endsWith(".zst") ? ZSTD : PLAIN;
    }

    /** Whether the index of its entries stands at the end, so that it cannot be read from a connection. */
    public boolean needsSeeking() {
        return this == SEVEN_ZIP || this == ZIP;
    }
}
