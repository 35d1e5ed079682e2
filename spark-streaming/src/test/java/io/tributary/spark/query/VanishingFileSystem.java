package io.tributary.spark.query;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The local file system, from which data files vanish between the listing and the reading. */
public final class VanishingFileSystem extends LocalFileSystem {

    private static final AtomicInteger TO_VANISH = new AtomicInteger();

    /** For Hadoop. */
    public VanishingFileSystem() {}

    static void useIn(SparkSession session) {
        session.conf().set("fs.file.impl", VanishingFileSystem.class.getName());
        session.conf().set("fs.file.impl.disable.cache", "true");
    }

    /** The next openings of a data file will fail. */
    static void vanishNext(int openings) {
        TO_VANISH.set(openings);
    }

    static int left() {
        return TO_VANISH.get();
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        if (path.getName().endsWith(".parquet") && TO_VANISH.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new FileNotFoundException("File " + path + " vanished");
        }
        return super.open(path, bufferSize);
    }
}
