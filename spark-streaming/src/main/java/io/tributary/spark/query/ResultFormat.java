package io.tributary.spark.query;

import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an answer is written. */
enum ResultFormat {
    /** Columns side by side for people; shows a limited number of rows. */
    TABLE("text/plain; charset=utf-8"),
    /** RFC 4180 with a header line; all rows. */
    CSV("text/csv; charset=utf-8; header=present"),
    /** JSON Lines, one object a row; all rows. */
    JSON("application/x-ndjson; charset=utf-8");

    private final String contentType;

    ResultFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** @param tableRows how many rows a table shows */
    RowSink sink(Writer out, int tableRows) {
        return switch (this) {
            case TABLE -> new TableSink(out, tableRows);
            case CSV -> new CsvSink(out);
            case JSON -> new JsonLinesSink(out);
        };
    }

    /** The format of a name; empty if there is none. */
    static Optional<ResultFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
