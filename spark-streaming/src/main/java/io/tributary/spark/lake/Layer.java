package io.tributary.spark.lake;

import io.tributary.schemas.naming.Dataset;
import java.util.Locale;

/** The two kinds of tables that this application keeps. */
public enum Layer {
    /** Every change, append-only. */
    BRONZE,
    /** The current state of every row. */
    SILVER;

    /** The layer's name in paths, queries and status: {@code bronze} or {@code silver}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder of a table below the lake's root, for instance {@code silver/shop_orders}. */
    public String folder(Dataset dataset) {
        return id() + "/" + dataset.tableName();
    }
}
