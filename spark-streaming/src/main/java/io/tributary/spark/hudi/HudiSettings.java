package io.tributary.spark.hudi;

import io.tributary.spark.session.ProcessSettings;

/**
 * How tables are kept.
 *
 * @param silverIndex of tables without partitions: SIMPLE, BLOOM or AUTO; AUTO takes SIMPLE until a table has
 *     {@code bloomFromRows} rows
 * @param bloomFromRows from how many rows AUTO looks keys up by Bloom filters and key ranges
 * @param silverFileMegabytes size that a silver file grows to; smaller files are cheaper to rewrite
 * @param bronzeFileMegabytes size that a bronze file grows to
 * @param bronzeAppendMegabytes up to which size a bronze file is appended to, by rewriting it
 * @param commitsRetained how many commits stay readable for time travel and incremental queries
 * @param tidyEvery after how many commits files that no retained commit needs are deleted and old commits archived
 * @param databasePrefix beginning of the databases' names: {@code <prefix>bronze}, {@code <prefix>silver}
 * @param driverTableRows below how many rows a silver table has its small batches written by the
 *     driver; 0 leaves all writing to tasks
 */
public record HudiSettings(
        SilverIndex silverIndex,
        long bloomFromRows,
        long silverFileMegabytes,
        long bronzeFileMegabytes,
        long bronzeAppendMegabytes,
        int commitsRetained,
        int tidyEvery,
        String databasePrefix,
        long driverTableRows) {

    /** How silver finds the file that holds a key. */
    public enum SilverIndex {
        SIMPLE,
        BLOOM,
        AUTO
    }

    public static final HudiSettings DEFAULTS = of(ProcessSettings.of("the defaults", java.util.Map.of()));

    /** Reads {@code silver.index}, {@code table.*} and the file sizes. */
    public static HudiSettings of(ProcessSettings settings) {
        return new HudiSettings(
                settings.choice("silver.index", SilverIndex.AUTO),
                settings.number("silver.index.bloom.from.rows", 2_000_000, 0),
                settings.number("silver.file.max.mb", 64, 1),
                settings.number("bronze.file.max.mb", 120, 1),
                settings.number("bronze.file.append.mb", 1, 0),
                (int) settings.number("table.commits.retained", 20, 2),
                (int) settings.number("table.clean.every", 10, 1),
                settings.optional("catalog.database.prefix").orElse("lake_"),
                settings.number("table.driver.max.rows", 200_000, 0));
    }
}
