package io.tributary.connectors.files;

import io.tributary.connectors.plugin.Checks;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.SafeName;
import io.tributary.schemas.naming.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings of the connector and of one of its tasks. */
final class FilesConfig extends AbstractConfig {

    static final String SOURCE = "source";
    static final String DATASET = "dataset";
    static final String PERIOD = "period.regex";
    static final String ENTRIES = "archive.entries";
    static final String ARCHIVE_MEMORY = "archive.memory.max.bytes";
    static final String KEY_COLUMNS = "key.columns";
    static final String POLL_INTERVAL = "poll.interval.ms";
    static final String BATCH_RECORDS = "batch.max.records";
    static final String ATTEMPTS = "retry.attempts";
    static final String BACKOFF = "retry.backoff.ms";
    static final String SPOOL_FOLDER = "spool.dir";
    static final String SPOOL_BYTES = "spool.max.bytes";
    static final String PROGRESS_INTERVAL = "progress.interval.ms";

    /** Set by the connector for each task. */
    static final String TASK = "task.number";

    static final String TASKS = "task.count";

    private static final String GROUP = "Reading";

    FilesConfig(Map<String, String> settings) {
        super(definition(), settings, false);
    }

    static ConfigDef definition() {
        ConfigDef definition = new ConfigDef()
                .define(
                        SOURCE,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Checks.of("a source's name", name -> new Dataset(name, "x")),
                        Importance.HIGH,
                        "Name of the source; the second part of the topics' names",
                        GROUP,
                        1,
                        Width.MEDIUM,
                        "Source")
                .define(
                        DATASET,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Checks.of("a dataset's name", FilesConfig::checkDataset),
                        Importance.HIGH,
                        "Name of the dataset that the files make up; the third part of the topics' names",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "Dataset");
        FormatConfig.addTo(StoreConfig.addTo(definition));
        return definition
                .define(
                        PERIOD,
                        Type.STRING,
                        "",
                        Checks.of("a regular expression", Pattern::compile),
                        Importance.MEDIUM,
                        "Regular expression over the path whose groups, put together, are the period of a file's"
                                + " records, most significant first; for instance (\\d{6})\\.7z$. Files are read, and"
                                + " records ordered, by period; without one by the file's time.",
                        GROUP,
                        3,
                        Width.LONG,
                        "Period")
                .define(
                        KEY_COLUMNS,
                        Type.LIST,
                        List.of(),
                        Importance.MEDIUM,
                        "Columns that make the record's key; by default file, entry and line",
                        GROUP,
                        4,
                        Width.LONG,
                        "Key columns")
                .define(
                        ENTRIES,
                        Type.LIST,
                        List.of(),
                        Importance.LOW,
                        "Globs of the files in archives that are read; nothing means all",
                        GROUP,
                        5,
                        Width.LONG,
                        "Entries")
                .define(
                        ARCHIVE_MEMORY,
                        Type.LONG,
                        160L << 20,
                        ConfigDef.Range.atLeast(1 << 20),
                        Importance.LOW,
                        "Heap that unpacking one .7z may take; one that asks for more is a dead letter",
                        GROUP,
                        6,
                        Width.MEDIUM,
                        "Heap for archives")
                .define(
                        POLL_INTERVAL,
                        Type.LONG,
                        60_000L,
                        ConfigDef.Range.atLeast(10),
                        Importance.MEDIUM,
                        "Pause between two listings, in milliseconds",
                        GROUP,
                        7,
                        Width.MEDIUM,
                        "Poll interval")
                .define(
                        BATCH_RECORDS,
                        Type.INT,
                        5_000,
                        ConfigDef.Range.between(1, 100_000),
                        Importance.LOW,
                        "Records that are handed to Connect at once; with transaction.boundary=poll they are a transaction",
                        GROUP,
                        8,
                        Width.SHORT,
                        "Batch")
                .define(
                        ATTEMPTS,
                        Type.INT,
                        8,
                        ConfigDef.Range.between(1, 100),
                        Importance.LOW,
                        "Connections made in a row for a file without getting a byte, before others have their turn",
                        GROUP,
                        9,
                        Width.SHORT,
                        "Attempts")
                .define(
                        BACKOFF,
                        Type.LONG,
                        500L,
                        ConfigDef.Range.atLeast(1),
                        Importance.LOW,
                        "First pause after a failure, in milliseconds; doubles up to a minute",
                        GROUP,
                        10,
                        Width.SHORT,
                        "Backoff")
                .define(
                        SPOOL_FOLDER,
                        Type.STRING,
                        Path.of(System.getProperty("java.io.tmpdir"), "tributary-files")
                                .toString(),
                        new ConfigDef.NonEmptyString(),
                        Importance.LOW,
                        "Folder on the worker where a task keeps the one .7z or .zip that it is reading",
                        GROUP,
                        11,
                        Width.LONG,
                        "Spool folder")
                .define(
                        SPOOL_BYTES,
                        Type.LONG,
                        4L << 30,
                        ConfigDef.Range.atLeast(1),
                        Importance.LOW,
                        "Disk that a task may use there; a larger archive is a dead letter",
                        GROUP,
                        12,
                        Width.MEDIUM,
                        "Spool size")
                .define(
                        PROGRESS_INTERVAL,
                        Type.LONG,
                        1_000L,
                        ConfigDef.Range.atLeast(1),
                        Importance.LOW,
                        "Pause between two progress records while a file is being read, in milliseconds",
                        GROUP,
                        13,
                        Width.SHORT,
                        "Progress interval")
                .defineInternal(TASK, Type.INT, 0, Importance.LOW)
                .defineInternal(TASKS, Type.INT, 1, Importance.LOW);
    }

    private static void checkDataset(String name) {
        if (!SafeName.of(name).equals(name)) {
            throw new IllegalArgumentException("is not safe for a table; use " + SafeName.of(name));
        }
    }

    Dataset dataset() {
        return new Dataset(getString(SOURCE), getString(DATASET));
    }

    String rawTopic() {
        return Topics.RAW_PREFIX + getString(SOURCE) + "." + getString(DATASET);
    }

    /** A folder that no other task uses. */
    Path spoolFolder() {
        return Path.of(getString(SPOOL_FOLDER), dataset().tableName() + "-" + getInt(TASK));
    }
}
